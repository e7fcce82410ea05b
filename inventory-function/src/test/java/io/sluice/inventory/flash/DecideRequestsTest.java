package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.contracts.OrderId;
import io.sluice.inbox.Refused;
import io.sluice.inventory.Crowd;
import io.sluice.inventory.Warehouse;
import io.sluice.inventory.Warehouse.Figures;
import io.sluice.inventory.Warehouse.Step;
import io.sluice.inventory.domain.FlashRequest;
import io.sluice.inventory.flash.Bazaar.Stall;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who gives units of flash sales away: the real PostgreSQL. */
@QuarkusTest
class DecideRequestsTest {

    @Inject
    Bazaar bazaar;

    @Inject
    Warehouse warehouse;

    @Inject
    Decider decider;

    @Test
    void decidesABatchWithOneUpdateOfThePoolAndRefusesTheSurplus() {
        var stall = bazaar.opened(3, 5);
        var requests = IntStream.range(0, 5)
                .mapToObj(number -> stall.request("user-" + number, 1))
                .toList();

        decide(requests);

        assertThat(claims(requests)).containsExactly("HELD", "HELD", "HELD", "REJECTED sold-out", "REJECTED sold-out");
        assertThat(warehouse.figures(stall.pool())).isEqualTo(new Figures(3, 3, 0));
        assertThat(warehouse.movements(stall.pool()))
                .endsWith(new Step(2, 3, 0, 0, "HELD"))
                .hasSize(2);
        assertThat(changes(stall, 2)).hasSize(5);
        assertThat(said(requests))
                .containsExactly("stock-held", "stock-held", "stock-held", "stock-rejected", "stock-rejected");
    }

    @Test
    void decidesEachOnceHoweverOftenItComes() {
        var stall = bazaar.opened(10, 5);
        var request = stall.request("alice", 2);

        decide(request, request);
        decide(request);

        assertThat(warehouse.figures(stall.pool())).isEqualTo(new Figures(10, 2, 0));
        assertThat(warehouse.movements(stall.pool())).hasSize(2);
        assertThat(said(List.of(request))).hasSize(1);
    }

    @Test
    void keepsUsersToTheLimitAcrossTransactionsAndWithinOne() {
        var stall = bazaar.opened(100, 5);
        var before = stall.request("alice", 2);
        decide(before);
        var requests = List.of(
                stall.request("alice", 3), stall.request("alice", 1), stall.request("bob", 5), stall.request("bob", 1));

        decide(requests);

        assertThat(claims(requests))
                .containsExactly("HELD", "REJECTED limit-reached", "HELD", "REJECTED limit-reached");
    }

    @Test
    void countsWhatIsSoldButNotWhatIsReleasedForTheLimit() {
        var stall = bazaar.opened(100, 2);
        var sold = stall.request("alice", 1);
        var released = stall.request("alice", 1);
        decide(sold, released);
        warehouse.sell(sold.orderId());
        warehouse.release(released.orderId());
        var requests = List.of(stall.request("alice", 1), stall.request("alice", 1));

        decide(requests);

        assertThat(claims(requests)).containsExactly("HELD", "REJECTED limit-reached");
    }

    @Test
    void barsWhoeverCancelledThreeOrdersOfTheSale() {
        var stall = bazaar.opened(100, 5);
        for (var round = 0; round < 3; round++) {
            var request = stall.request("alice", 1);
            decide(request);
            assertThat(warehouse.claim(request.orderId())).isEqualTo("HELD");
            warehouse.release(request.orderId());
        }
        var fourth = stall.request("alice", 1);
        var others = stall.request("bob", 1);

        decide(fourth, others);

        assertThat(claims(List.of(fourth, others))).containsExactly("REJECTED barred", "HELD");
        var elsewhere = bazaar.opened(1, 1).request("alice", 1);
        decide(elsewhere);
        assertThat(warehouse.claim(elsewhere.orderId())).isEqualTo("HELD");
    }

