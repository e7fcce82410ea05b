package io.sluice.stack.simulator;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** What Alipay notifies: that a trade was paid, and that a refund was done; of what failed or was closed it says nothing. */
final class AlipayNews {

    private final Book book;
    private final PrivateKey platform;

    AlipayNews(Book book, PrivateKey platform) {
        this.book = book;
        this.platform = platform;
    }

    Optional<Notice> of(Payment payment) {
        return payment.captured() == null
                ? Optional.empty()
                : notice(payment, trade(payment, AlipayStatus.TRADE_SUCCESS, "paid"));
    }

    /** A refund is told where the payment was, in the payment's words and with the sum of all refunds until then. */
    Optional<Notice> of(Refund refund) {
        return refund.status() == Refund.Status.SUCCEEDED
                ? book.byProviderId(refund.wish().paymentId())
                        .flatMap(payment -> notice(payment, withRefund(payment, refund)))
                : Optional.empty();
    }

    private Map<String, String> withRefund(Payment payment, Refund refund) {
        var until = refundedUntil(payment, refund);
        var isWhole = until == payment.captured().minor();
        var status = isWhole ? AlipayStatus.TRADE_CLOSED : AlipayStatus.TRADE_SUCCESS;
        var fields = trade(payment, status, "refund " + refund.wish().refundNo());
        fields.put("out_biz_no", refund.wish().refundNo());
        fields.put("refund_fee", Yuan.text(until));
        fields.put("gmt_refund", ChinaTime.plain(Instant.ofEpochMilli(refund.endedMillis())) + ".000");
        if (isWhole) {
            fields.put("gmt_close", ChinaTime.plain(Instant.ofEpochMilli(refund.endedMillis())));
        }
        return fields;
    }

    private long refundedUntil(Payment payment, Refund last) {
        var done = book.refundsOf(payment).stream()
                .filter(refund -> refund.status() == Refund.Status.SUCCEEDED)
                .sorted(Comparator.comparingLong(Refund::endedMillis))
                .toList();
        var keys = done.stream().map(refund -> refund.wish().key()).toList();
        return AlipayTrade.refunded(done.subList(0, keys.indexOf(last.wish().key()) + 1));
    }

    private Optional<Notice> notice(Payment payment, Map<String, String> fields) {
        return Optional.of(payment.details().get(AlipayCodes.NOTIFY_URL))
                .filter(url -> !url.isEmpty())
                .map(url -> new AlipayNotice(URI.create(url), fields, platform));
    }

    /** @param what tells one notification of a trade from another, so that each keeps its id over a restart */
    private static Map<String, String> trade(Payment payment, AlipayStatus status, String what) {
        var id = (payment.providerId() + ' ' + what).getBytes(StandardCharsets.UTF_8);
        var amount = AlipayTrade.amount(payment);
        var fields = new TreeMap<>(Map.ofEntries(
                Map.entry("notify_type", "trade_status_sync"),
                Map.entry("notify_id", UUID.nameUUIDFromBytes(id).toString().replace("-", "")),
                Map.entry("notify_time", ChinaTime.plain(Instant.now())),
                Map.entry("charset", "utf-8"),
                Map.entry("version", "1.0"),
                Map.entry("sign_type", "RSA2"),
                Map.entry("app_id", MerchantAccounts.ALIPAY_APP_ID),
                Map.entry("auth_app_id", MerchantAccounts.ALIPAY_APP_ID),
                Map.entry("seller_id", MerchantAccounts.ALIPAY_SELLER_ID),
                Map.entry("buyer_id", AlipayTrade.BUYER_ID),
                Map.entry("trade_no", payment.providerId()),
                Map.entry("out_trade_no", payment.outTradeNo()),
                Map.entry("trade_status", status.name()),
                Map.entry("total_amount", amount)));
        fields.put("receipt_amount", amount);
        fields.put("buyer_pay_amount", amount);
        fields.put("invoice_amount", amount);
        fields.put("point_amount", "0.00");
        fields.put("subject", payment.details().get(AlipayCodes.SUBJECT));
        fields.put("gmt_create", ChinaTime.plain(Instant.ofEpochSecond(payment.created())));
        fields.put("gmt_payment", ChinaTime.plain(Instant.ofEpochSecond(payment.ended())));
        fields.put("fund_bill_list", "[{\"amount\":\"" + amount + "\",\"fundChannel\":\"ALIPAYACCOUNT\"}]");
        return fields;
    }
}
