package io.sluice.inventory.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.contracts.OrderId;
import io.sluice.inventory.gate.Gate.Ask;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the gate knows of requests and tickets. */
@QuarkusTest
class LookTest extends OnePool {

    @Test
    void listsWhatIsPending() {
        load(10, 0, 1);
        var ask = new Ask(order(), "a:user:with \"colons\"\n", 2, PRINT, 111);
        var admitted = (Admission.Admitted) admit(ask).each().getFirst();

        var page = gate.pending(pool, Optional.empty()).await().atMost(PATIENCE);

        assertThat(page.pending())
                .containsExactly(new Gate.Pending(ask.order(), ask.userId(), 2, PRINT, admitted.at()));
        assertThat(page.next()).isEmpty();
        assertThat(gate.admittedAt(pool, List.of(order(), ask.order(), order()))
                        .await()
                        .atMost(PATIENCE))
                .isEqualTo(Map.of(ask.order(), admitted.at()));
        assertThat(gate.admittedAt(1, List.of(ask.order())).await().atMost(PATIENCE))
                .isEmpty();
    }

    @Test
    void pagesThroughALotThatIsPending() {
        load(100_000, 0, 1);
        IntStream.range(0, 5)
                .forEach(round -> admit(IntStream.range(0, 500)
                        .mapToObj(number -> ask("user-" + round + "-" + number, 1))
                        .toArray(Ask[]::new)));

        var found = new ArrayList<OrderId>();
        var cursor = Optional.<String>empty();
        do {
            var page = gate.pending(pool, cursor).await().atMost(PATIENCE);
            page.pending().forEach(pending -> found.add(pending.order()));
            cursor = page.next();
        } while (cursor.isPresent());

        assertThat(found).doesNotHaveDuplicates().hasSize(2_500);
    }

    @Test
    void remembersWhenATicketWasFirstAskedFor() {
        var order = order();

        var first = firstAsked(order, "alice").orElseThrow();
        await().atMost(PATIENCE)
                .until(() -> gate.time().await().atMost(PATIENCE).isAfter(first));

        assertThat(firstAsked(order, "alice")).contains(first);
    }

    /** Ids can be made up without end; each that is noted may become a row. */
    @Test
    void notesSoManyTicketsOfAUserInASaleAndNoMore() {
        var noted = Stream.generate(OnePool::order).limit(100).toList();
        assertThat(noted)
                .allSatisfy(order -> assertThat(firstAsked(order, "alice")).isPresent());

        assertThat(firstAsked(order(), "alice")).isEmpty();

        assertThat(firstAsked(noted.getFirst(), "alice")).isPresent();
        assertThat(firstAsked(order(), "bob")).isPresent();
        assertThat(gate.firstAsked(order(), UUID.randomUUID(), "alice").await().atMost(PATIENCE))
                .isPresent();
        var expires = redis.send(Request.cmd(Command.PTTL).arg(GateKeys.tickets(sale, "alice")))
                .await()
                .atMost(PATIENCE)
                .toLong();
        assertThat(expires).isBetween(500_000L, 600_000L);
    }
}
