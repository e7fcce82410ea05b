package io.sluice.inventory.flash;

import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** What tests do to Redis behind everybody's back. */
@ApplicationScoped
class Redises {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Redis redis;

    Redises(Redis redis) {
        this.redis = redis;
    }

    Response send(Command command, Object... arguments) {
        var request = Request.cmd(command);
        for (var argument : arguments) {
            request.arg(String.valueOf(argument));
        }
        return redis.send(request).await().atMost(PATIENCE);
    }

    /** Everything is gone. */
    void forgetAll() {
        send(Command.FLUSHALL);
    }
}
