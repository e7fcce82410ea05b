package io.sluice.inventory.gate;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** A script of {@code resources/lua}, known to Redis by its hash; sent whole only to a Redis that does not know it. */
final class LuaScript {

    private final Redis redis;
    private final String source;
    private final String hash;
    private final Duration patience;

    private LuaScript(Redis redis, String source, Duration patience) {
        this.redis = redis;
        this.source = source;
        this.hash = sha1(source);
        this.patience = patience;
    }

    /** @param patience for one answer: whether the script ran is unknown when it is over */
    static LuaScript load(Redis redis, String name, Duration patience) {
        try (var file = LuaScript.class.getResourceAsStream("/lua/" + name + ".lua")) {
            return new LuaScript(redis, new String(file.readAllBytes(), StandardCharsets.UTF_8), patience);
        } catch (IOException e) {
            throw new UncheckedIOException("script " + name + " cannot be read", e);
        }
    }

    Uni<Response> run(List<String> keys, String... arguments) {
        return send(Command.EVALSHA, hash, keys, arguments)
                .onFailure(LuaScript::isUnknown)
                .recoverWithUni(() -> send(Command.EVAL, source, keys, arguments));
    }

    private Uni<Response> send(Command command, String script, List<String> keys, String... arguments) {
        var request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        for (var argument : arguments) {
            request.arg(argument);
        }
        return redis.send(request).ifNoItem().after(patience).fail();
    }

    private static boolean isUnknown(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().startsWith("NOSCRIPT");
    }

    /** Redis names scripts by their SHA-1. */
    private static String sha1(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
