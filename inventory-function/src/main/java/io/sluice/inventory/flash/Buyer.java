package io.sluice.inventory.flash;

import static jakarta.ws.rs.core.Response.Status.FORBIDDEN;

import io.sluice.problems.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who buys, as the token says. The name goes through Redis, Kafka and PostgreSQL together with those of others: one that
 * cannot be written everywhere is turned away before.
 */
@ApplicationScoped
class Buyer {

    /** No control characters, and no halves of one that takes two. */
    private static final Pattern USER_ID = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,255}");

    private final JsonWebToken caller;

    Buyer(JsonWebToken caller) {
        this.caller = caller;
    }

    String userId() {
        var subject = caller.getSubject();
        if (subject == null || !USER_ID.matcher(subject).matches()) {
            throw new Problem(
                    FORBIDDEN,
                    "forbidden",
                    "the token's sub must be 1 to 255 characters, none of them a control character");
        }
        return subject;
    }
}
