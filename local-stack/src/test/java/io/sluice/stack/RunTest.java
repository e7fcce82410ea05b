package io.sluice.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {

    @TempDir
    Path folder;

    private final List<String> history = Collections.synchronizedList(new ArrayList<>());
    private final Executor threads = Thread::startVirtualThread;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void startsGroupByGroupAndStopsInTheOppositeOrder() {
        var run = run(List.of(new FakeServer("database")), List.of(new FakeServer("function")));

        run.start();
        run.stop();

        assertThat(history).containsExactly("start database", "start function", "stop function", "stop database");
        assertThat(text()).contains("✓ database").contains("stopped function").contains("stopped database");
    }

    @Test
    void doesNotStartAGroupWhoseNeedsFailedAndStopsOnlyWhatRuns() {
        var run =
                run(List.of(new FakeServer("database"), new FakeServer("broken")), List.of(new FakeServer("function")));

        assertThatThrownBy(run::start).isInstanceOf(CannotStart.class).hasMessage("broken has no luck");
        run.stop();

        assertThat(history).containsExactly("start database", "stop database");
        assertThat(text()).contains("✗ broken").doesNotContain("stopped broken").doesNotContain("function");
    }

    @Test
    void saysOnceWhichServerDiedAndGoesOnUntilItIsStopped() {
        var function = new FakeServer("function");
        var run = run(List.of(new FakeServer("database")), List.of(function));
        run.start();
        var watching = CompletableFuture.runAsync(
                () -> {
                    try {
                        run.watch();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                threads);

        function.kill();
        await().until(() -> text().contains("function died; see " + folder));

        assertThat(watching).isNotDone();
        run.stop();
        assertThat(watching).succeedsWithin(Duration.ofSeconds(10));
        assertThat(text()).containsOnlyOnce("died").contains("stopped database");
    }

    @Test
    void stopsWhatWasOnlyBeingStartedAndStartsNothingAfterIt() throws Exception {
        var slow = new FakeServer("slow");
        slow.mayStart = new CountDownLatch(1);
        var run = run(List.of(slow), List.of(new FakeServer("function")));
        var started = CompletableFuture.supplyAsync(run::start, threads);
        await().until(() -> slow.startsNow);

        var stopped = CompletableFuture.runAsync(run::stop, threads);
        await().until(() -> !text().isEmpty());
        slow.mayStart.countDown();

        assertThat(stopped).succeedsWithin(Duration.ofSeconds(10));
        assertThat(started.get(10, TimeUnit.SECONDS)).isFalse();
        assertThat(history).containsExactly("start slow", "stop slow");
    }

    @Test
    void doesNotCallAFailureWhatDiedBecauseItWasStopped() throws Exception {
        var broken = new FakeServer("broken");
        broken.mayStart = new CountDownLatch(1);
        var run = run(List.of(broken), List.of(new FakeServer("function")));
        var started = CompletableFuture.supplyAsync(run::start, threads);
        await().until(() -> broken.startsNow);

        var stopped = CompletableFuture.runAsync(run::stop, threads);
        await().until(() -> !text().isEmpty());
        broken.mayStart.countDown();

        assertThat(stopped).succeedsWithin(Duration.ofSeconds(10));
        assertThat(started.get(10, TimeUnit.SECONDS)).isFalse();
        assertThat(text().strip()).isEmpty();
    }

    private Run run(List<Server> first, List<Server> second) {
        var out = new PrintStream(shown, true, StandardCharsets.UTF_8);
        return new Run(List.of(first, second), new Progress(out, false), out, new Folders(folder));
    }

    private String text() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    private final class FakeServer implements Server {

        private final String name;
        private CountDownLatch mayStart = new CountDownLatch(0);
        private volatile boolean startsNow;
        private volatile boolean running;

        FakeServer(String name) {
            this.name = name;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public int getPort() {
            return 1;
        }

        @Override
        public String getPortVariable() {
            return "SLUICE_FAKE_PORT";
        }

        @Override
        public String getUrl() {
            return "fake://" + name;
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public void start() {
            startsNow = true;
            try {
                mayStart.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (name.equals("broken")) {
                throw new CannotStart("broken has no luck");
            }
            history.add("start " + name);
            running = true;
        }

        @Override
        public void stop() {
            history.add("stop " + name);
            running = false;
        }

        @Override
        public void kill() {
            running = false;
        }
    }
}
