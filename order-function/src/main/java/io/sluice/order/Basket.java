package io.sluice.order;

import static java.util.stream.Collectors.toMap;

import io.sluice.order.domain.Line;
import io.sluice.order.domain.Quote;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Prices what a request names: its lines, or those of its checkout if they cost the same as then. */
@ApplicationScoped
class Basket {

    /** What the request comes to. */
    sealed interface Result {}

    record Priced(Quote quote) implements Result {}

    record Changed(List<String> skus) implements Result {}

    record Expired() implements Result {}

    private final QuoteOrder quotes;
    private final CheckoutStore checkouts;

    Basket(QuoteOrder quotes, CheckoutStore checkouts) {
        this.quotes = quotes;
        this.checkouts = checkouts;
    }

    Uni<Result> price(String userId, OrderRequest request) {
        return request.checkoutId() == null
                ? quotes.quote(OrderRequest.merge(request.lines())).map(Priced::new)
                : checkedOut(userId, request.checkoutId());
    }

    private Uni<Result> checkedOut(String userId, UUID checkoutId) {
        return checkouts
                .find(userId, checkoutId)
                .chain(found -> found.map(this::priceAgain)
                        .orElseGet(() -> Uni.createFrom().item(new Expired())));
    }

    private Uni<Result> priceAgain(Checkout checkout) {
        return quotes.quote(checkout.asked()).map(now -> compare(checkout.lines(), now));
    }

    private static Result compare(List<Line> then, Quote now) {
        var prices = then.stream().collect(toMap(Line::sku, Line::unitPrice));
        var changed = now.lines().stream()
                .filter(line -> prices.containsKey(line.sku()))
                .filter(line -> !line.unitPrice().equals(prices.get(line.sku())))
                .map(Line::sku)
                .toList();
        return changed.isEmpty() ? new Priced(now) : new Changed(changed);
    }
}
