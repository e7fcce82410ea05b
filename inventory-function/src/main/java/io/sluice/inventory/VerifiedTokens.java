package io.sluice.inventory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Verifies a token's signature once a minute at most: in a sale the same buyers come again and again, and a signature costs
 * more than all that memory tells them. Only what was verified is remembered, by the whole token, and never longer than the
 * token is valid; what is refused is looked at each time.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class VerifiedTokens extends JWTCallerPrincipalFactory {

    /** So long a token goes on whose key is not believed any more. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    /** What is right by some rules may be wrong by others. */
    private record Key(String token, JWTAuthContextInfo rules) {}

    private final JWTCallerPrincipalFactory verifier;
    private final Cache<Key, JWTCallerPrincipal> verified;

    @Inject
    VerifiedTokens(InventoryConfig config) {
        this(config.verifiedTokens(), new DefaultJWTCallerPrincipalFactory());
    }

    VerifiedTokens(int most, JWTCallerPrincipalFactory verifier) {
        this.verifier = verifier;
        verified =
                Caffeine.newBuilder().maximumSize(most).expireAfterWrite(KEPT).build();
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo rules) throws ParseException {
        var key = new Key(token, rules);
        var known = verified.getIfPresent(key);
        if (known != null && isValid(known)) {
            return known;
        }
        var caller = verifier.parse(token, rules);
        verified.put(key, caller);
        return caller;
    }

    /** By this machine's clock. Whether one that is over is let pass for a while all the same, the verifier knows. */
    private static boolean isValid(JWTCallerPrincipal caller) {
        return System.currentTimeMillis() < caller.getExpirationTime() * 1_000;
    }
}
