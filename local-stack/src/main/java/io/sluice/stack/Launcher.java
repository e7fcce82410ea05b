package io.sluice.stack;

import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code ./sluice} hands over to. */
@Command(
        name = "sluice",
        description = "Sluice on this machine.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {UpCommand.class, DemoCommand.class, TokenCommand.class, RunningCommand.class})
public final class Launcher {

    private Launcher() {}

    public static void main(String[] arguments) throws IOException {
        logToFile();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Launcher()).setExecutionExceptionHandler((failure, command, _) -> {
            command.getErr().println("sluice: " + (failure instanceof CannotStart ? failure.getMessage() : failure));
            return failure instanceof CannotStart ? 1 : unexpected(failure);
        });
    }

    private static int unexpected(Exception failure) {
        Logger.getLogger(Launcher.class.getName()).log(Level.SEVERE, "unexpected", failure);
        return 1;
    }

    /** The root of the repository, where {@code ./sluice} is. */
    static Path repository() {
        return Path.of(System.getProperty("sluice.repository", "")).toAbsolutePath();
    }

    static Folders folders() {
        return new Folders(repository().resolve(".sluice"));
    }

    /** UTF-8 whatever the locale says, because a tick is worth more than a question mark. */
    static PrintStream out() {
        return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    }

    static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    /** What libraries have to say is not for the terminal. */
    private static void logToFile() throws IOException {
        var configuration = """
                handlers=java.util.logging.FileHandler
                .level=INFO
                java.util.logging.FileHandler.pattern=%s
                java.util.logging.FileHandler.append=true
                java.util.logging.FileHandler.formatter=java.util.logging.SimpleFormatter
                java.util.logging.SimpleFormatter.format=%%1$tFT%%1$tT.%%1$tL %%4$s %%3$s %%5$s%%6$s%%n
                """.formatted(folders().log("launcher"));
        LogManager.getLogManager()
                .readConfiguration(new ByteArrayInputStream(configuration.getBytes(StandardCharsets.UTF_8)));
    }
}
