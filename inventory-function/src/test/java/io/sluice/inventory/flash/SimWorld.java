package io.sluice.inventory.flash;

import io.sluice.contracts.Money;
import io.sluice.inventory.domain.Allotment;
import io.sluice.inventory.domain.Pool;
import io.sluice.inventory.domain.Sale;
import io.sluice.inventory.domain.Shelf;
import io.sluice.inventory.flash.SimPostgres.Transactions;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.VertxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The servers, the instances and the sale of one schedule. */
final class SimWorld {

    /** What callers hear that get no answer of Redis, and of PostgreSQL: those of production. */
    private static final Throwable REDIS_TROUBLE = new TimeoutException();

    private static final Throwable POSTGRES_TROUBLE = new VertxException("PostgreSQL does not answer", true);

    private static final List<String> SKUS = List.of("lamp", "vase");
    private static final Money PRICE = new Money(999, Currency.getInstance("CNY"));

    private final FlashConfig config = new SimConfig();
    private final SimClock clock = new SimClock();
    private final SimParts parts;
    private final SimDice dice;
    private final SimScheduler scheduler;
    private final SimWire toPostgres;
    private final SimWire toRedis;
    private final SimWire toKafka;
    private final SimWire toInventory;
    private final SimTables tables;
    private final Transactions transactions;
    private final SimStock stocktaking;
    private final SimRedis redis;
    private final SimKafka kafka;
    private final SimOrders orders;
    private final List<SimInstance> instances = new ArrayList<>();
    private int births;

    SimWorld(SimParts parts, SimDice dice, SimTrace trace, SimCounts counts) {
        this.parts = parts;
        this.dice = dice;
        scheduler = new SimScheduler(dice, clock, trace, counts);
        toPostgres = new SimWire("postgres", POSTGRES_TROUBLE, scheduler);
        toRedis = new SimWire("redis", REDIS_TROUBLE, scheduler);
        toKafka = new SimWire("kafka", POSTGRES_TROUBLE, scheduler);
        toInventory = new SimWire("inventory", POSTGRES_TROUBLE, scheduler);
        tables = parts.tables();
        var rules = new Allotment.Rules(config.patience(), config.barAfter());
        transactions = new Transactions(
                parts.decisions(tables, clock, rules),
                parts.expiries(tables, clock, config.patience()),
                parts.settlements(tables),
                new SimSaleEnds(tables, clock, config.patience()),
                parts.reads(tables, clock, config));
        stocktaking = new SimStock(tables);
        redis = new SimRedis(parts.gate(), clock, dice, Duration.ofSeconds(dice.between(-8, 8)));
        kafka = new SimKafka(dice);
        orders = new SimOrders(tables, toInventory, stocktaking, dice);
        openSales();
        IntStream.range(0, 2).forEach(_ -> instances.add(begin()));
    }

    /** Two items of one sale, or two sales of one item each. */
    private void openSales() {
        for (var number = 0; number < SKUS.size(); number++) {
            tables.add(Pool.ordinary(number + 1, SKUS.get(number), 0, 0, 0, false, null));
            stocktaking.adjust(SKUS.get(number), dice.between(6, 9));
        }
        var items = IntStream.range(0, SKUS.size())
                .mapToObj(number ->
                        new Sale.Item(SKUS.get(number), number + 3, dice.between(3, 6), PRICE, dice.between(2, 4)))
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
        var ends = clock.now().plusSeconds(dice.chance(50) ? dice.between(10, 60) : dice.between(200, 400));
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

    private SimInstance begin() {
        return new SimInstance(new SimLife("instance " + ++births), this, parts);
    }

    /** An instance dies; another takes its place, which knows nothing of it. */
    void replace(SimInstance instance) {
        scheduler.end(instance.life());
        instances.set(instances.indexOf(instance), begin());
    }

    SimInstance anInstance() {
        return dice.pick(instances);
    }

    List<SimInstance> instances() {
        return instances;
    }

    SimPostgres postgres(SimLife caller) {
        return new SimPostgres(toPostgres, caller, transactions);
    }

    SimGate gate(SimLife caller) {
        return new SimGate(toRedis, caller, redis);
    }

    RequestTopic topic(SimLife caller) {
        return kafka.seenBy(caller, toKafka);
    }

    List<Sale> sales() {
        return List.copyOf(tables.sales());
    }

    /** The sales' pools. */
    List<Long> shares() {
        return sales().stream()
                .flatMap(sale -> sale.items().stream())
                .map(Sale.Item::poolId)
                .toList();
    }

    FlashConfig config() {
        return config;
    }

    SimClock clock() {
        return clock;
    }

    SimDice dice() {
        return dice;
    }

    SimScheduler scheduler() {
        return scheduler;
    }

    SimTables tables() {
        return tables;
    }

    SimReads reads() {
        return transactions.reads();
    }

    SimStock stocktaking() {
        return stocktaking;
    }

    SimRedis redis() {
        return redis;
    }

    SimKafka kafka() {
        return kafka;
    }

    SimOrders orders() {
        return orders;
    }

    SimWire toRedis() {
        return toRedis;
    }

    List<SimWire> wires() {
        return List.of(toPostgres, toRedis, toKafka, toInventory);
    }
}
