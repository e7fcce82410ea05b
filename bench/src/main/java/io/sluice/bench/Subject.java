package io.sluice.bench;

import io.sluice.stack.Folders;
import io.sluice.stack.Function;
import io.sluice.stack.FunctionProcess;
import io.sluice.stack.Kafka;
import io.sluice.stack.LocalSystem;
import io.sluice.stack.Role;
import io.sluice.stack.Server;
import io.sluice.stack.Settings;
import io.sluice.stack.invariants.Database;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** What is measured: the whole system, started for it on free ports, and what sections set up in it. */
final class Subject implements AutoCloseable {

    private static final String FLASH = "inventory-function-flash";
    private static final Pattern REFUSED_SOLD_OUT =
            Pattern.compile("sluice_flash_refused_total\\{.*reason=\"sold-out\".*\\} ([0-9.E]+)");

    /** Half a core: pollers and timers of all processes use a third of one together, a load uses all. */
    private static final long IDLE_MICROS = 500_000;

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path repository;
    private final Folders folders;
    private final LocalSystem system;
    private final Buyers buyers;
    private FunctionProcess flash;

    Subject(Path repository, Folders folders) {
        this.repository = repository;
        this.folders = folders;
        system = new LocalSystem(repository, folders, Settings.onFreePorts());
        kafka().ifPresent(Kafka::setMeasured);
        for (var function : Function.values()) {
            system.function(function).setMeasured();
        }
        flash = system.function(Function.INVENTORY);
        buyers = new Buyers(system, folders.root().resolve("buyers"));
    }

    /** Empty; whatever an earlier run has left is ended first. */
    void start() {
        kill();
        new LocalSystem(repository, folders, Settings.onFreePorts())
                .another(Function.INVENTORY, FLASH)
                .kill();
        folders.deleteData();
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill)); // Ctrl-C leaves nothing running.
        system.start();
    }

    /** Until what went before is through, and what it left to compile is compiled: nobody does much. */
    void awaitIdle() {
        Until.holds(PATIENCE, () -> microsInASecond() < IDLE_MICROS, () -> "the system does not come to rest");
    }

    private long microsInASecond() {
        var before = cpu();
        LockSupport.parkNanos(NANOS_PER_SECOND);
        return cpu().since(before).total();
    }

    /** Payments keep their pace: the functions that hear of them, and Kafka, get the CPU that everything else leaves. */
    void setWebhooksFirst() {
        var following = List.of(system.function(Function.ORDER), system.function(Function.INVENTORY));
        following.forEach(Server::stop);
        kafka().ifPresent(kafka -> {
            kafka.stop();
            kafka.giveWay();
            kafka.start();
        });
        for (var function : following) {
            function.giveWay();
            function.start();
        }
    }

    /** Nothing if it is not ours. */
    private Optional<Kafka> kafka() {
        return system.stack().kafka() instanceof Kafka kafka ? Optional.of(kafka) : Optional.empty();
    }

    /** Flash traffic moves to an instance of its own, which gets the CPU that everything else leaves (ADR 12). */
    void setFlashApart() {
        var ordinary = system.function(Function.INVENTORY);
        ordinary.stop();
        ordinary.setVariable("INVENTORY_FLASH_LOOPS", "false");
        ordinary.start();
        flash = system.another(Function.INVENTORY, FLASH);
        flash.setMeasured();
        flash.giveWay();
        flash.start();
    }

    boolean isFlashApart() {
        return flash != system.function(Function.INVENTORY);
    }

    /** Where flash orders go. */
    String flashUrl() {
        return flash.getUrl();
    }

    LocalSystem system() {
        return system;
    }

    Path repository() {
        return repository;
    }

    Folders folders() {
        return folders;
    }

    List<List<String>> rows(String sql) {
        try (var database = new Database(system.stack().postgres().getUrl())) {
            return database.rows(sql);
        }
    }

    /** How many rows {@code sql} changed. */
    int execute(String sql) {
        var url = "jdbc:" + system.stack().postgres().getUrl();
        try (var connection = DriverManager.getConnection(url, "postgres", "");
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not do it: " + e.getMessage(), e);
        }
    }

    /** The first number of {@code sql}, rounded. */
    long number(String sql) {
        return Math.round(Double.parseDouble(rows(sql).getFirst().getFirst()));
    }

    Buyers buyers() {
        return buyers;
    }

    Cpu cpu() {
        return Cpu.of(folders);
    }

    /** How many requests for flash orders were told that all is sold, by the count of the one instance that there is. */
    long refusedSoldOut() {
        var metrics = operator(Function.INVENTORY).read("/q/metrics");
        return REFUSED_SOLD_OUT
                .matcher(metrics)
                .results()
                .mapToLong(found -> Math.round(Double.parseDouble(found.group(1))))
                .sum();
    }

    String url(Function function) {
        return system.function(function).getUrl();
    }

    /** A SKU of its own, on sale, with so many units in stock. */
    String sku(long units) {
        var sku = "bench-" + UUID.randomUUID().toString().substring(0, 8);
        operator(Function.ORDER).put("/v1/products/" + sku, """
                {"name": "Bench", "price": {"minor": 19900, "currency": "CNY"}, "onSale": true}""").expect(200);
        operator(Function.INVENTORY)
                .post("/v1/stock/" + sku + "/adjustments", """
                {"adjustmentId": "%s", "delta": %d, "reason": "bench"}""".formatted(UUID.randomUUID(), units))
                .expect(200);
        return sku;
    }

    /** A flash sale of one SKU that is open for an hour from now on. */
    Sale sale(long units, int perUserLimit) {
        var sku = sku(units);
        var now = Instant.now();
        var id = operator(Function.INVENTORY)
                .post("/v1/flash-sales", """
                {"name": "Bench", "startsAt": "%s", "endsAt": "%s", "paymentWindow": "PT1H", "items":
                 [{"sku": "%s", "quantity": %d, "price": {"minor": 9900, "currency": "CNY"}, "perUserLimit": %d}]}""".formatted(now, now.plusSeconds(3_600), sku, units, perUserLimit))
                .expect(201)
                .text("id");
        return new Sale(this, id, sku);
    }

    private Caller operator(Function function) {
        return new Caller(url(function), system.token(Role.OPERATOR, "operator-1", Duration.ofHours(2)));
    }

    private void kill() {
        system.phases().reversed().forEach(phase -> phase.forEach(Server::kill));
    }

    @Override
    public void close() {
        system.close();
    }
}
