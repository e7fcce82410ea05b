package io.sluice.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Many who do something, so many of them side by side. */
final class Crowd {

    private static final int SIDE_BY_SIDE = 150;

    private Crowd() {}

    /** The outcomes, in the order of those who act; the first failure is thrown. */
    static <T, R> List<R> each(List<T> all, Function<T, R> act) {
        var room = new Semaphore(SIDE_BY_SIDE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<R>>(all.size());
            for (var one : all) {
                room.acquireUninterruptibly();
                running.add(threads.submit(() -> {
                    try {
                        return act.apply(one);
                    } finally {
                        room.release();
                    }
                }));
            }
            return running.stream().map(Crowd::get).toList();
        }
    }

    private static <R> R get(Future<R> outcome) {
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
