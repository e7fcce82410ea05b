package io.sluice.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many at the same moment. */
final class Together {

    private Together() {}

    /** All begin when the last is ready; the answers in the order of the tasks. */
    static <T> List<T> all(List<Callable<T>> tasks) throws InterruptedException, ExecutionException {
        var begin = new CountDownLatch(tasks.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<T>>();
            for (var task : tasks) {
                running.add(threads.submit(() -> {
                    begin.countDown();
                    begin.await();
                    return task.call();
                }));
            }
            var answers = new ArrayList<T>();
            for (var future : running) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
