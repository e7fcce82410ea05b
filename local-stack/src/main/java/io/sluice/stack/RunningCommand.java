package io.sluice.stack;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Tells {@code ./sluice}, by its exit code, whether a stack runs here, which must not be built anew under its feet. */
@Command(name = "running", hidden = true)
final class RunningCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return OnlyOne.isTaken(Launcher.folders()) ? 0 : 1;
    }
}
