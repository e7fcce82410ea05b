package io.sluice.stack.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Stripe's idempotency: the first answer under a key is kept and replayed; refusals of bad input are not kept. */
final class StripeReplays implements AutoCloseable {

    /** Far more than a day's keys on one machine; Stripe forgets after a day. */
    private static final int KEPT = 100_000;

    record Stored(String key, String request, int status, String body) {}

    private final Journal<Stored> journal;
    private final Set<String> running = new HashSet<>();
    private final Map<String, Stored> stored = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Stored> eldest) {
            return size() > KEPT;
        }
    };

    StripeReplays(Path dataDirectory, ObjectMapper json) {
        journal = new Journal<>(dataDirectory.resolve("stripe-answers.jsonl"), Stored.class, json);
        journal.past().forEach(answer -> stored.put(answer.key(), answer));
    }

    Answer once(String key, Request request, Supplier<Answer> action) {
        var fingerprint = request.method() + ' ' + request.path() + '\n' + request.text();
        synchronized (this) {
            var first = stored.get(key);
            if (first != null) {
                return replayed(first, fingerprint);
            }
            if (!running.add(key)) {
                return StripeErrors.keyInUse();
            }
        }
        try {
            return keep(key, fingerprint, action.get());
        } finally {
            synchronized (this) {
                running.remove(key);
            }
        }
    }

    private static Answer replayed(Stored first, String fingerprint) {
        return first.request().equals(fingerprint) ? replay(first) : StripeErrors.keyReused();
    }

    private static Answer replay(Stored first) {
        return Answer.of(first.status(), "application/json", first.body().getBytes(StandardCharsets.UTF_8))
                .with("Idempotent-Replayed", "true");
    }

    private synchronized Answer keep(String key, String fingerprint, Answer answer) {
        if (answer.status() < 400 || answer.status() >= 500) {
            var entry = new Stored(key, fingerprint, answer.status(), answer.text());
            journal.append(entry);
            stored.put(key, entry);
        }
        return answer;
    }

    @Override
    public synchronized void close() throws IOException {
        journal.close();
    }
}
