package io.sluice.stack.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Entries of one kind as each now stands, kept in a journal, oldest first. Its callers serialise access. */
final class Ledger<T> implements AutoCloseable {

    private final Map<String, T> entries = new LinkedHashMap<>();
    private final Function<T, String> key;
    private final Journal<T> journal;

    /** @param key what tells one entry from another */
    Ledger(Path path, Class<T> type, Function<T, String> key, ObjectMapper json) {
        this.key = key;
        journal = new Journal<>(path, type, json);
        journal.past().forEach(this::remember);
    }

    T keep(T entry) {
        journal.append(entry);
        remember(entry);
        return entry;
    }

    private void remember(T entry) {
        entries.put(key.apply(entry), entry);
    }

    Optional<T> find(String wanted) {
        return Optional.ofNullable(entries.get(wanted));
    }

    List<T> all() {
        return List.copyOf(entries.values());
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
