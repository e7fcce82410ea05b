package io.sluice.inventory.flash;

import io.sluice.contracts.Money;
import io.sluice.inventory.domain.Pool;
import io.sluice.inventory.domain.Sale;
import io.sluice.inventory.domain.Shelf;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How a schedule begins: stock is delivered, and some of it moves into sales, as {@link CreateSale} has it. */
final class SimOpening {

    private static final List<String> SKUS = List.of("lamp", "vase");
    private static final Money PRICE = new Money(999, Currency.getInstance("CNY"));

    private final SimTables tables;
    private final SimStock stocktaking;
    private final SimClock clock;
    private final SimDice dice;

    SimOpening(SimTables tables, SimStock stocktaking, SimClock clock, SimDice dice) {
        this.tables = tables;
        this.stocktaking = stocktaking;
        this.clock = clock;
        this.dice = dice;
    }

    /** Two items of one sale, or two sales of one item each. */
    void open() {
        for (var number = 0; number < SKUS.size(); number++) {
            tables.add(Pool.ordinary(number + 1, SKUS.get(number), 0, 0, 0, false, null));
            stocktaking.adjust(SKUS.get(number), dice.between(6, 9));
        }
        var items = IntStream.range(0, SKUS.size())
                .mapToObj(number ->
                        new Sale.Item(SKUS.get(number), number + 3, dice.between(2, 5), PRICE, dice.between(2, 4)))
                .toList();
        if (dice.chance(50)) {
            open(1, items);
        } else {
            open(1, items.subList(0, 1));
            open(2, items.subList(1, 2));
        }
    }

    private void open(int number, List<Sale.Item> items) {
        var begins = clock.now().plusSeconds(dice.between(-20, 2));
        var ends = clock.now().plusSeconds(dice.chance(35) ? dice.between(10, 60) : dice.between(200, 400));
        var sale = new Sale(new UUID(0, number), "sale", begins, ends, null, Duration.ofMinutes(5), items);
        tables.put(sale);
        var shares = items.stream()
                .map(item -> new Pool(item.poolId(), item.sku(), sale.id(), 0, 0, 0, false, null, false))
                .toList();
        shares.forEach(tables::add);
        var shelf =
                new Shelf(Stream.concat(shares.stream(), tables.ordinary(SKUS)).toList());
        items.forEach(item -> shelf.begin(item.poolId(), item.quantity()));
        tables.write(shelf.movements());
    }
}
