package io.sluice.stack.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Many who do something at once, as many side by side as this machine's client bears. */
public final class Crowd {

    private static final int SIDE_BY_SIDE = 200;

    private Crowd() {}

    /** What one of them does. */
    @FunctionalInterface
    public interface Act<T, R> {
        R by(int number, T one);
    }

    /** The outcomes, in the order of those who act; the first failure ends it. */
    public static <T, R> List<R> each(List<T> all, Act<T, R> act) {
        var room = new Semaphore(SIDE_BY_SIDE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<R>>();
            for (var number = 0; number < all.size(); number++) {
                var mine = number;
                running.add(threads.submit(() -> {
                    room.acquire();
                    try {
                        return act.by(mine, all.get(mine));
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
            throw e.getCause() instanceof RuntimeException cause ? cause : new Differs(String.valueOf(e.getCause()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Differs("interrupted");
        }
    }
}
