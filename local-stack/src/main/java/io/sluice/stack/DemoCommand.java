package io.sluice.stack;

import io.sluice.stack.demo.Demo;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Tells the demo on the stack that runs, or on one that it starts and stops. */
@Command(
        name = "demo",
        description = "The whole story with real HTTP calls, on a running stack or one it starts.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PrintStream out = Launcher.out();

    @Override
    public Integer call() {
        var folders = Launcher.folders();
        var whereabouts = new Whereabouts(folders);
        if (OnlyOne.isTaken(folders)) {
            return tell(new LocalSystem(Launcher.repository(), folders, whereabouts.await(PATIENCE)));
        }
        OnlyOne.in(folders);
        whereabouts.forget();
        var settings = new Settings(System.getenv());
        var system = new LocalSystem(Launcher.repository(), folders, settings);
        system.clearTheWay();
        var run = new Run(system.phases(), new Progress(out, Launcher.isTerminal()), out, folders);
        Runtime.getRuntime().addShutdownHook(new Thread(run::stop));
        if (!run.start()) {
            return 1;
        }
        whereabouts.write(settings.effective(system.servers()));
        return tell(system);
    }

    private int tell(LocalSystem system) {
        var begin = System.nanoTime();
        var holds = new Demo(system, out).tell();
        var seconds = (System.nanoTime() - begin) / 1_000_000_000.0;
        out.printf("%n%s in %.1f s%n", holds ? "Everything as it should be," : "Something differs,", seconds);
        return holds ? 0 : 1;
    }
}
