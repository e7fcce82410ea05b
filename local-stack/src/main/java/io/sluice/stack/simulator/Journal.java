package io.sluice.stack.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A file of JSON lines that is only ever appended to: enough to survive a killed process. Its callers serialise access. */
final class Journal<T> implements AutoCloseable {

    private final ObjectMapper json;
    private final OutputStream file;
    private final List<T> past;

    Journal(Path path, Class<T> type, ObjectMapper json) {
        this.json = json;
        try {
            past = Files.exists(path) ? read(path, type) : List.of();
            file = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            file.write('\n'); // Ends a line that a killed process left torn.
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + path, e);
        }
    }

    private List<T> read(Path path, Class<T> type) throws IOException {
        var entries = new ArrayList<T>();
        for (var line : Files.readAllLines(path)) {
            try {
                if (!line.isEmpty()) {
                    entries.add(json.readValue(line, type));
                }
            } catch (JsonProcessingException _) {
                // Torn: its change was never answered either.
            }
        }
        return entries;
    }

    /** What was there when this was opened, oldest first. */
    List<T> past() {
        return past;
    }

    void append(T entry) {
        try {
            file.write((json.writeValueAsString(entry) + '\n').getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the simulator cannot write its book", e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
