package io.sluice.payment.domain;

import io.sluice.contracts.Money;
import java.time.Instant;
import java.util.List;

/** What happens when somebody wants to pay an order, given the payments that it has. */
public sealed interface Choice {

    /** A new payment. */
    record Fresh() implements Choice {}

    /** The one that is open with that provider. */
    record Reuse(Payment payment) implements Choice {}

    /** No payment. */
    record NotPayable(String because) implements Choice {}

    /**
     * Pure and total.
     *
     * @param ended whether the order needs no payment any more: it is paid, or ended without
     * @param now by PostgreSQL's clock
     */
    static Choice of(Terms terms, List<Payment> ofTheOrder, boolean ended, Instant now) {
        if (ofTheOrder.stream().anyMatch(payment -> covers(payment, terms.amount()))) {
            return new NotPayable("the order is paid");
        }
        if (ended) {
            return new NotPayable("the order is paid or has ended");
        }
        if (!terms.payBy().isAfter(now)) {
            return new NotPayable("the time to pay is over");
        }
        return ofTheOrder.stream()
                .filter(payment -> payment.isOpen() && payment.terms().provider() == terms.provider())
                .findFirst()
                .map(open -> again(open, terms))
                .orElseGet(Fresh::new);
    }

    private static Choice again(Payment open, Terms terms) {
        return open.terms().amount().equals(terms.amount())
                ? new Reuse(open)
                : new NotPayable("a payment of another amount is open");
    }

    /** A capture that is too little, or in another currency, is sent back: the order can still be paid. */
    private static boolean covers(Payment payment, Money price) {
        return payment.capture() != null
                && payment.capture().amount().currency().equals(price.currency())
                && payment.capture().amount().covers(price);
    }
}
