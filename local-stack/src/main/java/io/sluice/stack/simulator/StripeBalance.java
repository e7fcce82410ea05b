package io.sluice.stack.simulator;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The merchant's account with Stripe, as its balance transactions: what the book says of money that moved. */
final class StripeBalance {

    static final String ROOT = "/v1/balance_transactions";

    private static final Pattern PARAMETER =
            Pattern.compile("limit|starting_after|type|expand\\[[0-9]*]|created\\[(gte|gt|lte|lt)]");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    private final Book book;

    StripeBalance(Book book) {
        this.book = book;
    }

    Answer list(Map<String, String> query) {
        var unknown = query.keySet().stream()
                .filter(name -> !PARAMETER.matcher(name).matches())
                .findFirst();
        if (unknown.isPresent()) {
            return StripeErrors.unknownParameter(unknown.get());
        }
        var untimely = query.entrySet().stream()
                .filter(parameter -> parameter.getKey().startsWith("created["))
                .anyMatch(parameter -> !SECONDS.matcher(parameter.getValue()).matches());
        if (untimely) {
            return StripeErrors.invalid("parameter_invalid_integer", "Invalid integer: created.");
        }
        var expanded = query.entrySet().stream()
                .anyMatch(parameter -> parameter.getKey().startsWith("expand[")
                        && parameter.getValue().startsWith("data.source"));
        var found = entries()
                .filter(entry -> query.getOrDefault("type", entry.type()).equals(entry.type()))
                .filter(entry -> isWithin(entry.created(), query))
                .sorted(Comparator.comparingLong(StripeEntry::created)
                        .thenComparing(StripeEntry::id)
                        .reversed())
                .map(entry -> entry.fields(expanded))
                .toList();
        return StripeLists.page(ROOT, query, found);
    }

    private static boolean isWithin(long created, Map<String, String> query) {
        return bound(query, "gte").filter(from -> created < from).isEmpty()
                && bound(query, "gt").filter(after -> created <= after).isEmpty()
                && bound(query, "lt").filter(until -> created >= until).isEmpty()
                && bound(query, "lte").filter(last -> created > last).isEmpty();
    }

    private static Optional<Long> bound(Map<String, String> query, String name) {
        return Optional.ofNullable(query.get("created[" + name + "]")).map(Long::valueOf);
    }

    private Stream<StripeEntry> entries() {
        var paid = book.payments().stream()
                .filter(payment -> payment.provider().equals(StripeProtocol.PROVIDER))
                .filter(payment -> payment.captured() != null);
        var refunded = book.refunds().stream()
                .filter(refund -> refund.wish().provider().equals(StripeProtocol.PROVIDER))
                .filter(refund -> refund.status() == Refund.Status.SUCCEEDED)
                .map(StripeEntry::of);
        return Stream.concat(paid.flatMap(this::entries), refunded);
    }

    private Stream<StripeEntry> entries(Payment payment) {
        var charge = StripeCharge.fields(payment, book.refundsOf(payment));
        return Stream.of(StripeEntry.of(payment, charge), StripeEntry.checking(payment));
    }
}
