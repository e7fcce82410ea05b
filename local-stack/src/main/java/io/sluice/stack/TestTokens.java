package io.sluice.stack;

import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;

/** Tokens for tests in an application that {@link TestStack} has configured. */
public final class TestTokens {

    private static final Duration VALIDITY = Duration.ofHours(1);

    private TestTokens() {}

    public static String customer(String user) {
        return mint(Role.CUSTOMER, user);
    }

    public static String operator(String user) {
        return mint(Role.OPERATOR, user);
    }

    public static String service(String function) {
        return mint(Role.SERVICE, function);
    }

    private static String mint(Role role, String user) {
        var key = ConfigProvider.getConfig().getValue(TestStack.PRIVATE_KEY, String.class);
        return Tokens.signedWith(Path.of(key)).mint(role, user, VALIDITY);
    }
}
