package io.sluice.order.domain;

import static io.sluice.order.domain.OrderFixtures.cny;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.contracts.Money;
import io.sluice.order.domain.Quote.Obstacle;
import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PriceListTest {

    private static final Map<String, Product> PRODUCTS = Map.of(
            "lamp", new Product("lamp", "A lamp", cny(1999), true, null),
            "rare", new Product("rare", "A rarity", cny(100), true, 2),
            "off", new Product("off", "Off sale", cny(100), false, null),
            "yen", new Product("yen", "From afar", new Money(5, Currency.getInstance("JPY")), true, null));

    @Test
    void addsUpLinesFeeAndDiscountRoundedDown() {
        var quote = new PriceList(PRODUCTS, 500, 10).quote(Map.of("lamp", 3));

        assertThat(quote.price()).isEqualTo(new Price(cny(5997), cny(500), cny(599)));
        assertThat(quote.price().total()).isEqualTo(cny(5898));
        assertThat(quote.obstacles()).isEmpty();
    }

    @Test
    void namesEveryObstacle() {
        var asked = new TreeMap<>(Map.of("lamp", 1, "rare", 3, "off", 1, "yen", 1, "nothing", 1));

        var quote = new PriceList(PRODUCTS, 0, 0).quote(asked);

        assertThat(quote.price()).isNull();
        assertThat(quote.obstacles())
                .containsExactly(
                        new Obstacle("nothing", Obstacle.Type.UNKNOWN_SKU),
                        new Obstacle("off", Obstacle.Type.NOT_ON_SALE),
                        new Obstacle("rare", Obstacle.Type.LIMIT_EXCEEDED),
                        new Obstacle("yen", Obstacle.Type.MIXED_CURRENCIES));
    }
}
