package io.sluice.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured: a table for people and JSON in a file, both as it comes. */
final class Report {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final PrintStream out;
    private final Path file;
    private final Map<String, Object> sections = new LinkedHashMap<>();
    private final List<String> shortfalls = new ArrayList<>();

    Report(PrintStream out, Path file) {
        this.out = out;
        this.file = file;
    }

    void begin(Section section) {
        out.printf("%n%s: %s%n", section.name(), section.about());
    }

    void add(Section section, List<Figure> figures) {
        figures.forEach(figure -> out.printf(
                "  %-52s %12s %-9s %s%n",
                figure.name(), Figure.number(figure.value()), figure.unit(), figure.verdict()));
        figures.stream()
                .filter(Figure::fallsShort)
                .forEach(figure -> shortfalls.add(section.name() + ": " + figure.name()));
        sections.put(section.name(), figures.stream().map(Report::json).toList());
        write();
    }

    void unsound(Section section, RuntimeException trouble) {
        out.printf("  NOT SOUND: %s%n", trouble.getMessage());
        shortfalls.add(section.name() + ": not sound");
        sections.put(section.name(), Map.of("unsound", trouble.getMessage()));
        write();
    }

    void end() {
        out.printf("%nAs JSON: %s%n", file);
    }

    /** Whether every section is sound and every bar reached. */
    boolean isGood() {
        return shortfalls.isEmpty();
    }

    private void write() {
        var whole = new LinkedHashMap<String, Object>();
        whole.put("time", Instant.now().toString());
        whole.put("processors", Runtime.getRuntime().availableProcessors());
        whole.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        whole.put("java", Runtime.version().toString());
        whole.put("sections", sections);
        whole.put("shortfalls", shortfalls);
        try {
            Files.write(file, JSON.writeValueAsBytes(whole));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> json(Figure figure) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", figure.name());
        fields.put("value", Double.isFinite(figure.value()) ? figure.value() : null); // JSON knows no other.
        fields.put("unit", figure.unit());
        fields.put("verdict", figure.verdict());
        return fields;
    }
}
