package io.sluice.inventory.gate;

import static org.awaitility.Awaitility.await;

import io.sluice.stack.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import redis.embedded.core.ExecutableProvider;

/** Two masters that share all keys, each on a port of its own. */
final class RedisCluster {

    private static final int SLOTS = 16_384;

    private record Node(int port, Process process) {

        String say(String command) throws IOException {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(2_000);
                socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
                var reader = new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII);
                return new BufferedReader(reader).lines().collect(Collectors.joining("\n"));
            }
        }
    }

    private final List<Node> nodes;

    private RedisCluster(List<Node> nodes) {
        this.nodes = nodes;
    }

    static RedisCluster in(Path folder) throws IOException {
        var cluster = new RedisCluster(List.of(begin(folder.resolve("one")), begin(folder.resolve("two"))));
        cluster.meet();
        return cluster;
    }

    List<String> urls() {
        return nodes.stream().map(node -> "redis://127.0.0.1:" + node.port()).toList();
    }

    private static Node begin(Path folder) throws IOException {
        Files.createDirectories(folder);
        var executable =
                ExecutableProvider.newJarResourceProvider(folder.toFile()).get();
        var port = Ports.free();
        var process = new ProcessBuilder(
                        executable.getAbsolutePath(),
                        "--port",
                        String.valueOf(port),
                        "--bind",
                        "127.0.0.1",
                        "--dir",
                        folder.toString(),
                        "--save",
                        "",
                        "--cluster-enabled",
                        "yes")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        return new Node(port, process);
    }

    private void meet() {
        for (var number = 0; number < nodes.size(); number++) {
            var share = SLOTS / nodes.size();
            var slots = IntStream.range(number * share, (number + 1) * share)
                    .mapToObj(String::valueOf)
                    .collect(Collectors.joining(" "));
            until(nodes.get(number), "CLUSTER ADDSLOTS " + slots, "+OK");
        }
        until(nodes.getFirst(), "CLUSTER MEET 127.0.0.1 " + nodes.getLast().port(), "+OK");
        nodes.forEach(node -> until(node, "CLUSTER INFO", "cluster_known_nodes:2"));
        nodes.forEach(node -> until(node, "CLUSTER INFO", "cluster_state:ok"));
    }

    private static void until(Node node, String command, String answer) {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> node.say(command).contains(answer));
    }

    void end() throws InterruptedException {
        for (var node : nodes) {
            node.process().destroy();
            node.process().waitFor(5, TimeUnit.SECONDS);
        }
    }
}
