package io.sluice.order.domain;

import static io.sluice.order.domain.Quote.Obstacle.Type.LIMIT_EXCEEDED;
import static io.sluice.order.domain.Quote.Obstacle.Type.MIXED_CURRENCIES;
import static io.sluice.order.domain.Quote.Obstacle.Type.NOT_ON_SALE;
import static io.sluice.order.domain.Quote.Obstacle.Type.UNKNOWN_SKU;

import io.sluice.contracts.Money;
import io.sluice.order.domain.Quote.Obstacle;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prices what is asked for.
 *
 * @param products by SKU
 * @param shippingFeeMinor of every order, in minor units of its currency
 * @param discountPercent on the items of every order, rounded down to the minor unit
 */
public record PriceList(Map<String, Product> products, long shippingFeeMinor, int discountPercent) {

    /** @param asked units by SKU; lines keep its order
     * @throws ArithmeticException if the sum is beyond {@code long} */
    public Quote quote(Map<String, Integer> asked) {
        var lines = new ArrayList<Line>();
        var obstacles = new ArrayList<Obstacle>();
        asked.forEach((sku, quantity) -> {
            var product = products.get(sku);
            obstacle(product, sku, quantity).ifPresent(obstacles::add);
            if (product != null) {
                lines.add(new Line(sku, product.name(), quantity, product.price(), 0));
            }
        });
        if (lines.isEmpty()) {
            return new Quote(lines, null, obstacles);
        }
        var currency = lines.getFirst().unitPrice().currency();
        var foreign = lines.stream()
                .filter(line -> !line.unitPrice().currency().equals(currency))
                .toList();
        foreign.forEach(line -> obstacles.add(new Obstacle(line.sku(), MIXED_CURRENCIES)));
        return new Quote(lines, foreign.isEmpty() ? price(lines, currency) : null, obstacles);
    }

    private static Optional<Obstacle> obstacle(Product product, String sku, int quantity) {
        if (product == null) {
            return Optional.of(new Obstacle(sku, UNKNOWN_SKU));
        }
        if (!product.onSale()) {
            return Optional.of(new Obstacle(sku, NOT_ON_SALE));
        }
        if (product.maxPerOrder() != null && quantity > product.maxPerOrder()) {
            return Optional.of(new Obstacle(sku, LIMIT_EXCEEDED));
        }
        return Optional.empty();
    }

    private Price price(List<Line> lines, Currency currency) {
        var items = lines.stream().map(Line::total).reduce(Money.zero(currency), Money::plus);
        var discount = new Money(
                Math.multiplyExact(items.minor() / 100, discountPercent) + items.minor() % 100 * discountPercent / 100,
                currency);
        return new Price(items, new Money(shippingFeeMinor, currency), discount);
    }
}
