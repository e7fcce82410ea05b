package io.sluice.stack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the variables {@code SLUICE_*} move: ports, and which servers are not ours. */
public record Settings(Map<String, String> environment) {

    /** The components with a port, as they stand in a variable's name. */
    private static final String[] COMPONENTS = {"POSTGRES", "REDIS", "KAFKA", "SIMULATOR"};

    private static final List<String> EXTERNAL = List.of("SLUICE_POSTGRES_URL", "SLUICE_REDIS_URL", "SLUICE_KAFKA");

    /** Everything on ports that are free now. */
    public static Settings onFreePorts() {
        var environment = new HashMap<String, String>();
        for (var component : COMPONENTS) {
            environment.put(portVariable(component), String.valueOf(Ports.free()));
        }
        for (var function : Function.values()) {
            environment.put(portVariable(function.name()), String.valueOf(Ports.free()));
        }
        return new Settings(environment);
    }

    static String portVariable(String component) {
        return "SLUICE_" + component + "_PORT";
    }

    public int port(String component, int otherwise) {
        var variable = portVariable(component);
        var text = environment.get(variable);
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        var number = text.strip().matches("\\d{1,5}") ? Integer.parseInt(text.strip()) : 0;
        if (number < 1 || number > 65_535) {
            throw new CannotStart(variable + "=" + text + " is not a port");
        }
        return number;
    }

    public int port(Function function) {
        return port(function.name(), function.defaultPort());
    }

    /** Where everything is in the end, defaults included. */
    Settings effective(List<Server> servers) {
        var effective = new HashMap<String, String>();
        EXTERNAL.forEach(variable -> external(variable).ifPresent(url -> effective.put(variable, url)));
        servers.stream()
                .filter(server -> server.getPort() != 0)
                .forEach(server -> effective.put(server.getPortVariable(), String.valueOf(server.getPort())));
        return new Settings(effective);
    }

    /** The address of a server that runs elsewhere. */
    Optional<String> external(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(url -> !url.isBlank());
    }
}
