package io.sluice.order.domain;

import static io.sluice.order.domain.OrderFixtures.NOW;
import static io.sluice.order.domain.OrderFixtures.PAYMENT;
import static io.sluice.order.domain.OrderFixtures.cny;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.contracts.OrderEvent;
import io.sluice.contracts.OrderEvent.Placed;
import io.sluice.contracts.OrderEvent.Rejected;
import io.sluice.contracts.OrderEvent.RejectionReason;
import io.sluice.contracts.OrderEvent.Source;
import io.sluice.contracts.OrderId;
import io.sluice.order.domain.Decision.Change;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlashOrderTest {

    private static final OrderId ID = OrderId.parse("0198c0de-0000-8abc-8000-000000000001");
    private static final String LONGEST = "0123456789012345678901234567890123456789012345678901234567890123";
    private static final String TOO_LONG = LONGEST + "4";

    /** How an order of a sale begins, whatever was held: read it as the specification. */
    @ParameterizedTest(name = "{0} x {1} + {2} within {3} --> {4}")
    @CsvSource(delimiter = '|', textBlock = """
            1           | 999                 | 0   | PT5M     | PENDING_PAYMENT | 999
            3           | 999                 | 500 | PT5M     | PENDING_PAYMENT | 3497
            1           | 0                   | 500 | PT5M     | PENDING_PAYMENT | 500
            1           | 9223372036854775807 | 0   | PT5M     | PENDING_PAYMENT | 9223372036854775807
            1           | 999                 | 0   | PT0.001S | PENDING_PAYMENT | 999
            1           | 999                 | 0   | P30D     | PENDING_PAYMENT | 999
            0           | 999                 | 500 | PT5M     | REJECTED        | 0
            -1          | 999                 | 500 | PT5M     | REJECTED        | 0
            -2147483648 | 999                 | 500 | PT5M     | REJECTED        | 0
            1           | 0                   | 0   | PT5M     | REJECTED        | 0
            1           | 9223372036854775807 | 1   | PT5M     | REJECTED        | 0
            2           | 4611686018427387904 | 0   | PT5M     | REJECTED        | 0
            1           | 999                 | 0   | PT0S     | REJECTED        | 0
            1           | 999                 | 0   | PT-1S    | REJECTED        | 0
            1           | 999                 | 0   | P30DT1S  | REJECTED        | 0
            1           | 999                 | 0   | PT2562047788015215H | REJECTED | 0
            """)
    void beginsPayableOrRejected(
            int quantity, long unitPrice, long fee, Duration window, OrderStatus status, long total) {
        var birth = held(quantity, unitPrice, window).begin(fee, NOW);

        assertThat(birth.to().status()).isEqualTo(status);
        assertThat(birth.to().price().total()).isEqualTo(cny(total));
    }

    /** PostgreSQL would refuse one of them, and a path or a spreadsheet the others. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "la mp", "la/mp", "la\0mp", "lamp\n", "=lamp", "läm", TOO_LONG})
    void isRejectedWhereNoSkuIsHeld(String sku) {
        var birth = held(sku, 1, 999, Duration.ofMinutes(5)).begin(0, NOW);

        assertThat(birth.to().status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(birth.because())
                .isEqualTo("no order can be made of it: its SKU must be 1 to 64 of A-Z a-z 0-9 . _ -");
    }

    @ParameterizedTest
    @ValueSource(strings = {"l", "Lamp-2.0_B", LONGEST})
    void isAnOrderOfWhateverSkuIsHeld(String sku) {
        var birth = held(sku, 1, 999, Duration.ofMinutes(5)).begin(0, NOW);

        assertThat(birth.to().status()).isEqualTo(OrderStatus.PENDING_PAYMENT);
        assertThat(birth.to().lines().getFirst().sku()).isEqualTo(sku);
    }

    @Test
    void isAnOrderOfTheSaleAtItsPrice() {
        var birth = held(2, 999, Duration.ofMinutes(5)).begin(500, NOW);

        var line = new Line("lamp", "A lamp", 2, cny(999), 0);
        var price = new Price(cny(1998), cny(500), cny(0));
        assertThat(birth)
                .isEqualTo(new Change(
                        new Order(
                                ID,
                                "buyer-1",
                                Source.FLASH_SALE,
                                "sale-1",
                                OrderStatus.PENDING_PAYMENT,
                                1,
                                List.of(line),
                                price,
                                Ledger.empty(cny(0)),
                                null,
                                NOW.plusSeconds(300),
                                null),
                        List.of(new Placed(
                                ID,
                                1,
                                "buyer-1",
                                Source.FLASH_SALE,
                                "sale-1",
                                List.of(new OrderEvent.Line("lamp", "A lamp", 2, cny(999))),
                                cny(1998),
                                cny(500),
                                cny(0),
                                cny(2498),
                                NOW.plusSeconds(300),
                                NOW)),
                        "stock held"));
    }

    @Test
    void saysWhyItIsRejectedAndKeepsWhoseItWas() {
        var birth = held(0, 999, Duration.ofMinutes(5)).begin(500, NOW);

        assertThat(birth.because()).isEqualTo("no order can be made of it: its quantity is 0");
        assertThat(birth.events()).containsExactly(new Rejected(ID, 1, "buyer-1", RejectionReason.NOT_CREATABLE, NOW));
        assertThat(birth.to().version()).isEqualTo(1);
        assertThat(birth.to().userId()).isEqualTo("buyer-1");
        assertThat(birth.to().flashSaleId()).isEqualTo("sale-1");
        assertThat(birth.to().lines()).isEmpty();
        assertThat(birth.to().payBy()).isNull();
    }

    @Test
    void livesOnAsAnyOtherOrder() {
        var born = held(2, 999, Duration.ofMinutes(5)).begin(0, NOW).to();

        var paid = (Change) born.on(new Signal.PaymentCaptured(PAYMENT, cny(1998)), NOW);
        var heldAgain = born.on(new Signal.StockHeld(Duration.ofMinutes(5)), NOW);

        assertThat(paid.to().status()).isEqualTo(OrderStatus.PAID);
        assertThat(paid.to().version()).isEqualTo(2);
        assertThat(heldAgain).isInstanceOf(Decision.Stay.class);
    }

    static FlashOrder held(int quantity, long unitPrice, Duration window) {
        return held("lamp", quantity, unitPrice, window);
    }

    /** Else a redelivery of the capture would pay with money that is on its way back. */
    @Test
    void goesOnFromWhatWentBackUnderItsIdAndIsNotPaidByIt() {
        var early = new Signal.PaymentCaptured(PAYMENT, cny(1998));
        var sent = (NoOrder.Answer.SendBack) NoOrder.of(ID).on(early, NOW);
        var before = new NoOrder(ID, 2, List.of(sent.refund()));

        var born = new FlashOrder(
                        before, "buyer-1", "sale-1", new Line("lamp", "A lamp", 2, cny(999), 0), Duration.ofMinutes(5))
                .begin(0, NOW)
                .to();

        assertThat(born.version()).isEqualTo(3);
        assertThat(born.on(early, NOW)).isInstanceOf(Decision.Stay.class);
        assertThat(born.on(new Signal.RefundSucceeded(sent.refund().id()), NOW)).isInstanceOf(Change.class);
        assertThat(born.ledger().open()).containsExactly(sent.refund());
    }

    private static FlashOrder held(String sku, int quantity, long unitPrice, Duration window) {
        return new FlashOrder(
                NoOrder.of(ID), "buyer-1", "sale-1", new Line(sku, "A lamp", quantity, cny(unitPrice), 0), window);
    }
}
