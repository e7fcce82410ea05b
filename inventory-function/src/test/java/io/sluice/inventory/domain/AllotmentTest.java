package io.sluice.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.contracts.Money;
import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.Allotment.Buyer;
import io.sluice.inventory.domain.Allotment.Rules;
import io.sluice.inventory.domain.Movement.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllotmentTest {

    private static final UUID SALE = new UUID(0, 1);
    private static final Instant NOW = Instant.EPOCH.plusSeconds(1_000);
    private static final Rules RULES = new Rules(Duration.ofSeconds(30), 3);

    /** Of ten units five are held and three sold; one may have four. Read it as the specification. */
    @ParameterizedTest(name = "admitted {0} s ago, {1} wanted, has {2}, cancelled {3}, pool ended {4}: {5}")
    @CsvSource({
        " 0, 1, 0, 0, false, HELD",
        " 0, 2, 0, 0, false, HELD",
        " 0, 3, 0, 0, false, sold-out",
        " 0, 2, 2, 0, false, HELD",
        " 0, 2, 3, 0, false, limit-reached",
        " 0, 5, 0, 0, false, limit-reached",
        " 0, 1, 0, 2, false, HELD",
        " 0, 1, 0, 3, false, barred",
        " 0, 5, 4, 9, false, barred",
        "30, 1, 0, 0, false, HELD",
        "31, 1, 0, 0, false, EXPIRED",
        "31, 9, 9, 9, true,  EXPIRED",
        " 0, 1, 0, 0, true,  ended",
        " 0, 9, 9, 9, true,  ended",
        "-5, 1, 0, 0, false, ended",
        "-4, 1, 0, 0, false, HELD",
    })
    void decides(int ago, int quantity, long units, long cancelled, boolean ended, String expected) {
        var shelf = new Shelf(List.of(pool(10, 5, 3, ended)));
        var share = new Share(1, NOW.plusSeconds(5), 4);
        var allotment = new Allotment(
                shelf, Map.of(1L, share), Map.of(new Buyer(1, "alice"), new Standing(units, cancelled)), RULES, NOW);

        var outcome = allotment.decide(request("alice", quantity, NOW.minusSeconds(ago)));

        assertThat(text(outcome)).isEqualTo(expected);
        assertThat(shelf.movements()).singleElement().satisfies(movement -> {
            assertThat(movement.move().held()).isEqualTo(expected.equals("HELD") ? quantity : 0);
            assertThat(movement.reason()).isEqualTo(expected.equals("HELD") ? Reason.HELD : Reason.REFUSED);
            assertThat(movement.changes()).hasSize(1);
        });
    }

    @Test
    void remembersWhatItGaveWithinTheBatch() {
        var allotment = allotment(new Shelf(List.of(pool(10, 0, 0, false))), 2);

        assertThat(List.of(
                        allotment.decide(request("alice", 1, NOW)),
                        allotment.decide(request("alice", 1, NOW)),
                        allotment.decide(request("alice", 1, NOW)),
                        allotment.decide(request("bob", 2, NOW))))
                .extracting(AllotmentTest::text)
                .containsExactly("HELD", "HELD", "limit-reached", "HELD");
    }

    /** Whatever comes in whatever order: nobody has more than one may, and no more is given than there is. */
    @Property
    void neverGivesMoreThanThereIsNorMoreThanOneMay(
            @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 3) Integer> quantities,
            @ForAll @IntRange(min = 1, max = 20) int units,
            @ForAll @IntRange(min = 1, max = 5) int limit,
            @ForAll long seed) {
        var shelf = new Shelf(List.of(pool(units, 0, 0, false)));
        var allotment = allotment(shelf, limit);
        var random = new Random(seed);
        var has = new int[4];

        for (var quantity : quantities) {
            var user = random.nextInt(has.length);
            var outcome = allotment.decide(request("user-" + user, quantity, NOW));
            if (outcome instanceof Outcome.Held) {
                has[user] += quantity;
            } else {
                assertThat(has[user] + quantity > limit || held(has) + quantity > units)
                        .isTrue();
            }
        }

        assertThat(Arrays.stream(has).max().orElseThrow()).isLessThanOrEqualTo(limit);
        assertThat(shelf.pool(1).orElseThrow().held()).isEqualTo(held(has)).isLessThanOrEqualTo(units);
    }

    private static int held(int[] has) {
        return Arrays.stream(has).sum();
    }

    private static Allotment allotment(Shelf shelf, int limit) {
        return new Allotment(shelf, Map.of(1L, new Share(1, NOW.plusSeconds(5), limit)), Map.of(), RULES, NOW);
    }

    private static Pool pool(long total, long held, long sold, boolean ended) {
        return new Pool(1, "lamp", SALE, total, held, sold, false, null, ended);
    }

    private static FlashRequest request(String user, int quantity, Instant admittedAt) {
        return new FlashRequest(
                OrderId.next(user, NOW, new Random(1)),
                SALE,
                1,
                "lamp",
                user,
                quantity,
                new Money(999, Currency.getInstance("CNY")),
                Duration.ofMinutes(5),
                null,
                "00ff",
                admittedAt);
    }

    private static String text(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Held _ -> "HELD";
            case Outcome.Refused(var reason) -> reason.text();
            case Outcome.Expired _ -> "EXPIRED";
        };
    }
}
