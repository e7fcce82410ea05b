package io.sluice.problems;

import java.util.Arrays;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;

/** Which methods an address takes: RFC 9110 wants a 405 to say so, and Quarkus does not. */
final class AllowedMethods {

    private AllowedMethods() {}

    /** As the header Allow has them. */
    static String at(ResteasyReactiveRequestContext request) {
        var classes = new RequestMapper<>(request.getDeployment().getClassMappers());
        var path = request.getPathWithoutPrefix();
        var allowed = new TreeSet<String>();
        for (var match = classes.map(path); match != null; match = classes.continueMatching(path, match)) {
            add(match, allowed);
        }
        return String.join(", ", allowed);
    }

    private static void add(RequestMapper.RequestMatch<InitialMatch> match, TreeSet<String> allowed) {
        var rest = match.remaining.isEmpty() ? "/" : match.remaining;
        Arrays.stream(match.value.handlers)
                .filter(ClassRoutingHandler.class::isInstance)
                .flatMap(handler -> ((ClassRoutingHandler) handler).getMappers().entrySet().stream())
                .filter(method -> method.getKey() != null && method.getValue().map(rest) != null)
                .forEach(method -> allowed.add(method.getKey()));
    }
}
