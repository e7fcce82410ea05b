package io.sluice.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.inventory.domain.Movement.Change;
import io.sluice.inventory.domain.Movement.Reason;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShelfTest {

    private static final UUID SALE = new UUID(0, 1);
    private static final long ORDINARY = 1;
    private static final long SHARE = 2;

    private final Shelf shelf =
            new Shelf(List.of(Pool.ordinary(ORDINARY, "lamp", 10, 0, 0, false, null), share(5, 4, 1, false)));

    @Test
    void sumsWhatABatchMovesInOnePool() {
        shelf.hold(Move.hold(ORDINARY, 2), change(2, ClaimState.HELD));
        shelf.hold(Move.hold(ORDINARY, 3), change(3, ClaimState.HELD));

        assertThat(shelf.movements())
                .containsExactly(new Movement(
                        new Move(ORDINARY, 5, 0, 0),
                        Reason.HELD,
                        List.of(change(2, ClaimState.HELD), change(3, ClaimState.HELD))));
        assertThat(shelf.pool(ORDINARY).orElseThrow().available()).isEqualTo(5);
    }

    @Test
    void callsASaleAndAReleaseTogetherSettled() {
        shelf.sell(SHARE, change(1, ClaimState.SOLD));
        shelf.release(SHARE, change(1, ClaimState.RELEASED));

        assertThat(shelf.movements()).extracting(Movement::reason).containsExactly(Reason.SETTLED);
        assertThat(shelf.movements()).extracting(Movement::move).containsExactly(new Move(SHARE, -2, 1, 0));
    }

    @Test
    void takesBackWhatWasSold() {
        shelf.takeBack(SHARE, change(1, ClaimState.RETURNED));

        assertThat(shelf.movements())
                .containsExactly(new Movement(
                        new Move(SHARE, 0, -1, 0), Reason.RETURNED, List.of(change(1, ClaimState.RETURNED))));
    }

    /** Nobody can buy it in the sale any more. */
    @Test
    void passesOnWhatComesBackToASaleThatHasEnded() {
        var late = new Shelf(List.of(Pool.ordinary(ORDINARY, "lamp", 10, 0, 0, false, null), share(5, 4, 1, true)));

        late.takeBack(SHARE, change(1, ClaimState.RETURNED));

        assertThat(late.movements())
                .extracting(Movement::move)
                .containsExactly(new Move(ORDINARY, 0, 0, 1), new Move(SHARE, 0, -1, -1));
    }

    @Test
    void aRefusalChangesNoFigureAndNoReason() {
        shelf.refuse(ORDINARY, change(1, ClaimState.REJECTED));
        shelf.hold(Move.hold(ORDINARY, 1), change(1, ClaimState.HELD));

        assertThat(shelf.movements()).extracting(Movement::reason).containsExactly(Reason.HELD);
        assertThat(shelf.movements())
                .extracting(movement -> movement.move().held())
                .containsExactly(1L);
    }

    @Test
    void movesUnitsIntoASaleAndWhatIsLeftBack() {
        var fresh = new Shelf(List.of(Pool.ordinary(ORDINARY, "lamp", 10, 2, 0, false, null), share(0, 0, 0, false)));

        fresh.begin(SHARE, 8);
        assertThat(fresh.pool(ORDINARY).orElseThrow().available()).isZero();
        assertThat(fresh.pool(SHARE).orElseThrow().available()).isEqualTo(8);

        fresh.end(SHARE);
        assertThat(fresh.pool(ORDINARY).orElseThrow().available()).isEqualTo(8);
        assertThat(fresh.pool(SHARE).orElseThrow()).isEqualTo(share(0, 0, 0, true));
    }

    @Test
    void keepsInAnEndedSaleWhatIsHeldAndSoldAndForwardsWhatComesFree() {
        shelf.end(SHARE);
        assertThat(shelf.movements()).isEmpty();

        shelf.release(SHARE, change(3, ClaimState.RELEASED));
        shelf.sell(SHARE, change(1, ClaimState.SOLD));

        assertThat(shelf.pool(SHARE).orElseThrow()).isEqualTo(share(2, 0, 2, true));
        assertThat(shelf.pool(ORDINARY).orElseThrow().total()).isEqualTo(13);
    }

    @Test
    void refusesWhatNoDecisionAllows() {
        assertThatThrownBy(() -> shelf.hold(Move.hold(SHARE, 1), change(1, ClaimState.HELD)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> shelf.release(SHARE, change(5, ClaimState.RELEASED)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> shelf.begin(SHARE, 11)).isInstanceOf(IllegalStateException.class);
    }

    private static Pool share(long total, long held, long sold, boolean ended) {
        return new Pool(SHARE, "lamp", SALE, total, held, sold, false, null, ended);
    }

    private static Change change(long quantity, ClaimState state) {
        return new Change(new UUID(0, quantity), "alice", quantity, state);
    }
}
