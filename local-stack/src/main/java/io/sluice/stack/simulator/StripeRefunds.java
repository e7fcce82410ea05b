package io.sluice.stack.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Stripe's refunds: asked for, retrieved and listed. */
final class StripeRefunds {

    static final String ROOT = "/v1/refunds";

    /** Neither a number nor a pause is stated. */
    private static final RefundRules RULES = new RefundRules(Integer.MAX_VALUE, Duration.ZERO, true);

    private final Book book;
    private final Refunds refunds;

    StripeRefunds(Book book, Refunds refunds) {
        this.book = book;
        this.refunds = refunds;
    }

    Answer ask(Map<String, String> form) {
        return StripeRefundForm.refusal(form)
                .orElseGet(
                        () -> paymentOf(form).map(payment -> ask(payment, form)).orElseGet(() -> unknown(form)));
    }

    private static Answer unknown(Map<String, String> fields) {
        return StripeErrors.notFound(fields.containsKey("payment_intent") ? "payment_intent" : "charge");
    }

    private Optional<Payment> paymentOf(Map<String, String> fields) {
        return Optional.ofNullable(fields.get("payment_intent"))
                .or(() -> Optional.ofNullable(fields.get("charge")).map(StripeCharge::intentOf))
                .flatMap(book::byProviderId)
                .filter(payment -> payment.provider().equals(StripeProtocol.PROVIDER));
    }

    private Answer ask(Payment payment, Map<String, String> form) {
        if (payment.captured() == null) {
            return StripeErrors.invalid(null, "This PaymentIntent does not have a successful charge to refund.");
        }
        var wanted = form.getOrDefault("amount", String.valueOf(left(payment)));
        if (left(payment) == 0) {
            return refusal(payment);
        }
        return switch (refunds.accept(wish(payment, Long.parseLong(wanted), form), RULES)) {
            case Acceptance.Accepted(var refund) -> refunds.answer(Answer.of(200, StripeRefund.fields(refund)));
            case Acceptance.Repeated(var first) -> Answer.of(200, StripeRefund.fields(first));
            case Acceptance.Refused _ -> refusal(payment);
            case Acceptance.Trouble() -> StripeErrors.trouble();
        };
    }

    private Answer refusal(Payment payment) {
        return left(payment) == 0
                ? StripeErrors.invalid("charge_already_refunded", "The charge has already been refunded.")
                : StripeErrors.invalid(null, "Refund amount is greater than unrefunded amount on charge.");
    }

    private long left(Payment payment) {
        return payment.captured().minor() - StripeCharge.given(book.refundsOf(payment));
    }

    private static Refund.Wish wish(Payment payment, long minor, Map<String, String> form) {
        var id = "re_" + UUID.randomUUID().toString().replace("-", "");
        var kept = StripeMetadata.kept(form);
        Optional.ofNullable(form.get("reason")).ifPresent(reason -> kept.put("reason", reason));
        return new Refund.Wish(
                payment.provider(),
                id,
                payment.providerId(),
                payment.outTradeNo(),
                kept.getOrDefault(StripeMetadata.KEPT + "refund_no", id),
                id,
                new Amount(minor, payment.captured().currency()),
                kept);
    }

    Answer one(String id) {
        return book.refund(StripeProtocol.PROVIDER, id)
                .map(refund -> Answer.of(200, StripeRefund.fields(refund)))
                .orElseGet(() -> StripeErrors.notFound("refund"));
    }

    /** Of one payment, or all there are. */
    Answer list(Map<String, String> query) {
        var isOfOne = query.containsKey("payment_intent") || query.containsKey("charge");
        var payment = paymentOf(query);
        if (isOfOne && payment.isEmpty()) {
            return unknown(query);
        }
        var found = isOfOne ? book.refundsOf(payment.orElseThrow()) : all();
        return StripeLists.page(
                ROOT, query, found.reversed().stream().map(StripeRefund::fields).toList());
    }

    private List<Refund> all() {
        return book.refunds().stream()
                .filter(refund -> refund.wish().provider().equals(StripeProtocol.PROVIDER))
                .toList();
    }
}
