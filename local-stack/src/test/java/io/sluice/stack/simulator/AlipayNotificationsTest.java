package io.sluice.stack.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlipayNotificationsTest {

    @TempDir
    private static Path keys;

    @TempDir
    private Path data;

    private AlipayShop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new AlipayShop(keys, data, Pace.BRISK);
    }

    @AfterEach
    void close() throws IOException {
        shop.close();
    }

    @Test
    void tellsTheMerchantOfAPaymentUnderTheFirstRule() {
        shop.precreate("19.99");

        shop.pay();

        var notice = await().until(this::received, list -> list.size() == 1).getFirst();
        assertThat(notice.genuine()).isTrue();
        assertThat(notice.contentType()).isEqualTo("application/x-www-form-urlencoded; charset=utf-8");
        assertThat(notice.fields())
                .containsEntry("trade_status", "TRADE_SUCCESS")
                .containsEntry("out_trade_no", AlipayShop.NUMBER)
                .containsEntry("total_amount", "19.99")
                .containsEntry("app_id", MerchantAccounts.ALIPAY_APP_ID)
                .containsEntry("seller_id", MerchantAccounts.ALIPAY_SELLER_ID)
                .containsEntry("sign_type", "RSA2")
                .containsEntry("subject", "两盏灯, 白/黑")
                .doesNotContainKeys("refund_fee", "gmt_refund", "out_biz_no");
        assertThat(notice.field("trade_no"))
                .isEqualTo(shop.call(AlipayShop.QUERY, AlipayShop.THIS_TRADE).text("trade_no"));
    }

    @Test
    void tellsWhatWasReallyPaid() {
        shop.precreate("19.99");

        shop.pay("{\"amount\": {\"minor\": 5, \"currency\": \"CNY\"}}");

        assertThat(await().until(this::received, list -> list.size() == 1)
                        .getFirst()
                        .field("total_amount"))
                .isEqualTo("0.05");
    }

    @Test
    void repeatsUntilTheMerchantSaysSuccessAndNothingElse() throws IOException {
        shop.precreate("19.99");
        shop.merchant().misunderstandNext(2);

        shop.pay();

        var copies = await().until(this::received, list -> list.size() == 3);
        assertThat(copies)
                .extracting(AlipayMerchant.Received::fields)
                .containsOnly(copies.getFirst().fields());
        shop.restart();
        shop.precreate("other", "1.00", Duration.ofMinutes(5));
        shop.desk("POST", "/simulator/payments/other/pay", "");
        await().until(this::received, list -> list.size() == 4);
        assertThat(received())
                .last()
                .extracting(last -> last.field("out_trade_no"))
                .isEqualTo("other");
    }

    @Test
    void keepsANotificationsIdOverARestart() throws IOException {
        shop.precreate("19.99");
        shop.merchant().misunderstandNext(100);
        shop.pay();
        await().until(this::received, list -> !list.isEmpty());
        shop.restart();
        var before = received().size();
        shop.merchant().misunderstandNext(0);

        var copies = await().until(this::received, list -> list.size() > before);
        assertThat(copies)
                .extracting(copy -> copy.field("notify_id"))
                .containsOnly(copies.getFirst().field("notify_id"));
    }

    @Test
    void sendsAForgeryWithTenTimesTheAmountWhenTold() {
        shop.precreate("19.99");
        shop.faults("{\"forgeWebhooks\": true}");

        shop.pay();

        await().until(this::received, list -> list.size() == 2);
        assertThat(received())
                .filteredOn(notice -> !notice.genuine())
                .extracting(notice -> notice.field("total_amount"))
                .containsExactly("199.90");
    }

    @Test
    void saysNothingOfAClosedTrade() {
        shop.precreate("19.99");
        shop.scan();
        shop.call(AlipayShop.CLOSE, AlipayShop.THIS_TRADE);
        shop.precreate("other", "1.00", Duration.ofMinutes(5));

        shop.desk("POST", "/simulator/payments/other/pay", "");

        await().until(this::received, list -> !list.isEmpty());
        assertThat(received())
                .extracting(notice -> notice.field("out_trade_no"))
                .containsExactly("other");
    }

    @Test
    void tellsOfAPartialRefundAsOfASuccessfulTrade() {
        shop.precreate("19.99");
        shop.pay();

        shop.refund("5.00", "r1");

        await().until(this::received, list -> list.size() == 2);
        assertThat(refunds()).singleElement().satisfies(notice -> {
            assertThat(notice.genuine()).isTrue();
            assertThat(notice.fields())
                    .containsEntry("trade_status", "TRADE_SUCCESS")
                    .containsEntry("total_amount", "19.99")
                    .containsEntry("refund_fee", "5.00")
                    .containsKey("gmt_refund");
        });
        assertThat(received()).extracting(notice -> notice.field("notify_id")).doesNotHaveDuplicates();
    }

    @Test
    void tellsOfTheLastRefundThatTheTradeIsClosed() {
        shop.precreate("19.99");
        shop.pay();
        shop.refund("5.00", "r1");
        await().until(() -> shop.refund("14.99", "r2").code(), "10000"::equals);

        await().until(this::refunds, list -> list.size() == 2);
        assertThat(refunds())
                .filteredOn(notice -> notice.field("out_biz_no").equals("r2"))
                .singleElement()
                .satisfies(notice -> assertThat(notice.fields())
                        .containsEntry("trade_status", "TRADE_CLOSED")
                        .containsEntry("refund_fee", "19.99"));
    }

    @Test
    void saysNothingOfAFailedRefund() {
        shop.precreate("19.99");
        shop.pay();
        await().until(this::received, list -> list.size() == 1);
        shop.faults("{\"refundOutcome\": \"FAIL\"}");
        shop.refund("5.00", "r1");
        await().until(shop::book, book -> book.contains("FAILED"));
        shop.faults("{}");

        await().until(() -> shop.refund("4.00", "r2").code(), "10000"::equals);

        await().until(this::received, list -> list.size() == 2);
        assertThat(refunds()).extracting(notice -> notice.field("out_biz_no")).containsExactly("r2");
    }

    private List<AlipayMerchant.Received> received() {
        return shop.merchant().received();
    }

    private List<AlipayMerchant.Received> refunds() {
        return received().stream()
                .filter(notice -> !notice.field("out_biz_no").isEmpty())
                .toList();
    }
}
