package io.sluice.stack;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the variables {@code SLUICE_*} move: ports, and which servers are not ours. */
public record Settings(Map<String, String> environment) {

    /** The components with a port, as they stand in a variable's name. */
    private static final String[] COMPONENTS = {"POSTGRES", "REDIS", "KAFKA", "SIMULATOR"};

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
        if (!text.strip().matches("\\d{1,5}") || Integer.parseInt(text.strip()) > 65_535) {
            throw new CannotStart(variable + "=" + text + " is not a port");
        }
        return Integer.parseInt(text.strip());
    }

    public int port(Function function) {
        return port(function.name(), function.defaultPort());
    }

    /** The address of a server that runs elsewhere. */
    Optional<String> external(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(url -> !url.isBlank());
    }
}
