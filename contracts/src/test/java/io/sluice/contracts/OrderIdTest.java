package io.sluice.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class OrderIdTest {

    private static final Instant AT = Instant.parse("2026-11-20T20:00:00.123Z");
    private static final SecretKey KEY =
            new SecretKeySpec("only for this test".getBytes(StandardCharsets.UTF_8), "HmacSHA256");

    @Property
    void leadsToTheShardOfItsUser(@ForAll String user, @ForAll @LongRange(min = 0, max = 1L << 47) long millis) {
        var id = OrderId.next(user, Instant.ofEpochMilli(millis), new Random());

        assertThat(id.bucket()).isEqualTo(OrderId.bucketOf(user)).isBetween(0, OrderId.BUCKETS - 1);
        assertThat(id.value().version()).isEqualTo(7);
        assertThat(id.value().variant()).isEqualTo(2);
        assertThat(id.value().getMostSignificantBits() >>> 16).isEqualTo(millis);
        assertThat(OrderId.parse(id.toString())).isEqualTo(id);
    }

    @Property
    void isTheSameFlashOrderForTheSameRequestOnly(@ForAll String sale, @ForAll String user, @ForAll String key) {
        var id = OrderId.flash(sale, AT, user, key, KEY);

        assertThat(OrderId.flash(sale, AT, user, key, KEY)).isEqualTo(id);
        assertThat(OrderId.flash(sale, AT, user, key + "x", KEY)).isNotEqualTo(id);
        assertThat(id.value().version()).isEqualTo(8);
        assertThat(id.bucket()).isEqualTo(OrderId.bucketOf(user));
        assertThat(id.provesFlashOrderOf(sale, AT, user, KEY)).isTrue();
    }

    @Test
    void provesWhoseFlashOrderItIs() {
        var id = OrderId.flash("sale-1", AT, "buyer-1", "key", KEY);

        assertThat(id.provesFlashOrderOf("sale-1", AT, "buyer-2", KEY)).isFalse();
        assertThat(id.provesFlashOrderOf("sale-2", AT, "buyer-1", KEY)).isFalse();
        assertThat(id.provesFlashOrderOf("sale-1", AT.plusMillis(1), "buyer-1", KEY))
                .isFalse();
        assertThat(OrderId.next("buyer-1", AT, new Random()).provesFlashOrderOf("sale-1", AT, "buyer-1", KEY))
                .isFalse();
    }

    /** The bucket is written into ids and keys: it must never come out otherwise. */
    @Test
    void putsAUserIntoTheSameBucketForEver() {
        assertThat(OrderId.bucketOf("customer-1")).isEqualTo(717);
    }

    @Test
    void givesPaymentsAndRefundsTheOrdersBucketAndTheProvidersForm() {
        var order = OrderId.next("buyer-1", AT, new Random());
        var payment = PaymentId.next(order, AT, new Random());

        var refund = RefundId.of(payment);

        assertThat(payment.bucket()).isEqualTo(order.bucket());
        assertThat(refund.bucket()).isEqualTo(order.bucket());
        assertThat(RefundId.of(payment)).isEqualTo(refund);
        assertThat(payment.toString()).matches("[0-9a-f]{32}");
        assertThat(refund.toString()).matches("[0-9a-f]{32}").isNotEqualTo(payment.toString());
        assertThat(PaymentId.parse(payment.toString())).isEqualTo(payment);
    }

    /** Providers keep refunds by these numbers: a redelivery after an upgrade must make the same. */
    @Test
    void givesEachMoneyUnderOnePaymentsNumberARefundOfItsOwnForEver() {
        var payment = PaymentId.parse("0198c0de00017abc8000000000000002");

        assertThat(RefundId.of(payment)).hasToString("0198c0de00018abca9fe1e5a20f3f74b");
        assertThat(RefundId.of(payment, 2)).hasToString("0198c0de00018abc8deb955642d73bb8");
        assertThat(RefundId.of(payment, 3)).isNotEqualTo(RefundId.of(payment, 2));
        assertThat(RefundId.of(payment, 2).bucket()).isEqualTo(payment.bucket());
    }

    @Test
    void refusesWhatIsNoId() {
        assertThatThrownBy(() -> OrderId.parse("1-1-1-1-1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PaymentId.parse("0198C0DE00017ABC8000000000000002"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
