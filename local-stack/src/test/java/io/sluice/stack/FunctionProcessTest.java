package io.sluice.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FunctionProcessTest {

    @TempDir
    Path folder;

    private FunctionProcess function;

    @BeforeEach
    void build() throws IOException {
        function = new FunctionProcess(
                "fake-function",
                jar(),
                Ports.free(),
                "SLUICE_FAKE_PORT",
                new Folders(folder),
                Map.of("SLUICE_KAFKA", "broker:1"));
    }

    @AfterEach
    void kill() {
        function.kill();
    }

    @Test
    void isReadyWhenStartReturnsAndGoneWhenStopReturns() throws IOException {
        function.setJvmArguments(List.of("-Dagent=loaded"));

        function.start();

        assertThat(function.isRunning()).isTrue();
        assertThat(get("/given")).isEqualTo("broker:1 loaded");
        function.stop();
        assertThat(function.isRunning()).isFalse();
        assertThat(Ports.isFree(function.getPort())).isTrue();
    }

    @Test
    void comesBackOnTheSamePortAfterAKill() throws IOException {
        function.start();

        function.kill();
        assertThat(function.isRunning()).isFalse();
        function.start();

        assertThat(get("/given")).startsWith("broker:1");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void getsTheCpuThatOthersLeaveWhenItIsToGiveWay() throws IOException, InterruptedException {
        function.giveWay();

        function.start();

        var stat = Files.readString(Path.of("/proc", get("/pid"), "stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" "); // From the third on, of proc_pid_stat(5).
        assertThat(fields[16]).as("nice").isEqualTo("19");
        assertThat(fields[38]).as("policy").isEqualTo(hasIdlePolicy() ? "5" : "0"); // As sched(7) numbers them.
        function.kill();
        assertThat(function.isRunning()).isFalse();
        assertThat(Ports.isFree(function.getPort())).isTrue();
    }

    private static boolean hasIdlePolicy() throws IOException, InterruptedException {
        return new ProcessBuilder("/bin/sh", "-c", "chrt -i 0 true 2>/dev/null")
                        .start()
                        .waitFor()
                == 0;
    }

    @Test
    void saysWhyItDiedWhileStarting() {
        function.setVariable("FAKE_DIES", "true");

        assertThatThrownBy(function::start)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("fake-function died while starting (exit 1)")
                .hasMessageContaining("the schema is not ours");
    }

    @Test
    void saysThatItIsNotBuilt() {
        var unbuilt = new FunctionProcess(Function.ORDER, folder, Ports.free(), new Folders(folder), Map.of());

        assertThatThrownBy(unbuilt::start)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("order-function is not built");
    }

    private String get(String path) throws IOException {
        try (var in = URI.create(function.getUrl() + path).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Nothing but a manifest, which points to the test's own classes. */
    private Path jar() throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeFunction.class.getName());
        var classes = FakeFunction.class.getProtectionDomain().getCodeSource().getLocation();
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classes.toString());
        var jar = folder.resolve("quarkus-run.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }
}
