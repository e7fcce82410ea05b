package io.sluice.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Kafka, one KRaft node, in a JVM of its own: it can be killed alone, and ends itself when we are gone. */
public final class Kafka extends ChildServer {

    static final String NAME = "kafka";

    private final Path ready;

    public Kafka(int port, Folders folders) {
        super(NAME, port, Settings.portVariable("KAFKA"), folders);
        ready = data.resolve("ready");
    }

    @Override
    public String getUrl() {
        return "127.0.0.1:" + getPort();
    }

    @Override
    Child launch() {
        try {
            Files.createDirectories(data);
            Files.deleteIfExists(ready);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var command = List.of(
                Child.java(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                // Not measured, the first level starts in half the time, and a laptop's load does not need more.
                isMeasured() ? COMPILED_SOON : "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.config.file=" + logging(),
                KafkaMain.class.getName(),
                data.toString(),
                String.valueOf(getPort()),
                String.valueOf(Ports.free()),
                ready.toString());
        // By the environment, because a class path would push the data directory out of what is seen of a command line.
        return launch(command, Map.of("CLASSPATH", System.getProperty("java.class.path")));
    }

    private Path logging() {
        try {
            return Files.writeString(data.resolve("logging.properties"), """
                    handlers=java.util.logging.ConsoleHandler
                    .level=WARNING
                    java.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    boolean isReady() {
        return Files.exists(ready);
    }
}
