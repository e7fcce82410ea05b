package io.sluice.order;

import static jakarta.ws.rs.core.Response.Status.NOT_FOUND;

import io.sluice.problems.Problem;
import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who asks, as the token says. */
@RequestScoped
class Caller {

    private final JsonWebToken token;

    Caller(JsonWebToken token) {
        this.token = token;
    }

    String userId() {
        return token.getSubject();
    }

    boolean isOperator() {
        return token.getGroups().contains("operator");
    }

    /** Another's order does not exist, as far as a customer can tell. */
    OrderRow mayRead(OrderRow order) {
        if (isOwner(order) || isOperator() || token.getGroups().contains("service")) {
            return order;
        }
        throw notFound();
    }

    OrderRow mustOwn(OrderRow order) {
        if (isOwner(order)) {
            return order;
        }
        throw notFound();
    }

    private boolean isOwner(OrderRow order) {
        return order.userId.equals(userId());
    }

    static Problem notFound() {
        return new Problem(NOT_FOUND, "not-found", "you have no such order");
    }
}
