package io.sluice.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunTest {

    private final List<String> history = Collections.synchronizedList(new ArrayList<>());
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

    private Run run(List<Server> first, List<Server> second) {
        var out = new PrintStream(shown, true, StandardCharsets.UTF_8);
        return new Run(List.of(first, second), new Progress(out, false), out);
    }

    private String text() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    private final class FakeServer implements Server {

        private final String name;
        private boolean running;

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
