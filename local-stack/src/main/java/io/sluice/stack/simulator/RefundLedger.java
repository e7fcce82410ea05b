package io.sluice.stack.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The book's refunds: never more than was captured, never two under one number. The book serialises access. */
final class RefundLedger implements AutoCloseable {

    private final Ledger<Refund> refunds;
    private final Map<String, List<String>> keysByPayment = new HashMap<>();

    RefundLedger(Path dataDirectory, ObjectMapper json) {
        refunds = new Ledger<>(dataDirectory.resolve("refunds.jsonl"), Refund.class, RefundLedger::keyOf, json);
        refunds.all().forEach(this::index);
    }

    private static String keyOf(Refund refund) {
        return Refund.keyOf(refund.wish().provider(), refund.wish().key());
    }

    private void index(Refund refund) {
        keysByPayment
                .computeIfAbsent(refund.wish().paymentId(), _ -> new ArrayList<>())
                .add(keyOf(refund));
    }

    Acceptance accept(Payment payment, Refund.Wish wish, Refund.Status fate, RefundRules rules, long millis) {
        var known = find(wish.provider(), wish.key());
        if (known.isPresent()) {
            return new Acceptance.Repeated(known.get());
        }
        var obstacle = obstacle(payment, wish, rules, millis);
        if (obstacle.isPresent()) {
            return new Acceptance.Refused(obstacle.get());
        }
        var atOnce = rules.succeedsAtOnce() && fate == Refund.Status.SUCCEEDED;
        var refund = refunds.keep(Refund.accepted(wish, atOnce ? fate : Refund.Status.PENDING, fate, millis));
        index(refund);
        return new Acceptance.Accepted(refund);
    }

    private Optional<Acceptance.Reason> obstacle(Payment payment, Refund.Wish wish, RefundRules rules, long millis) {
        if (payment.captured() == null) {
            return Optional.of(Acceptance.Reason.NOT_CAPTURED);
        }
        var earlier = of(payment);
        if (!isLeft(payment.captured(), earlier, wish.amount())) {
            return Optional.of(Acceptance.Reason.MORE_THAN_CAPTURED);
        }
        if (earlier.size() >= rules.most()) {
            return Optional.of(Acceptance.Reason.TOO_MANY);
        }
        var free = millis - rules.apart().toMillis();
        return earlier.stream().anyMatch(refund -> refund.createdMillis() > free)
                ? Optional.of(Acceptance.Reason.TOO_SOON)
                : Optional.empty();
    }

    private static boolean isLeft(Amount captured, List<Refund> earlier, Amount wanted) {
        var gone = earlier.stream()
                .filter(Refund::counts)
                .mapToLong(refund -> refund.wish().amount().minor())
                .sum();
        return captured.currency().equals(wanted.currency()) && wanted.minor() <= captured.minor() - gone;
    }

    Optional<Refund> end(Refund refund, Refund.Status end, long millis) {
        return refunds.find(keyOf(refund))
                .filter(Refund::isPending)
                .map(pending -> refunds.keep(pending.ended(end, millis)));
    }

    void told(Refund refund) {
        refunds.keep(refunds.find(keyOf(refund)).orElseThrow().told());
    }

    Optional<Refund> find(String provider, String key) {
        return refunds.find(Refund.keyOf(provider, key));
    }

    /** Oldest first. */
    List<Refund> of(Payment payment) {
        return keysByPayment.getOrDefault(payment.providerId(), List.of()).stream()
                .flatMap(key -> refunds.find(key).stream())
                .toList();
    }

    List<Refund> all() {
        return refunds.all();
    }

    @Override
    public void close() throws IOException {
        refunds.close();
    }
}
