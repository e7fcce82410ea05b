package io.sluice.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersTest {

    @TempDir
    static Path folder;

    private static LocalStack stack;

    @BeforeAll
    static void startAll() {
        stack = LocalStack.onFreePorts(new Folders(folder));
        stack.start();
    }

    @AfterAll
    static void stopAll() {
        stack.close();
    }

    @Test
    void postgresKeepsCommittedRowsThroughKillAndStop() throws SQLException {
        sql("orders", "CREATE TABLE kept (word text)");
        sql("orders", "INSERT INTO kept VALUES ('before the kill')");

        stack.postgres().kill();
        stack.postgres().start();
        sql("orders", "INSERT INTO kept VALUES ('before the stop')");
        stack.postgres().stop();
        stack.postgres().start();

        assertThat(sql("orders", "SELECT word FROM kept")).containsExactly("before the kill", "before the stop");
    }

    @Test
    void postgresIsAsDurableAsInProduction() throws SQLException {
        assertThat(sql("orders", "SHOW fsync")).containsExactly("on");
        assertThat(sql("orders", "SHOW synchronous_commit")).containsExactly("on");
        assertThat(sql("orders", "SHOW max_connections")).containsExactly("300");
    }

    @Test
    void aRoleReachesNoSchemaButItsOwn() throws SQLException {
        sql("inventory", "CREATE TABLE secret (word text)");

        assertThat(sql("inventory", "SELECT schemaname::text FROM pg_tables WHERE tablename = 'secret'"))
                .containsExactly("inventory");
        assertThatThrownBy(() -> sql("payments", "SELECT * FROM inventory.secret"))
                .hasMessageContaining("permission denied for schema inventory");
        assertThatThrownBy(() -> sql("payments", "CREATE TABLE public.intruder (word text)"))
                .hasMessageContaining("permission denied for schema public");
    }

    @Test
    void redisKeepsItsKeysThroughKillAndStop() {
        var redis = new RedisCalls(stack.redis().getPort());
        redis.call("SET word kept");

        stack.redis().kill();
        stack.redis().start();
        redis.call("INCR starts");
        stack.redis().stop();
        stack.redis().start();

        assertThat(redis.call("GET word")).isEqualTo("kept");
        assertThat(redis.call("GET starts")).isEqualTo("1");
    }

    @Test
    void kafkaKeepsItsRecordsThroughKillAndStop() {
        var kafka = new KafkaCalls(stack.kafka().getUrl());
        kafka.send("orders", "before the kill");

        stack.kafka().kill();
        stack.kafka().start();
        kafka.send("orders", "before the stop");
        stack.kafka().stop();
        stack.kafka().start();

        assertThat(kafka.read("orders", 2)).containsExactlyInAnyOrder("before the kill", "before the stop");
    }

    @Test
    void kafkaHasTheTopicsAndCreatesNoOthers() {
        var kafka = new KafkaCalls(stack.kafka().getUrl());

        assertThat(kafka.topics()).contains("orders", "flash-requests", "payments-refused-by-order-function");
        assertThat(kafka.partitions("orders")).isEqualTo(6);
        assertThatThrownBy(() -> kafka.send("misspelt", "lost")).hasMessageContaining("misspelt");
    }

    @Test
    void eachTopicKeepsWhatWasSaidAsLongAsItShould() {
        var kafka = new KafkaCalls(stack.kafka().getUrl());

        assertThat(kafka.retention("orders")).isEqualTo(-1);
        assertThat(kafka.retention("orders-refused-by-inventory-function")).isEqualTo(-1);
        assertThat(kafka.retention("stock")).isEqualTo(Duration.ofDays(1).toMillis());
        assertThat(kafka.retention("deadlines")).isEqualTo(Duration.ofDays(7).toMillis());
    }

    @Test
    void aTopicThatWasThereBeforeKeepsAsLongAsItShouldToo() {
        var kafka = new KafkaCalls(stack.kafka().getUrl());
        kafka.setRetention("refunds", 1_000_000);

        KafkaTopics.create(stack.kafka().getUrl());

        assertThat(kafka.retention("refunds")).isEqualTo(-1);
    }

    @Test
    void startingWhatRunsAndStoppingWhatDoesNotChangesNothing() {
        stack.redis().start();
        stack.redis().stop();
        stack.redis().stop();
        stack.redis().kill();

        assertThat(stack.redis().isRunning()).isFalse();
        stack.redis().start();
        assertThat(stack.redis().isRunning()).isTrue();
    }

    @Test
    void aTakenPortIsNamedWithWhatMovesIt(@TempDir Path elsewhere) throws Exception {
        try (var taken = new ServerSocket(Ports.free(), 1, InetAddress.getLoopbackAddress())) {
            var port = taken.getLocalPort();
            for (var server : serversOn(port, new Folders(elsewhere))) {
                assertThatThrownBy(server::start)
                        .isInstanceOf(CannotStart.class)
                        .hasMessageContaining("port " + port)
                        .hasMessageContaining(server.getName())
                        .hasMessageContaining("SLUICE_" + server.getName().toUpperCase() + "_PORT");
            }
        }
    }

    private static List<Server> serversOn(int port, Folders folders) {
        return List.of(new Postgres(port, folders), new Redis(port, folders), new Kafka(port, folders));
    }

    private static List<String> sql(String role, String statement) throws SQLException {
        try (var connection =
                        DriverManager.getConnection("jdbc:" + stack.postgres().getUrl(), role, "");
                var prepared = connection.createStatement()) {
            var answers = new ArrayList<String>();
            if (prepared.execute(statement)) {
                for (var rows = prepared.getResultSet(); rows.next(); ) {
                    answers.add(rows.getString(1));
                }
            }
            return answers;
        }
    }
}
