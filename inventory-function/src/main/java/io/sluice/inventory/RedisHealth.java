package io.sluice.inventory;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Shows whether Redis answers, and is always up: ordinary orders go on without it. */
@Readiness
@ApplicationScoped
class RedisHealth implements AsyncHealthCheck {

    private final ReactiveRedisDataSource redis;
    private final InventoryConfig config;

    RedisHealth(ReactiveRedisDataSource redis, InventoryConfig config) {
        this.redis = redis;
        this.config = config;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Reachable.check("redis", redis.execute("PING"), config.healthPatience());
    }
}
