package io.sluice.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * Requests of which no two are alike, each written before it is sent: what Hyperfoil cannot send is sent over plain sockets,
 * which costs the machine least.
 *
 * @param perSecond the rate at which they are due; 0 for as fast as there are answers
 */
record Prepared(URI url, int connections, double perSecond) {

    private static final int PATIENCE_MILLIS = 30_000;
    private static final int LARGEST_HEAD = 16_384;
    private static final int DIGITS = 3;

    /** A whole request. */
    static byte[] request(URI url, Iterable<String> headers, byte[] body) {
        var head = new StringBuilder("POST ").append(url.getPath()).append(" HTTP/1.1\r\nHost: ");
        head.append(url.getAuthority()).append("\r\nContent-Length: ").append(body.length);
        headers.forEach(header -> head.append("\r\n").append(header));
        var bytes = head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        var whole = new byte[bytes.length + body.length];
        System.arraycopy(bytes, 0, whole, 0, bytes.length);
        System.arraycopy(body, 0, whole, bytes.length, body.length);
        return whole;
    }

    /** Sends each once. Latencies count from when a request was due, so that one that could not be sent counts as slow. */
    Outcome send(List<byte[]> requests) {
        var tally = new Tally(new ConcurrentHistogram(DIGITS), new AtomicInteger(), new AtomicInteger());
        var next = new AtomicInteger();
        var begun = System.currentTimeMillis();
        var cpu = Cpu.ofThisProcess();
        var start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, connections)
                    .<Future<?>>mapToObj(_ -> threads.submit(() -> {
                        converse(requests, next, start, tally);
                        return null;
                    }))
                    .toList();
            for (var connection : running) {
                connection.get();
            }
        } catch (ExecutionException e) {
            throw new Unsound("a connection broke: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return tally.outcome(begun, System.currentTimeMillis(), Cpu.ofThisProcess() - cpu);
    }

    private void converse(List<byte[]> requests, AtomicInteger next, long start, Tally tally) throws IOException {
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            var answers = new BufferedInputStream(socket.getInputStream());
            for (var number = next.getAndIncrement(); number < requests.size(); number = next.getAndIncrement()) {
                var due = perSecond == 0 ? System.nanoTime() : start + (long) (number * 1e9 / perSecond);
                for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                socket.getOutputStream().write(requests.get(number));
                tally.count(status(answers), System.nanoTime() - due);
            }
        }
    }

    /** Reads one answer to its end. */
    private static int status(InputStream answers) throws IOException {
        var head = new StringBuilder();
        while (head.length() < LARGEST_HEAD
                && !(head.length() > 3 && head.indexOf("\r\n\r\n", head.length() - 4) >= 0)) {
            var next = answers.read();
            if (next < 0) {
                throw new IOException("cut off after " + head);
            }
            head.append((char) next);
        }
        var text = head.toString();
        var length = text.toLowerCase(Locale.ROOT).indexOf("content-length: ");
        if (length >= 0) {
            var value = text.substring(length + 16, text.indexOf('\r', length)).strip();
            answers.skipNBytes(Long.parseLong(value));
        }
        return Integer.parseInt(text.substring(9, 12));
    }

    /** What came back so far. */
    private record Tally(ConcurrentHistogram nanos, AtomicInteger accepted, AtomicInteger refused) {

        void count(int status, long latency) {
            nanos.recordValue(latency);
            (status / 100 == 2 ? accepted : refused).incrementAndGet();
        }

        Outcome outcome(long begun, long ended, long cpu) {
            var all = accepted.get() + refused.get();
            return new Outcome(
                    accepted.get(),
                    refused.get(),
                    0,
                    0,
                    false,
                    0,
                    new Latencies(nanos),
                    0,
                    begun,
                    ended,
                    all,
                    accepted.get(),
                    cpu);
        }
    }
}
