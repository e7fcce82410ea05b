package io.sluice.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Requests of which no two are alike, each written before it is sent: what Hyperfoil cannot send is sent by one thread, which
 * costs the machine least.
 *
 * @param perSecond the rate at which they are due; 0 for as fast as there are answers
 */
record Prepared(URI url, int connections, double perSecond) {

    private static final long PATIENCE_MILLIS = 30_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int DIGITS = 3;
    private static final Path AUTOGROUP = Path.of("/proc/self/autogroup");

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

    /**
     * Sends each once. Latencies count from when a request was due, so that one that could not be sent counts as slow. Whoever
     * waits for a core behind what it measures, measures its own waits: its session goes before others meanwhile, see sched(7).
     */
    Outcome send(List<byte[]> requests) {
        var nice = autogroup();
        weigh("-10");
        try {
            return sendAll(requests);
        } finally {
            weigh(nice);
        }
    }

    /** As "/autogroup-12 nice 0". */
    private static String autogroup() {
        try {
            return Files.readString(AUTOGROUP).replaceFirst(".* nice ", "").strip();
        } catch (IOException e) {
            throw new Unsound("sessions are not weighed here: " + e);
        }
    }

    private static void weigh(String nice) {
        try {
            Files.writeString(AUTOGROUP, nice);
        } catch (IOException e) {
            throw new Unsound("may not go before others: " + e);
        }
    }

    private Outcome sendAll(List<byte[]> requests) {
        var begun = System.currentTimeMillis();
        var cpu = Cpu.ofThisProcess();
        try (var selector = Selector.open()) {
            var sending = new Sending(requests, selector);
            sending.toItsEnd();
            return sending.outcome(begun, System.currentTimeMillis(), Cpu.ofThisProcess() - cpu);
        } catch (IOException e) {
            throw new Unsound("a connection broke: " + e);
        }
    }

    private final class Sending {

        private final List<byte[]> requests;
        private final Selector selector;
        private final long start;
        private final Deque<Conversation> idle = new ArrayDeque<>();
        private final Histogram nanos = new Histogram(DIGITS);
        private int sent;
        private int accepted;
        private int refused;

        Sending(List<byte[]> requests, Selector selector) throws IOException {
            this.requests = requests;
            this.selector = selector;
            for (var number = 0; number < connections; number++) {
                idle.add(Conversation.with(url, selector));
            }
            this.start = System.nanoTime();
        }

        void toItsEnd() throws IOException {
            while (accepted + refused < requests.size()) {
                sendWhatIsDue();
                if (selector.select(this::hear, millisToWait()) == 0 && waitsForAnswers()) {
                    throw new Unsound("no answer in %,d ms".formatted(PATIENCE_MILLIS));
                }
            }
            for (var key : selector.keys()) {
                key.channel().close();
            }
        }

        private void sendWhatIsDue() throws IOException {
            while (sent < requests.size() && !idle.isEmpty() && due() <= System.nanoTime()) {
                var due = due();
                idle.poll().ask(requests.get(sent++), due);
            }
        }

        private long due() {
            return perSecond == 0 ? System.nanoTime() : start + (long) (sent * 1e9 / perSecond);
        }

        private boolean waitsForAnswers() {
            return sent == requests.size() || idle.isEmpty();
        }

        /** Until the next request is due, if it has a connection. */
        private long millisToWait() {
            return waitsForAnswers() ? PATIENCE_MILLIS : Math.max(1, (due() - System.nanoTime()) / NANOS_PER_MILLI);
        }

        private void hear(SelectionKey ready) {
            var conversation = (Conversation) ready.attachment();
            var status = conversation.hear();
            if (status > 0) {
                nanos.recordValue(System.nanoTime() - conversation.due());
                accepted += status / 100 == 2 ? 1 : 0;
                refused += status / 100 == 2 ? 0 : 1;
                idle.add(conversation);
            }
        }

        Outcome outcome(long begun, long ended, long cpu) {
            var all = accepted + refused;
            return new Outcome(
                    accepted, refused, 0, 0, false, 0, new Latencies(nanos), 0, begun, ended, all, accepted, cpu);
        }
    }
}
