package io.sluice.stack.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Delivers notices at least once, with growing pauses, until one copy is acknowledged, a bound is reached or a fault says never. */
final class Webhooks implements AutoCloseable {

    static final int OVERTAKEN_AFTER_MILLIS = 300;

    private static final int ATTEMPTS = 20; // With the pauses below: a quarter of an hour.
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 60_000;
    private static final int LARGEST_ANSWER = 1 << 16; // An acknowledgement is a word or two.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What is beyond waits for the next start of the simulator. */
    private final Semaphore room = new Semaphore(10_000);

    private final Semaphore connections = new Semaphore(64);
    private final AtomicLong sent = new AtomicLong();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .executor(workers)
            .build();
    private final URI merchant;

    Webhooks(URI merchant) {
        this.merchant = merchant;
    }

    /** @param over runs when the notice is acknowledged, and when it is lost on purpose */
    void send(Notice notice, Faults faults, Runnable over) {
        if (faults.dropWebhooks()) {
            over.run();
            return;
        }
        var overtaken = faults.reorderWebhooks() && sent.getAndIncrement() % 2 == 0;
        var delay = faults.webhookDelayMillis() + (overtaken ? OVERTAKEN_AFTER_MILLIS : 0);
        if (faults.forgeWebhooks()) {
            later(delay, () -> isAcknowledged(notice.forged()));
        }
        for (var copy = 0; copy <= faults.duplicateWebhooks(); copy++) {
            if (room.tryAcquire()) {
                later(delay, () -> attempt(notice, over, 1));
            }
        }
    }

    private void attempt(Notice notice, Runnable over, int number) {
        if (isAcknowledged(notice)) {
            room.release();
            over.run();
        } else if (number == ATTEMPTS) {
            room.release();
        } else {
            var pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(number - 1, 10));
            later(pause, () -> attempt(notice, over, number + 1));
        }
    }

    private void later(long millis, Runnable task) {
        if (!timer.isShutdown()) {
            timer.schedule(() -> workers.execute(task), millis, TimeUnit.MILLISECONDS);
        }
    }

    private boolean isAcknowledged(Notice notice) {
        connections.acquireUninterruptibly();
        try {
            var answer =
                    client.send(requestOf(notice), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
            return notice.isAcknowledged(answer.statusCode(), answer.body());
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            connections.release();
        }
    }

    private HttpRequest requestOf(Notice notice) {
        var request = HttpRequest.newBuilder(merchant.resolve(notice.address()))
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(notice.body()));
        notice.headers(Instant.now()).forEach(request::header);
        return request.build();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
        client.shutdownNow();
    }
}
