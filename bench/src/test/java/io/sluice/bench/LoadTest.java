package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.sluice.bench.Load.Pace;
import io.sluice.stack.Folders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTest {

    @TempDir
    Path folder;

    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private volatile int status = 202;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/orders", exchange -> {
            exchange.getRequestBody().readAllBytes();
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sendsAtAFixedRateWithAKeyOfItsOwnEach() throws IOException {
        var outcome = load(new Pace.Rate(50)).run(new Folders(folder)).sound().accepting();

        assertThat(outcome.accepted()).isBetween(40L, 60L);
        assertThat(keys).hasSize((int) outcome.inAll()).allMatch(key -> key.length() == 36);
        assertThat(tokens).containsExactlyInAnyOrder("Bearer one", "Bearer two");
        assertThat(outcome.p99()).isPositive();
    }

    @Test
    void doesNotBelieveFiguresOfWhatFailed() throws IOException {
        status = 500;
        var outcome = load(new Pace.Callers(2)).run(new Folders(folder));

        assertThat(outcome.failed()).isPositive();
        assertThatThrownBy(outcome::sound).isInstanceOf(Unsound.class);
    }

    @Test
    void tellsRefusalsFromAcceptance() throws IOException {
        status = 409;
        var outcome = load(new Pace.Callers(2)).run(new Folders(folder)).sound();

        assertThat(outcome.accepted()).isZero();
        assertThatThrownBy(outcome::accepting).isInstanceOf(Unsound.class);
    }

    private Load load(Pace pace) throws IOException {
        var file = Files.writeString(folder.resolve("tokens.csv"), "one\ntwo\n");
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        var stretch = new Load.Stretch(pace, Duration.ofSeconds(1));
        return new Load(new Load.Request(url, "/orders", "{}", file), List.of(stretch), stretch);
    }
}
