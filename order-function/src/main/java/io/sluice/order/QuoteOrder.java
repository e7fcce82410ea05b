package io.sluice.order;

import static io.sluice.order.domain.Quote.Obstacle.Type.OUT_OF_STOCK;

import io.sluice.order.domain.PriceList;
import io.sluice.order.domain.Quote;
import io.sluice.order.domain.Quote.Obstacle;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Says what an order would cost. */
@ApplicationScoped
class QuoteOrder {

    private final ProductStore products;
    private final Stock stock;
    private final OrderConfig config;

    QuoteOrder(ProductStore products, Stock stock, OrderConfig config) {
        this.products = products;
        this.stock = stock;
        this.config = config;
    }

    /** @param asked units by SKU */
    Uni<Quote> quote(Map<String, Integer> asked) {
        return products.findAll(asked.keySet())
                .map(found -> new PriceList(found, config.shippingFeeMinor(), config.discountPercent()).quote(asked));
    }

    /** The same with a look at the stock, both asked at once: for a preview, which holds nothing. */
    Uni<Quote> preview(Map<String, Integer> asked) {
        return Uni.combine().all().unis(quote(asked), stock.missing(asked)).with(QuoteOrder::add);
    }

    private static Quote add(Quote quote, List<String> missing) {
        var obstructed = quote.obstacles().stream().map(Obstacle::sku).toList();
        var outOfStock =
                missing.stream().filter(sku -> !obstructed.contains(sku)).map(sku -> new Obstacle(sku, OUT_OF_STOCK));
        return new Quote(
                quote.lines(),
                quote.price(),
                Stream.concat(quote.obstacles().stream(), outOfStock).toList());
    }
}
