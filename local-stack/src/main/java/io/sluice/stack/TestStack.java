package io.sluice.stack;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MXBean;
import javax.management.ObjectName;

/**
 * Real servers for tests: one stack per JVM, on free ports, in a temporary folder, ended with the JVM.
 *
 * <p>{@code @WithTestResource(value = TestStack.class, scope = TestResourceScope.GLOBAL)} on one test class of a module
 * is enough. Tests take servers away and bring them back by {@link #current()}, whichever class loader they live in:
 * the servers are MXBeans of the JVM's own MBean server.
 *
 * <pre>
 *   TestStack.current().kafka().kill();
 *   ...
 *   TestStack.current().kafka().start();   // same port, same data
 * </pre>
 *
 * A test that took a server away brings it back in {@code @AfterEach}: the next test has the same servers.
 */
public final class TestStack implements QuarkusTestResourceLifecycleManager {

    static final String PRIVATE_KEY = "sluice.jwt.private-key";

    private static final String DOMAIN = "io.sluice.stack:type=";
    private static final Duration TOKEN_VALIDITY = Duration.ofDays(1);

    /** The running stack, for tests. */
    public record Handle(Server postgres, Server redis, Server kafka) {}

    /** What the stack of this JVM has set; an interface that crosses class loaders, like {@link Server}. */
    @MXBean
    public interface Properties {
        Map<String, String> getValues();
    }

    /** The stack of this JVM, which a test resource has started before. */
    public static Handle current() {
        return new Handle(
                find("server-" + Postgres.NAME, Server.class),
                find("server-" + Redis.NAME, Server.class),
                find("server-" + Kafka.NAME, Server.class));
    }

    @Override
    public Map<String, String> start() {
        try {
            var mbeans = ManagementFactory.getPlatformMBeanServer();
            if (!mbeans.isRegistered(name("properties"))) {
                var properties = launch();
                mbeans.registerMBean((Properties) () -> properties, name("properties"));
            }
            return new HashMap<>(find("properties", Properties.class).getValues());
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The stack stays for the JVM's other tests; {@link TestFolder} ends it with the JVM. */
    @Override
    public void stop() {}

    private static Map<String, String> launch() throws JMException {
        var folders = TestFolder.make();
        var stack = LocalStack.onFreePorts(folders);
        stack.start();
        for (var server : stack.servers()) {
            ManagementFactory.getPlatformMBeanServer().registerMBean(server, name("server-" + server.getName()));
        }
        return properties(stack, Keys.in(folders.keys()));
    }

    private static Map<String, String> properties(LocalStack stack, Keys keys) {
        var tokens = Tokens.signedWith(keys.privateKey());
        var properties = new HashMap<>(stack.properties());
        properties.put("sluice.jwt.issuer", Tokens.ISSUER);
        properties.put("sluice.jwt.public-key", keys.publicKey().toString());
        properties.put(PRIVATE_KEY, keys.privateKey().toString());
        properties.put("sluice.service-token", tokens.mint(Role.SERVICE, "test", TOKEN_VALIDITY));
        properties.put("sluice.flash.ticket-key", keys.flashTicketKey());
        properties.put("quarkus.flyway.migrate-at-start", "true");
        properties.put("quarkus.http.test-port", "0");
        return properties;
    }

    private static <T> T find(String what, Class<T> type) {
        return JMX.newMXBeanProxy(ManagementFactory.getPlatformMBeanServer(), name(what), type);
    }

    private static ObjectName name(String what) {
        try {
            return new ObjectName(DOMAIN + what);
        } catch (JMException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
