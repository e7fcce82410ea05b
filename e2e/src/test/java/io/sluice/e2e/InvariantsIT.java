package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.stack.Function;
import io.sluice.stack.Role;
import io.sluice.stack.invariants.Invariants;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;

/** An invariant that cannot be seen to fail proves nothing: each sees what is wrong, and says so under its name. */
class InvariantsIT extends Story {

    private static String sku;
    private static String order;
    private static FlashSale sale;
    private static String flashOrder;
    private static String pool;

    @BeforeAll
    static void oneOrderIsPaidAndOneIsOfAFlashSale() {
        var shop = new Shop(Sluice.system());
        sku = shop.sells("lamp", 100);
        var alice = shop.customer("alice");
        order = alice.orders(sku, 2);
        new Provider(Sluice.system()).buyerPays(alice.opensPayment(order));
        await().until(() -> alice.statusOf(order).equals("PAID"));
        sale = FlashSale.of(Sluice.system(), shop, 5, 2);
        pool = new Tables(Sluice.system()).value("SELECT id FROM inventory.pool WHERE sale_id = '" + sale.sale() + "'");
        var bob = sale.buyer("bob");
        flashOrder = bob.buys("key", 2).order();
        assertThat(bob.ticket(flashOrder)).isEqualTo("PLACED");
        assertThat(Invariants.of(Sluice.system()).violations()).isEmpty();
    }

    /** What is wrong is put right again by each; who has moved something waits until it rests, so that the next sees no trace. */
    @AfterEach
    @Override
    void everythingHolds() {}

