package io.sluice.inventory;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many callers who start at the same moment. */
public final class Crowd {

    private static final int PATIENCE_SECONDS = 60;

    private Crowd() {}

    /** What each was told; the callers are numbered from 0. */
    public static <T> List<T> of(int size, IntFunction<T> what) {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(size)) {
            var answers = IntStream.range(0, size)
                    .mapToObj(number -> threads.submit((Callable<T>) () -> {
                        start.await();
                        return what.apply(number);
                    }))
                    .toList();
            start.countDown();
            return answers.stream().map(Crowd::get).toList();
        }
    }

    private static <T> T get(Future<T> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }
}
