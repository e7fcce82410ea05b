package io.sluice.bench;

import io.sluice.stack.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;

/**
 * What Redis alone admits: the function's own script on a pool that only Redis knows, one request a call, by redis-benchmark
 * if it is installed, else by a pipelined client.
 *
 * @param how what called Redis
 * @param micros CPU per call, of Redis and of what called it
 */
record GateLimit(String how, double perSecond, double micros) {

    private static final String SCRIPT = "inventory-function/src/main/resources/lua/admit.lua";
    private static final Path TOOL = Path.of("/usr/bin/redis-benchmark");
    private static final int CALLS = 200_000;
    private static final int CLIENTS = 8;
    private static final int PIPELINE = 16;
    private static final long NEVER = 4_102_444_800_000L; // 2100, in milliseconds.
    private static final Pattern RATE = Pattern.compile("([0-9.]+) requests per second");

    static GateLimit of(Subject subject) {
        var server = subject.system().stack().redis();
        var keys = List.of("pool:{bench}", "pending:{bench}", "decided:{bench}", "buyers:{bench}");
        try (var redis = new Jedis(URI.create(server.getUrl()))) {
            redis.del(keys.toArray(String[]::new));
            redis.hset(keys.getFirst(), pool());
            var script = redis.scriptLoad(Files.readString(subject.repository().resolve(SCRIPT)));
            var before = micros(subject.folders());
            var perSecond = Files.isExecutable(TOOL)
                    ? withTool(server.getPort(), script, keys)
                    : withClient(redis, script, keys);
            var micros = (double) (micros(subject.folders()) - before) / CALLS;
            requireAdmitted(redis.hlen(keys.get(1)));
            redis.del(keys.toArray(String[]::new));
            return new GateLimit(Files.isExecutable(TOOL) ? "redis-benchmark" : "pipelined client", perSecond, micros);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> pool() {
        return Map.of(
                "total",
                String.valueOf(10L * CALLS),
                "durable",
                "0",
                "applied",
                "0",
                "pending",
                "0",
                "opens",
                "0",
                "closes",
                String.valueOf(NEVER),
                "limit",
                String.valueOf(10L * CALLS),
                "expires",
                String.valueOf(NEVER));
    }

    /** Ids are drawn from a thousand million, so that a few of the calls are repeats. */
    private static void requireAdmitted(long requests) {
        if (requests < 0.99 * CALLS) {
            throw new Unsound("Redis admitted " + requests + " of " + CALLS);
        }
    }

    private static double withTool(int port, String script, List<String> keys) throws IOException {
        var command =
                new ArrayList<>(List.of(TOOL.toString(), "-p", String.valueOf(port), "-n", String.valueOf(CALLS)));
        command.addAll(
                List.of("-c", String.valueOf(CLIENTS), "-P", String.valueOf(PIPELINE), "-r", "1000000000", "-q"));
        command.addAll(List.of("EVALSHA", script, String.valueOf(keys.size())));
        command.addAll(keys);
        command.add(request("__rand_int__"));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        if (process.onExit().join().exitValue() != 0) {
            throw new Unsound("redis-benchmark says: " + output);
        }
        var rates = RATE.matcher(output).results().mapToDouble(rate -> Double.parseDouble(rate.group(1)));
        return rates.reduce((_, last) -> last).orElseThrow(() -> new Unsound("redis-benchmark says: " + output));
    }

    private static double withClient(Jedis redis, String script, List<String> keys) {
        var begin = System.nanoTime();
        for (var sent = 0; sent < CALLS; sent += CLIENTS * PIPELINE) {
            var pipeline = redis.pipelined();
            for (var call = 0; call < Math.min(CLIENTS * PIPELINE, CALLS - sent); call++) {
                pipeline.evalsha(script, keys, List.of(request(UUID.randomUUID().toString())));
            }
            pipeline.sync();
        }
        return CALLS / ((System.nanoTime() - begin) / 1e9);
    }

    /** As the function asks: order, user, quantity, fingerprint, and when to poll. */
    private static String request(String order) {
        return "[[\"%s\",\"buyer-1\",1,\"0123456789abcdef\",500]]".formatted(order);
    }

    private static long micros(Folders folders) {
        return Cpu.of(folders).micros().get("redis") + Cpu.ofThisProcess();
    }
}
