package io.sluice.stack;

import io.sluice.stack.simulator.SimulatorConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The whole of Sluice on this machine: the servers, what stands in for the world outside, and the functions. */
public final class LocalSystem implements AutoCloseable {

    private static final int SIMULATOR_PORT = 8090;
    private static final Duration SERVICE_TOKEN = Duration.ofDays(30);

    private final Path repository;
    private final Folders folders;
    private final Settings settings;
    private final LocalStack stack;
    private final Keys keys;
    private final SimulatorServer simulator;
    private final Map<Function, FunctionProcess> functions = new EnumMap<>(Function.class);
    private final List<FunctionProcess> others = new ArrayList<>();

    /** {@code repository} is where the functions have been built. */
    public LocalSystem(Path repository, Folders folders, Settings settings) {
        this.repository = repository;
        this.folders = folders;
        this.settings = settings;
        stack = new LocalStack(folders, settings);
        keys = Keys.in(folders.keys());
        simulator = new SimulatorServer(new SimulatorConfig(
                settings.port("SIMULATOR", SIMULATOR_PORT),
                keys.accounts(),
                URI.create("http://127.0.0.1:" + settings.port(Function.PAYMENT)),
                folders.data("simulator")));
        for (var function : Function.values()) {
            var environment = environmentOf(function);
            functions.put(
                    function, new FunctionProcess(function, repository, settings.port(function), folders, environment));
        }
    }

    public LocalStack stack() {
        return stack;
    }

    public FunctionProcess function(Function function) {
        return functions.get(function);
    }

    /** One more instance of {@code function}, on a free port: to be started, and stopped with everything else. */
    public FunctionProcess another(Function function, String name) {
        var instance = new FunctionProcess(function, name, repository, Ports.free(), folders, environmentOf(function));
        others.add(instance);
        return instance;
    }

    /** The payment simulator. */
    public Server simulator() {
        return simulator;
    }

    public Keys keys() {
        return keys;
    }

    public String token(Role role, String user, Duration validity) {
        return Tokens.signedWith(keys.privateKey()).mint(role, user, validity);
    }

    /** What starts together, in order: each group needs those before it. */
    public List<List<Server>> phases() {
        var processes = new ArrayList<Server>(functions.values());
        processes.addAll(others);
        var phases = new ArrayList<>(stack.phases());
        phases.add(List.of(simulator));
        phases.add(processes);
        return phases;
    }

    List<Server> servers() {
        return phases().stream().flatMap(List::stream).toList();
    }

    /** Ends what a former run has left, and makes sure that every port is free, before anything starts. */
    void clearTheWay() {
        servers().forEach(Server::kill);
        servers().forEach(Ports::requireFree);
    }

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
        phases().reversed().forEach(phase -> phase.reversed().forEach(Server::stop));
    }

    private Map<String, String> environmentOf(Function function) {
        var properties = new HashMap<>(stack.properties());
        properties.put("sluice.jwt.issuer", Tokens.ISSUER);
        properties.put("sluice.jwt.public-key", keys.publicKey().toString());
        properties.put("sluice.service-token", token(Role.SERVICE, function.folder(), SERVICE_TOKEN));
        properties.putAll(
                keys.accounts().settings(simulator.getUrl(), "http://127.0.0.1:" + settings.port(Function.PAYMENT)));
        properties.put("sluice.flash.ticket-key", keys.flashTicketKey());
        properties.put("quarkus.flyway.migrate-at-start", "true");
        for (var other : Function.values()) {
            var url = "http://127.0.0.1:" + settings.port(other);
            properties.put("sluice." + other.name().toLowerCase(Locale.ROOT) + ".url", url);
        }
        var environment = new HashMap<String, String>();
        properties.forEach((name, value) -> environment.put(variable(name), value));
        return environment;
    }

    /** As MicroProfile Config maps a property to the environment. */
    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
