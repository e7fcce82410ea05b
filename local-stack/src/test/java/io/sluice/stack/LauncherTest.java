package io.sluice.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {

    @TempDir
    Path repository;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void setRepository() {
        System.setProperty("sluice.repository", repository.toString());
    }

    @AfterEach
    void clearRepository() {
        System.clearProperty("sluice.repository");
    }

    @Test
    void tokenPrintsTheTokenAlone() {
        assertThat(sluice("token", "customer", "bob")).isZero();

        assertThat(out.toString().strip()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void tokenRefusesAnUnknownRoleInOneLine() {
        assertThat(sluice("token", "king")).isEqualTo(2);

        assertThat(err.toString().strip()).isEqualTo("sluice: no role 'king': it is customer, operator, service");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void variablesMovePortsAndNameServersElsewhere() {
        var settings = new Settings(Map.of("SLUICE_ORDER_PORT", "9081", "SLUICE_REDIS_URL", "redis://elsewhere:1"));

        var system = new LocalSystem(repository, Launcher.folders(), settings);

        assertThat(system.function(Function.ORDER).getUrl()).isEqualTo("http://127.0.0.1:9081");
        assertThat(system.function(Function.INVENTORY).getUrl()).isEqualTo("http://127.0.0.1:8082");
        assertThat(system.stack().redis().getUrl()).isEqualTo("redis://elsewhere:1");
        assertThat(system.stack().postgres().getUrl()).isEqualTo("postgresql://127.0.0.1:15432/sluice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eighty", "0", "65536", "-1"})
    void aPortThatIsNoneIsNamed(String port) {
        var settings = new Settings(Map.of("SLUICE_ORDER_PORT", port));

        assertThatThrownBy(() -> settings.port(Function.ORDER))
                .isInstanceOf(CannotStart.class)
                .hasMessage("SLUICE_ORDER_PORT=" + port + " is not a port");
    }

    @Test
    void whereARunningStackIsCanBeReadByACommandWithOtherVariables() {
        var settings = new Settings(
                Map.of("SLUICE_ORDER_PORT", "9081", "SLUICE_KAFKA", "elsewhere:9092", "SLUICE_SECRET", "unneeded"));
        var system = new LocalSystem(repository, Launcher.folders(), settings);
        var whereabouts = new Whereabouts(Launcher.folders());

        whereabouts.write(settings.effective(system.servers()));
        var found = whereabouts.await(Duration.ZERO);

        assertThat(found.environment())
                .containsEntry("SLUICE_ORDER_PORT", "9081")
                .containsEntry("SLUICE_POSTGRES_PORT", "15432")
                .containsEntry("SLUICE_SIMULATOR_PORT", "8090")
                .containsEntry("SLUICE_KAFKA", "elsewhere:9092")
                .doesNotContainKeys("SLUICE_KAFKA_PORT", "SLUICE_SECRET");
    }

    @Test
    void aStackThatStopsBeforeItIsReadyIsNotWaitedFor() {
        var whereabouts = new Whereabouts(Launcher.folders());

        assertThatThrownBy(() -> whereabouts.await(Duration.ofSeconds(60)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("has stopped before it was ready");
    }

    @Test
    void noRunningStackIsToldByTheExitCode() {
        assertThat(sluice("running")).isEqualTo(1);
    }

    @Test
    void progressIsPlainLinesWhereThereIsNoTerminal() {
        var bytes = new ByteArrayOutputStream();
        var progress = new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);
        var server = new ExternalServer("redis", "redis://elsewhere:1", _ -> {});

        progress.waiting(List.of(server));
        progress.ready(server, Duration.ofMillis(1234));

        assertThat(bytes.toString(StandardCharsets.UTF_8).strip()).matches("✓ redis +1\\.2 s +redis://elsewhere:1");
    }

    private int sluice(String... arguments) {
        return Launcher.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