    @AfterAll
    static void everythingIsRightAgain() {
        assertThat(Invariants.of(Sluice.system()).violations()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            I1 stock      | ALTER TABLE inventory.pool DROP CONSTRAINT pool_never_oversold; UPDATE inventory.pool SET sold = sold + 1000 WHERE sku = '$sku' | UPDATE inventory.pool SET sold = sold - 1000 WHERE sku = '$sku'; ALTER TABLE inventory.pool ADD CONSTRAINT pool_never_oversold CHECK (infinite OR held + sold <= total)
            I1 delivered  | UPDATE inventory.movement SET total_delta = total_delta + 1 WHERE reason = 'TO_SALE' AND pool_id = $pool; UPDATE inventory.pool SET total = total + 1 WHERE id = $pool | UPDATE inventory.movement SET total_delta = total_delta - 1 WHERE reason = 'TO_SALE' AND pool_id = $pool; UPDATE inventory.pool SET total = total - 1 WHERE id = $pool
            I2 held       | UPDATE inventory.pool SET held = held + 1 WHERE sku = '$sku' | UPDATE inventory.pool SET held = held - 1 WHERE sku = '$sku'
            I2 sold       | UPDATE inventory.pool SET sold = sold + 1 WHERE sku = '$sku' | UPDATE inventory.pool SET sold = sold - 1 WHERE sku = '$sku'
            I3 states     | UPDATE inventory.claim SET state = 'HELD' WHERE order_id = '$order' | UPDATE inventory.claim SET state = 'SOLD' WHERE order_id = '$order'
            I3 lines      | UPDATE inventory.hold SET quantity = 3 WHERE order_id = '$order' | UPDATE inventory.hold SET quantity = 2 WHERE order_id = '$order'
            I4 limit      | UPDATE inventory.sale_item SET per_user_limit = 1 WHERE sale_id = '$sale' | UPDATE inventory.sale_item SET per_user_limit = 2 WHERE sale_id = '$sale'
            I6 tickets    | UPDATE inventory.claim SET placed_at = NULL WHERE order_id = '$flashOrder' | UPDATE inventory.claim SET placed_at = now() WHERE order_id = '$flashOrder'
            I13 ended     | UPDATE inventory.pool SET state = 'ENDED' WHERE sale_id = '$sale' | UPDATE inventory.pool SET state = 'OPEN' WHERE sale_id = '$sale'
            I7 keys       | UPDATE orders.idempotency SET path = '/v1' WHERE order_id = '$order' | UPDATE orders.idempotency SET path = '/v1/orders' WHERE order_id = '$order'
            I10 movements | UPDATE inventory.movement SET seq = 7 WHERE seq = 1 AND changes @> '[]' AND pool_id = (SELECT id FROM inventory.pool WHERE sku = '$sku') | UPDATE inventory.movement SET seq = 1 WHERE seq = 7 AND pool_id = (SELECT id FROM inventory.pool WHERE sku = '$sku')
            I10 orders    | UPDATE orders.orders SET version = version + 1 WHERE id = '$order' | UPDATE orders.orders SET version = version - 1 WHERE id = '$order'
            I10 payments  | UPDATE payments.payment SET version = version + 1 WHERE order_id = '$order' | UPDATE payments.payment SET version = version - 1 WHERE order_id = '$order'
            I10 fold      | UPDATE orders.orders SET status = 'REJECTED' WHERE id = '$order' | UPDATE orders.orders SET status = 'PAID' WHERE id = '$order'
            I12 history   | UPDATE orders.order_history SET became = 'SHIPPED' WHERE was = 'PENDING_PAYMENT' AND order_id = '$order' | UPDATE orders.order_history SET became = 'PAID' WHERE was = 'PENDING_PAYMENT' AND order_id = '$order'
            I14 parked    | INSERT INTO payments.dead_letter VALUES ('$order', 'orders', 0, 0, '', '', 'planted', '') | DELETE FROM payments.dead_letter WHERE id = '$order'
            I14 visible   | INSERT INTO orders.dead_letter VALUES ('$order', 'payments', 0, 0, '', '', 'planted', '') | DELETE FROM orders.dead_letter WHERE id = '$order'
            """)
    void seesWhatIsWrongInTheTables(String name, String wrong, String right) {
        tables.execute(filled(wrong));

        var violations = violations();

        tables.execute(filled(right));
        assertThat(violations).anyMatch(violation -> violation.startsWith(name + ": "));
        assertThat(Invariants.names()).contains(name);
    }

    @Test
    void seesASaleThatNeverEnds() {
        var move = "UPDATE inventory.sale SET starts_at = starts_at %1$s, ends_at = ends_at %1$s WHERE id = '$sale'";
        system.function(Function.INVENTORY).kill(); // It would end it at once.
        tables.execute(filled(move.formatted("- interval '2 hours'")));

        var violations = violations();

        tables.execute(filled(move.formatted("+ interval '2 hours'")));
        assertThat(violations).anyMatch(violation -> violation.startsWith("I13 over: sale " + sale.sale()));
        super.everythingHolds();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            I5 redis   | HINCRBY pool:{$pool} durable 1                            | HINCRBY pool:{$pool} durable -1
            I5 redis   | HSET pending:{$pool} $order 1:9999999999999:0:ab:somebody | HDEL pending:{$pool} $order
            I5 buyers  | HINCRBY buyers:{$pool} bob 1                              | HINCRBY buyers:{$pool} bob -1
            I5 buyers  | HSET buyers:{$pool} somebody 1                            | HDEL buyers:{$pool} somebody
            I5 buyers  | HDEL buyers:{$pool} bob                                   | HSET buyers:{$pool} bob 2
            I5 decided | HSET decided:{$pool} $order :                             | HDEL decided:{$pool} $order
            I5 decided | HDEL decided:{$pool} $flashOrder                          | HSET decided:{$pool} $flashOrder :
            """)
    void seesARedisThatBelievesSomethingElse(String name, String wrong, String right) {
        redis(wrong);

        var violations = violations();

        redis(right);
        assertThat(violations).anyMatch(violation -> violation.startsWith(name + ": "));
    }

    @Test
    void seesAPoolThatRedisDoesNotKnow() {
        system.function(Function.INVENTORY).kill(); // It would load the pool at once.
        redis("RENAME pool:{$pool} elsewhere:{$pool}");

        var violations = violations();

        redis("RENAME elsewhere:{$pool} pool:{$pool}");
        assertThat(violations).anyMatch(violation -> violation.startsWith("I5 redis: pool " + pool));
        super.everythingHolds();
    }

    @Test
    void seesMoneyThatNobodyHasHeardOf() {
        var alice = shop.customer("alice");
        var payment = alice.opensPayment(alice.orders(sku, 1));
        provider.hasFaults("""
                {"dropWebhooks": true}""");
        provider.buyerPays(payment).then().statusCode(200);

        var violations = violations();

        assertThat(violations)
                .contains("I8 money: payment " + payment + " took 1999 CNY, of which orders keep 0 and ask back 0");
        Calls.as(system, Role.OPERATOR, "operator-1")
                .to(Function.PAYMENT)
                .post("/v1/payments/{id}/query", payment)
                .then()
                .statusCode(202);
        super.everythingHolds();
    }

    @Test
    void seesWhatIsNotAnnouncedYet() {
        tables.execute("UPDATE orders.outbox_lease SET holder = gen_random_uuid(), until = now() + interval '1 hour'");
        shop.customer("alice").orders(sku, 1);

        var violations = violations();

        tables.execute("UPDATE orders.outbox_lease SET until = '-infinity'");
        assertThat(violations).contains("I10 rest: the outbox of orders holds 1 messages");
        super.everythingHolds();
    }

    private void redis(String command) {
        var words = filled(command).split(" ");
        try (var redis = new Jedis(URI.create(system.stack().redis().getUrl()))) {
            redis.sendCommand(Command.valueOf(words[0]), Arrays.copyOfRange(words, 1, words.length));
        }
    }

    private List<String> violations() {
        return Invariants.of(system).violations(Duration.ZERO);
    }

    private static String filled(String statement) {
        return statement
                .replace("$sku", sku)
                .replace("$order", order)
                .replace("$sale", sale.sale())
                .replace("$pool", pool)
                .replace("$flashOrder", flashOrder);
    }
}
