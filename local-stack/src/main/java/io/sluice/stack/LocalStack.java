package io.sluice.stack;

import java.util.List;
import java.util.Map;

/** PostgreSQL, Redis and Kafka together: those of our own, or those that {@link Settings} points to. */
public final class LocalStack implements AutoCloseable {

    private static final int POSTGRES_PORT = 15432;
    private static final int REDIS_PORT = 16379;
    private static final int KAFKA_PORT = 19092;

    private final Server postgres;
    private final Server redis;
    private final Server kafka;

    public LocalStack(Folders folders, Settings settings) {
        postgres = settings.external("SLUICE_POSTGRES_URL")
                .<Server>map(url -> new ExternalServer(Postgres.NAME, url, Schemas::prepare))
                .orElseGet(() -> new Postgres(settings.port("POSTGRES", POSTGRES_PORT), folders));
        redis = settings.external("SLUICE_REDIS_URL")
                .<Server>map(url -> new ExternalServer(Redis.NAME, url, _ -> {}))
                .orElseGet(() -> new Redis(settings.port("REDIS", REDIS_PORT), folders));
        kafka = settings.external("SLUICE_KAFKA")
                .<Server>map(url -> new ExternalServer(Kafka.NAME, url, KafkaTopics::create))
                .orElseGet(() -> new Kafka(settings.port("KAFKA", KAFKA_PORT), folders));
    }

    /** On ports that are free now, which it keeps for as long as it lives. */
    public static LocalStack onFreePorts(Folders folders) {
        return new LocalStack(folders, Settings.onFreePorts());
    }

    public Server postgres() {
        return postgres;
    }

    public Server redis() {
        return redis;
    }

    public Server kafka() {
        return kafka;
    }

    public List<Server> servers() {
        return List.of(postgres, redis, kafka);
    }

    /**
     * What starts together, in order. Redis alone: its executable is unpacked here, and a process started meanwhile
     * would inherit the open file for a moment, in which nobody can run it (ETXTBSY, "text file busy").
     */
    List<List<Server>> phases() {
        return List.of(List.of(redis), List.of(postgres, kafka));
    }

    /** Where the functions find the servers: configuration properties. */
    public Map<String, String> properties() {
        return Map.of(
                "sluice.postgres.url", postgres.getUrl(),
                "sluice.redis.url", redis.getUrl(),
                "sluice.kafka", kafka.getUrl());
    }

    /** Starts all servers; if one cannot start, those that did are stopped again. */
    public void start() {
        try {
            phases().forEach(phase -> Together.each(phase, Server::start));
        } catch (CannotStart e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        servers().reversed().forEach(Server::stop);
    }
}
