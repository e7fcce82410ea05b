package io.sluice.inventory.flash;

import io.sluice.inventory.domain.Allotment;
import io.sluice.inventory.domain.Sale;
import io.sluice.inventory.flash.SimPostgres.Transactions;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.VertxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The servers, the instances and the sale of one schedule. */
final class SimWorld {

    /** What callers hear that get no answer of Redis, and of PostgreSQL: those of production. */
    private static final Throwable REDIS_TROUBLE = new TimeoutException();

    private static final Throwable POSTGRES_TROUBLE = new VertxException("PostgreSQL does not answer", true);

    private final FlashConfig config;
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
        config = new SimConfig(dice.between(1, 2));
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
        kafka = new SimKafka(dice, counts);
        orders = new SimOrders(tables, toInventory, stocktaking, dice);
        new SimOpening(tables, stocktaking, clock, dice).open();
        IntStream.range(0, 2).forEach(_ -> instances.add(begin()));
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
