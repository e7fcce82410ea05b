package io.sluice.stack;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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
        var system = new LocalSystem(Launcher.repository(), folders, new Settings(System.getenv()));
        system.clearTheWay();
        if (fresh) {
            folders.deleteData();
        }
        var run = new Run(system.phases(), new Progress(out, Launcher.isTerminal()), out);
        Runtime.getRuntime().addShutdownHook(new Thread(run::stop));
        run.start();
        printHowToUse(system);
        new CountDownLatch(1).await();
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
