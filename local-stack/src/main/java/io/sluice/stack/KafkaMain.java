package io.sluice.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** The broker's JVM. Ends on SIGTERM and when standard input closes, that is, when its owner is gone. */
final class KafkaMain {

    private KafkaMain() {}

    /** Arguments: data directory, port, controller's port, file to write when all topics are there. */
    public static void main(String[] arguments) throws Exception {
        var data = Path.of(arguments[0]);
        var properties = properties(data, arguments[1], arguments[2]);
        format(data, properties);
        var server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        server.startup();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.shutdown();
            server.awaitShutdown();
        }));
        KafkaTopics.create("127.0.0.1:" + arguments[1]);
        Files.writeString(Path.of(arguments[3]), "ready");
        endWithOwner();
    }

    private static void endWithOwner() throws IOException {
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    private static void format(Path data, Properties properties) throws IOException {
        if (Files.exists(data.resolve("log/meta.properties"))) {
            return;
        }
        var file = data.resolve("server.properties");
        try (var out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        var quiet = new PrintStream(OutputStream.nullOutputStream());
        StorageTool.execute(new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()}, quiet);
    }

    private static Properties properties(Path data, String port, String controllerPort) {
        var properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put("log.dirs", data.resolve("log").toString());
        properties.put("auto.create.topics.enable", "false");
        properties.put("default.replication.factor", "1");
        properties.put("min.insync.replicas", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "1");
        // Where a group was, for 60 days (7 by default): a stack may rest, and must not hear everything again after it.
        properties.put(
                "offsets.retention.minutes", String.valueOf(Duration.ofDays(60).toMinutes()));
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "1");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("share.coordinator.state.topic.num.partitions", "1");
        // After a kill, the controller waits this long (9 s by default) for the broker it remembers.
        properties.put("broker.session.timeout.ms", "5000");
        properties.put("broker.heartbeat.interval.ms", "500");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("log.cleaner.dedupe.buffer.size", "4194304");
        return properties;
    }
}
