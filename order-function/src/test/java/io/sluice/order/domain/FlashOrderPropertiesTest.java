package io.sluice.order.domain;

import static io.sluice.order.domain.FlashOrderTest.held;
import static io.sluice.order.domain.OrderFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** What must hold whatever a sale holds. */
class FlashOrderPropertiesTest {

    /** Whatever is held: exactly one event, and no total but the true one. */
    @Property
    void neverFailsAndNeverMiscounts(
            @ForAll int quantity,
            @ForAll @LongRange(min = 0) long unitPrice,
            @ForAll @LongRange(min = 0) long fee,
            @ForAll long windowSeconds) {
        var birth = held(quantity, unitPrice, Duration.ofSeconds(windowSeconds)).begin(fee, NOW);

        var total = BigInteger.valueOf(unitPrice)
                .multiply(BigInteger.valueOf(quantity))
                .add(BigInteger.valueOf(fee));
        var isOrder = quantity >= 1
                && total.signum() > 0
                && total.bitLength() < Long.SIZE
                && windowSeconds > 0
                && windowSeconds <= Duration.ofDays(30).toSeconds();
        assertThat(birth.to().status()).isEqualTo(isOrder ? OrderStatus.PENDING_PAYMENT : OrderStatus.REJECTED);
        assertThat(birth.to().price().total().minor()).isEqualTo(isOrder ? total.longValueExact() : 0);
        assertThat(birth.events())
                .singleElement()
                .satisfies(event -> assertThat(event.version())
                        .isEqualTo(birth.to().version())
                        .isEqualTo(1));
    }
}
