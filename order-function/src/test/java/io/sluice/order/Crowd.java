package io.sluice.order;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many callers at once, who are still waiting for their answers. */
final class Crowd<T> implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<T>> answers;

    private Crowd(int size, IntFunction<T> what) {
        answers = IntStream.range(0, size)
                .mapToObj(number -> threads.submit(() -> what.apply(number)))
                .toList();
    }

    /** The callers are numbered from 0. */
    static <T> Crowd<T> of(int size, IntFunction<T> what) {
        return new Crowd<>(size, what);
    }

    /** What each was told. */
    List<T> answers() {
        return answers.stream().map(Crowd::get).toList();
    }

    private static <T> T get(Future<T> answer) {
        try {
            return answer.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("no answer", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
