package io.sluice.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A function as it runs in production, in a JVM of its own: ready when its readiness probe says so. */
public final class FunctionProcess extends ChildServer {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    /**
     * The heap and its collector, and what keeps the whole of it from being collected, for 200 to 440 ms, while a function
     * grows warm. By default metaspace asks for that at 21 MiB and with each step on the way to the 115 MiB that
     * inventory-function takes; the code cache when 15 % of its 240 MiB are new, and it takes 52 MiB there.
     */
    private static final List<String> MEMORY =
            List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:MetaspaceSize=160m", "-XX:SweeperThreshold=40");

    private final Path jar;
    private final Map<String, String> environment;
    private List<String> jvmArguments = List.of();

    /** {@code environment} comes on top of this process's own. */
    public FunctionProcess(
            Function function, Path repository, int port, Folders folders, Map<String, String> environment) {
        this(function, function.folder(), repository, port, folders, environment);
    }

    FunctionProcess(
            Function function,
            String name,
            Path repository,
            int port,
            Folders folders,
            Map<String, String> environment) {
        this(
                name,
                repository.resolve(function.folder()).resolve("target/quarkus-app/quarkus-run.jar"),
                port,
                Settings.portVariable(function.name()),
                folders,
                environment);
    }

    FunctionProcess(
            String name, Path jar, int port, String portVariable, Folders folders, Map<String, String> environment) {
        super(name, port, portVariable, folders);
        this.jar = jar;
        this.environment = new HashMap<>(environment);
        this.environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        this.environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
    }

    /** For its next start: an agent, say. */
    public void setJvmArguments(List<String> arguments) {
        jvmArguments = List.copyOf(arguments);
    }

    /** For its next start: one more variable, or another value of one. */
    public void setVariable(String name, String value) {
        environment.put(name, value);
    }

    @Override
    public String getUrl() {
        return "http://127.0.0.1:" + getPort();
    }

    /** It has no data of its own; its pid file says whose it is. */
    @Override
    String mark() {
        return "-Dsluice.pid-file=" + folders.pid(getName());
    }

    @Override
    Child launch() {
        if (!Files.exists(jar)) {
            throw new CannotStart(getName() + " is not built: there is no " + jar + " (./sluice mvn -Dquick package)");
        }
        var command = new ArrayList<>(List.of(Child.java(), mark(), "--enable-native-access=ALL-UNNAMED"));
        command.addAll(MEMORY);
        if (isMeasured()) {
            command.add(COMPILED_SOON);
        }
        command.addAll(jvmArguments);
        command.addAll(List.of("-jar", jar.toString()));
        return launch(command, environment);
    }

    @Override
    boolean isReady() {
        var request = HttpRequest.newBuilder(URI.create(getUrl() + "/q/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false; // Not yet; whether it has died is asked elsewhere.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
