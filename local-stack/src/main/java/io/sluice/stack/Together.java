package io.sluice.stack;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Does one thing with several servers at the same time, and waits for all, also for those after a failure. */
final class Together {

    private Together() {}

    static void each(List<? extends Server> servers, Consumer<Server> action) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = servers.stream()
                    .<Future<?>>map(server -> threads.submit(() -> action.accept(server)))
                    .toList();
            var failures =
                    running.stream().flatMap(one -> failureOf(one).stream()).collect(Collectors.joining("\n"));
            if (!failures.isEmpty()) {
                throw new CannotStart(failures);
            }
        }
    }

    private static Optional<String> failureOf(Future<?> future) {
        try {
            future.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            var cause = e.getCause();
            return Optional.of(cause instanceof CannotStart ? cause.getMessage() : cause.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
