package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.inventory.domain.Sale;
import io.sluice.inventory.flash.Reception.Turned;
import io.sluice.inventory.flash.Reception.Why;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DoorkeeperTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final SimStage stage = new SimStage();
    private final SaleClock clock = new SaleClock();
    private final RecentTickets tickets = new RecentTickets();
    private final KnownPools pools = new KnownPools(null); // Nobody asks the gate.
    private final Doorkeeper doorkeeper = new Doorkeeper(clock, pools, tickets, stage.world.config());
    private final Instant now = clock.now();

    @Test
    void letsIntoASaleThatIsOpen() {
        assertThat(doorkeeper.turnAway(wish(now.minus(HOUR), now.plus(HOUR), null)))
                .isEmpty();
    }

    @Test
    void announcesASaleThatWillOpen() {
        turnsAway(wish(now.plus(HOUR), now.plus(HOUR.multipliedBy(2)), null), Why.NOT_STARTED);
    }

    /** Buyers would count down to it. */
    @Test
    void announcesNoSaleThatWasCancelledBeforeItOpened() {
        turnsAway(wish(now.plus(HOUR), now.plus(HOUR.multipliedBy(2)), now.minusSeconds(1)), Why.ENDED);
    }

    /** It asks for as long as the gate knows the answer. Then it said 503, until 50,000 newer tickets came. */
    @Test
    void letsARepeatAskUntilTheSalesDataExpire() {
        var remembered = wish(now.minus(HOUR), now.minusSeconds(300), null);
        var forgotten = wish(now.minus(HOUR), now.minusSeconds(331), null);
        tickets.add(remembered.order(), remembered.fingerprint());
        tickets.add(forgotten.order(), forgotten.fingerprint());

        assertThat(doorkeeper.turnAway(remembered)).isEmpty();
        turnsAway(forgotten, Why.ENDED);
    }

    /** 900 decisions a second are 27,000 in 30 s; whoever came behind them might be told EXPIRED. */
    @Test
    void letsNobodyQueueForADecisionThatComesTooLate() {
        var repeat = wish(now.minus(HOUR), now.plus(HOUR), null);
        tickets.add(repeat.order(), repeat.fingerprint());
        var late = wish(now.minus(HOUR), now.plus(HOUR), null);

        pools.learn(1, 100_000, 13_500);
        pools.learn(2, 100_000, 13_499);
        assertThat(doorkeeper.turnAway(late)).isEmpty();

        pools.learn(2, 100_000, 13_500);
        assertThat(doorkeeper.turnAway(late)).contains(new Reception.TooMany());
        assertThat(doorkeeper.turnAway(repeat)).isEmpty();

        pools.learn(1, 100_000, 13_499);
        assertThat(doorkeeper.turnAway(late)).isEmpty();
    }

    private void turnsAway(Wish wish, Why why) {
        assertThat(doorkeeper.turnAway(wish)).contains(new Turned(why));
    }

    private Wish wish(Instant startsAt, Instant endsAt, Instant cancelledAt) {
        var wish = stage.wish();
        var sale = wish.sale();
        return new Wish(
                new Sale(sale.id(), sale.name(), startsAt, endsAt, cancelledAt, sale.paymentWindow(), sale.items()),
                wish.item(),
                wish.order(),
                wish.userId(),
                wish.quantity(),
                wish.address(),
                wish.fingerprint());
    }
}