    @Test
    void leavesTooOldRequestsExpired() {
        var stall = bazaar.opened(5, 5);
        var old = stall.request("alice", 1, Instant.now().minusSeconds(31));

        decide(old);

        assertThat(warehouse.claim(old.orderId())).isEqualTo("EXPIRED");
        assertThat(warehouse.figures(stall.pool())).isEqualTo(new Figures(5, 0, 0));
    }

    @Test
    void givesNothingToWhomWasAdmittedAfterTheEnd() {
        var stall = bazaar.opened(5, 5);
        var before = stall.request("alice", 1);
        bazaar.cancel(stall.sale()).then().statusCode(200);
        var after = stall.request("alice", 1, Instant.now().plusMillis(5));

        decide(before, after);

        assertThat(claims(List.of(before, after))).containsExactly("HELD", "REJECTED ended");
    }

    @Test
    void decidesForSeveralPoolsAtOnce() {
        var one = bazaar.opened(1, 5);
        var other = bazaar.opened(2, 5);
        var requests = List.of(
                other.request("alice", 2), one.request("alice", 1), other.request("bob", 1), one.request("bob", 1));

        decide(requests);

        assertThat(claims(requests)).containsExactly("HELD", "HELD", "REJECTED sold-out", "REJECTED sold-out");
    }

    @Test
    void refusesAPoolThatIsNoFlashSales() {
        var stall = bazaar.opened(1, 1);
        var ordinary = warehouse
                .query("SELECT id FROM pool WHERE sku = $1 AND sale_id IS NULL", Tuple.of(stall.sku()))
                .getFirst()
                .getLong(0);
        var stray = new Stall(stall.sale(), stall.sku(), ordinary).request("alice", 1);
        var good = stall.request("alice", 1);

        assertThatThrownBy(() -> decide(good, stray)).isInstanceOf(Refused.class);

        assertThat(claims(List.of(good, stray))).containsExactly("", "");
    }

    /** Deciders side by side: as many as a topic has partitions, and the direct path beside them. */
    @Test
    void neverGivesMoreThanThereIsWhoeverDecides() {
        var stall = bazaar.opened(100, 3);
        var all = new ArrayList<List<FlashRequest>>();
        for (var batch = 0; batch < 20; batch++) {
            all.add(IntStream.range(0, 20)
                    .mapToObj(number -> stall.request("user-" + number, 1 + number % 3))
                    .toList());
        }

        Crowd.of(20, number -> {
            decide(Stream.concat(all.get(number).stream(), all.get((number + 1) % 20).stream())
                    .toList());
            return number;
        });

        var figures = warehouse.figures(stall.pool());
        assertThat(figures.held()).isLessThanOrEqualTo(60).isGreaterThan(50);
        assertThat(warehouse.query("""
                SELECT user_id FROM claim JOIN hold USING (bucket, order_id)
                 WHERE hold.pool_id = $1 AND state = 'HELD' GROUP BY user_id HAVING sum(quantity) > 3""", Tuple.of(stall.pool()))).isEmpty();
        assertThat(warehouse.movements(stall.pool()).stream()
                        .mapToLong(Step::held)
                        .sum())
                .isEqualTo(figures.held());
    }

    private void decide(FlashRequest... requests) {
        decide(Arrays.asList(requests));
    }

    private void decide(List<FlashRequest> requests) {
        Warehouse.await(() -> decider.decide(requests));
    }

    private List<String> claims(List<FlashRequest> requests) {
        return requests.stream()
                .map(request -> warehouse.claim(request.orderId()))
                .toList();
    }

    private List<String> changes(Stall stall, long seq) {
        return warehouse
                .query(
                        "SELECT jsonb_array_elements(changes) ->> 'state' FROM movement WHERE pool_id = $1 AND seq = $2",
                        Tuple.of(stall.pool(), seq))
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    /** What waits in the outbox about the orders, one after another. */
    private List<String> said(List<FlashRequest> requests) {
        return requests.stream()
                .map(FlashRequest::orderId)
                .map(OrderId::toString)
                .flatMap(
                        order -> warehouse
                                .query(
                                        "SELECT payload ->> 'type' FROM outbox WHERE key = $1 ORDER BY seq",
                                        Tuple.of(order))
                                .stream())
                .map(row -> row.getString(0))
                .toList();
    }
}
