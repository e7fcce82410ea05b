package io.sluice.stack;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts everything and stays until it is told to stop. */
@Command(
        name = "up",
        description = "Starts everything on this machine; Ctrl-C stops it.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    @Option(names = "--fresh", description = "Forget all data first.")
    private boolean fresh;

    private final PrintStream out = Launcher.out();

    @Override
    public Integer call() throws InterruptedException {
        var folders = Launcher.folders();
        OnlyOne.in(folders);
        var whereabouts = new Whereabouts(folders);
        whereabouts.forget();
        var settings = new Settings(System.getenv());
        var system = new LocalSystem(Launcher.repository(), folders, settings);
        system.clearTheWay();
        if (fresh) {
            folders.deleteData();
        }
        var run = new Run(system.phases(), new Progress(out, Launcher.isTerminal()), out, folders);
        Runtime.getRuntime().addShutdownHook(new Thread(run::stop));
        if (run.start()) {
            whereabouts.write(settings.effective(system.servers()));
            printHowToUse(system);
            run.watch();
        }
        return 0;
    }

    private void printHowToUse(LocalSystem system) {
        out.println();
        for (var role : Role.values()) {
            var token = system.token(role, role.defaultUser(), TokenCommand.VALIDITY);
            out.printf("%s token (%s):%n%s%n%n", role.group(), role.defaultUser(), token);
        }
        out.println("Logs: " + Launcher.folders().root().resolve("log") + ". Ctrl-C stops everything.");
    }
}
