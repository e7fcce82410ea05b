package io.sluice.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.stack.Role;
import io.sluice.stack.TestTokens;
import io.sluice.stack.Tokens;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class VerifiedTokensTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Verifies each token, and counts. */
    private static final class Verifier extends DefaultJWTCallerPrincipalFactory {

        int calls;

        @Override
        public JWTCallerPrincipal parse(String token, JWTAuthContextInfo rules) throws ParseException {
            calls++;
            return super.parse(token, rules);
        }
    }

    @Inject
    JWTParser application;

    @Inject
    JWTAuthContextInfo configured;

    @ConfigProperty(name = "sluice.jwt.private-key")
    Path key;

    private final Verifier verifier = new Verifier();
    private final VerifiedTokens tokens = new VerifiedTokens(100, verifier);
    private JWTAuthContextInfo rules;

    /** Those of the application, to the second. */
    @BeforeEach
    void isStrictAboutTime() {
        rules = new JWTAuthContextInfo(configured);
        rules.setClockSkew(0);
    }

    @Test
    void isWhatTheApplicationVerifiesWith() throws ParseException {
        var token = TestTokens.customer("alice");

        assertThat(application.parse(token)).isSameAs(application.parse(token));
    }

    @Test
    void verifiesTheSameTokenOnce() throws ParseException {
        var token = TestTokens.customer("alice");
        var bobs = TestTokens.customer("bob");

        for (var time = 0; time < 3; time++) {
            assertThat(tokens.parse(token, rules).getSubject()).isEqualTo("alice");
            assertThat(tokens.parse(bobs, rules).getSubject()).isEqualTo("bob");
        }

        assertThat(verifier.calls).isEqualTo(2);
    }

    @Test
    void refusesATokenThatIsOverThoughItWasVerified() throws ParseException {
        var token = Tokens.signedWith(key).mint(Role.CUSTOMER, "alice", Duration.ofSeconds(2));
        var over = Instant.ofEpochSecond(tokens.parse(token, rules).getExpirationTime());
        assertThat(tokens.parse(token, rules)).isNotNull();

        await().atMost(PATIENCE).until(() -> !Instant.now().isBefore(over));

        isRefused(token, rules);
        assertThat(verifier.calls).isEqualTo(2);
    }

    @Test
    void refusesATokenThatWasTamperedWithEachTime() throws ParseException {
        var alices = TestTokens.customer("alice");
        var operators = TestTokens.operator("ops");
        tokens.parse(alices, rules);
        tokens.parse(operators, rules);
        var signature = alices.substring(alices.lastIndexOf('.'));
        var tampered = operators.substring(0, operators.lastIndexOf('.')) + signature;

        isRefused(tampered, rules);
        isRefused(tampered, rules);

        assertThat(verifier.calls).isEqualTo(4);
    }

    @Test
    void believesNoTokenThatIsRightByOtherRules() throws ParseException {
        var token = TestTokens.customer("alice");
        tokens.parse(token, rules);
        var others = new JWTAuthContextInfo(rules);
        others.setIssuedBy("https://another.example");

        isRefused(token, others);
    }

    private void isRefused(String token, JWTAuthContextInfo by) {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> tokens.parse(token, by));
    }
}
