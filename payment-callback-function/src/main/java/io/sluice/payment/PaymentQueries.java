package io.sluice.payment;

import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;
import static jakarta.ws.rs.core.Response.Status.FORBIDDEN;

import io.quarkus.security.identity.SecurityIdentity;
import io.sluice.contracts.OrderId;
import io.sluice.payment.domain.PaymentStatus;
import io.sluice.problems.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** HTTP in for customers and operators: a customer sees payments of their own and learns nothing of others'. */
@Path("/v1/payments")
@RolesAllowed({"customer", "operator"})
class PaymentQueries {

    record Page(List<PaymentView> items, String nextCursor) {}

    private final ReadPayments payments;
    private final JsonWebToken caller;
    private final SecurityIdentity identity;

    PaymentQueries(ReadPayments payments, JsonWebToken caller, SecurityIdentity identity) {
        this.payments = payments;
        this.caller = caller;
        this.identity = identity;
    }

    @GET
    @Path("/{id}")
    public Uni<PaymentView> get(@RestPath String id) {
        return payments.find(PaymentResource.parse(id))
                .map(found -> found.filter(payment ->
                                isOperator() || payment.terms().userId().equals(caller.getSubject()))
                        .map(PaymentView::of)
                        .orElseThrow(PaymentResource::notFound));
    }

    @GET
    public Uni<Page> list(
            @RestQuery Optional<String> orderId,
            @RestQuery Optional<String> status,
            @RestQuery @DefaultValue("20") @Min(1) @Max(100) int limit,
            @RestQuery Optional<String> cursor) {
        var filter = new PaymentFilter(
                orderId.map(parsed("orderId", OrderId::parse)),
                isOperator() ? Optional.empty() : Optional.of(caller.getSubject()),
                status.map(parsed("status", PaymentStatus::valueOf)),
                cursor.map(parsed("cursor", Cursor::parse)));
        check(filter);
        return payments.page(filter, limit + 1).map(found -> page(filter, found, limit));
    }

    private void check(PaymentFilter filter) {
        if (filter.status().isPresent() && !isOperator()) {
            throw new Problem(FORBIDDEN, "forbidden", "only operators may list payments by status");
        }
        if (filter.orderId().isEmpty() && filter.status().isEmpty()) {
            throw new Problem(BAD_REQUEST, "validation-failed", "say which: orderId or, for operators, status");
        }
    }

    /** To a customer, an order without a payment of theirs is as unknown as one that does not exist. */
    private Page page(PaymentFilter filter, List<PaymentRow> found, int limit) {
        if (found.isEmpty() && !isOperator() && filter.after().isEmpty()) {
            throw PaymentResource.notFound();
        }
        var items = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() > limit ? Cursor.of(items.getLast()).toString() : null;
        return new Page(
                items.stream().map(PaymentRow::toPayment).map(PaymentView::of).toList(), next);
    }

    private boolean isOperator() {
        return identity.hasRole("operator");
    }

    private static <T> Function<String, T> parsed(String parameter, Function<String, T> parser) {
        return text -> {
            try {
                return parser.apply(text);
            } catch (RuntimeException _) {
                throw new Problem(BAD_REQUEST, "validation-failed", parameter + " cannot be read")
                        .with("errors", List.of(Map.of("field", parameter, "message", "cannot be read")));
            }
        };
    }
}
