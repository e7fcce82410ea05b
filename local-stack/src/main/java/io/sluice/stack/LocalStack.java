package io.sluice.stack;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

/** PostgreSQL, Redis and Kafka together, started at once and stopped in order. */
public final class LocalStack implements AutoCloseable {

    private final Postgres postgres;
    private final Redis redis;
    private final Kafka kafka;

    public LocalStack(Folders folders, int postgresPort, int redisPort, int kafkaPort) {
        postgres = new Postgres(postgresPort, folders);
        redis = new Redis(redisPort, folders);
        kafka = new Kafka(kafkaPort, folders);
    }

    /** On ports that are free now, which it keeps for as long as it lives. */
    public static LocalStack onFreePorts(Folders folders) {
        return new LocalStack(folders, Ports.free(), Ports.free(), Ports.free());
    }

    public Postgres postgres() {
        return postgres;
    }

    public Redis redis() {
        return redis;
    }

    public Kafka kafka() {
        return kafka;
    }

    public List<Server> servers() {
        return List.of(postgres, redis, kafka);
    }

    /** Where the functions find the servers: configuration properties. */
    public Map<String, String> properties() {
        return Map.of(
                "sluice.postgres.url", postgres.url(),
                "sluice.redis.url", redis.url(),
                "sluice.kafka", kafka.bootstrapServers());
    }

    /** Starts all servers at once; if one cannot start, those that did are stopped again. */
    public void start() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var starts = servers().stream()
                    .map(server -> CompletableFuture.runAsync(server::start, threads))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(starts).join();
        } catch (CompletionException e) {
            close();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        kafka.stop();
        redis.stop();
        postgres.stop();
    }
}
