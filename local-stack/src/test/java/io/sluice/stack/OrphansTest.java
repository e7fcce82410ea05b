package io.sluice.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansTest {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    private Process owner;

    @AfterEach
    void endAll() {
        owner.destroyForcibly();
        for (var name : List.of("postgres", "redis", "kafka", "sleeper")) {
            pidFile(name).endOrphan();
        }
    }

    /** The owner is a JVM of its own, killed so that it cannot clear up. */
    @Test
    void whatAKilledOwnerLeavesRunningIsEndedByTheNext() throws IOException {
        var settings = Settings.onFreePorts();
        owner = start(settings.environment(), folder.toString());
        var started = folder.resolve("started");
        await().atMost(LONG_ENOUGH).until(() -> Files.exists(started) || !owner.isAlive());
        assertThat(started).as(Files.readString(folder.resolve("owner.log"))).exists();
        var left = Stream.of("postgres", "redis")
                .map(name -> pidFile(name).process().orElseThrow())
                .toList();
        var kafka = pidFile("kafka").process().orElseThrow();

        owner.destroyForcibly();

        await().atMost(LONG_ENOUGH).until(() -> !kafka.isAlive());
        assertThat(left).allMatch(ProcessHandle::isAlive);
        try (var next = new LocalStack(new Folders(folder), settings)) {
            next.start();
            assertThat(left).noneMatch(ProcessHandle::isAlive);
            assertThat(next.servers()).allMatch(Server::isRunning);
        }
    }

    /** Before it is ready, before anyone but PostgreSQL itself knows its id. */
    @Test
    void aPostgresWhoseOwnerDiedWhileItStartedIsEndedToo() throws IOException {
        var settings = Settings.onFreePorts();
        owner = start(settings.environment(), folder.toString());
        await().pollInterval(Duration.ofMillis(5))
                .atMost(LONG_ENOUGH)
                .until(() -> pidFile("postgres").process().isPresent() || !owner.isAlive());
        var left = pidFile("postgres").process().orElseThrow();

        owner.destroyForcibly();
        new Postgres(settings.port("POSTGRES", 0), new Folders(folder)).kill();

        assertThat(left.isAlive()).isFalse();
    }

    @Test
    void aFolderThatIsNotNamedAsOursAreIsLeftAlone() throws IOException {
        var other = Files.createDirectory(folder.resolve("sluice-test-data"));

        owner = start(Map.of());
        TestFolder.clearIfLeftBehind(other);

        assertThat(other).exists();
    }

    @Test
    void aProcessThatOnlyHasTheSameIdIsLeftAlone() throws IOException {
        owner = start(Map.of());
        var pidFile = pidFile("redis");

        pidFile.write(owner.pid());
        pidFile.endOrphan();

        assertThat(owner.isAlive()).isTrue();
        assertThat(pidFile.file()).doesNotExist();
    }

    @Test
    void aChildThatDiesWhileStartingIsReportedWithTheEndOfItsLog() throws IOException {
        owner = start(Map.of());
        var child = Child.start(
                "sleeper", "no mark", new Folders(folder), List.of("sh", "-c", "echo the reason; exit 3"), Map.of());

        assertThatThrownBy(() -> child.awaitReady(LONG_ENOUGH, () -> false))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("sleeper died while starting (exit 3)")
                .hasMessageContaining("the reason");
    }

    private PidFile pidFile(String name) {
        var folders = new Folders(folder);
        if (name.equals("postgres")) {
            return PidFile.ofPostgres(folders);
        }
        return new PidFile(folders.pid(name), folders.data(name).toString());
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        var command = Stream.concat(Stream.of(Child.java(), Owner.class.getName()), Stream.of(arguments))
                .toList();
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("owner.log").toFile());
        builder.environment().putAll(environment);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.start();
    }

    /** Starts a stack and waits; without arguments, only waits. */
    static final class Owner {

        private Owner() {}

        public static void main(String[] arguments) throws Exception {
            if (arguments.length > 0) {
                new LocalStack(new Folders(Path.of(arguments[0])), new Settings(System.getenv())).start();
                Files.createFile(Path.of(arguments[0], "started"));
            }
            System.in.read();
        }
    }
}
