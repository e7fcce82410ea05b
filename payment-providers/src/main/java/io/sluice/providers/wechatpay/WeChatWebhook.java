package io.sluice.providers.wechatpay;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.providers.Notification;
import io.sluice.providers.Notification.About;
import io.sluice.providers.Notification.Captured;
import io.sluice.providers.Notification.Ignored;
import io.sluice.providers.Notification.RefundChanged;
import io.sluice.providers.Notification.Refused;
import io.sluice.providers.Notification.Unreadable;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.UnaryOperator;

/**
 * Decides whether a webhook is WeChat Pay's and meant for us, and what it says: first the signature, over the bytes received,
 * then the JSON, then what is sealed in it.
 */
@ApplicationScoped
class WeChatWebhook {

    private final WeChatAccount account;
    private final WeChatKeys keys;
    private final ObjectMapper json;
    private final Clock clock;

    WeChatWebhook(WeChatAccount account, WeChatKeys keys, ObjectMapper json, Clock clock) {
        this.account = account;
        this.keys = keys;
        this.json = json;
        this.clock = clock;
    }

    Notification read(byte[] body, UnaryOperator<String> header) {
        return WeChatSignature.of(header)
                .objection(body, clock.instant(), keys::find)
                .<Notification>map(Refused::new)
                .orElseGet(() -> read(body));
    }

    private Notification read(byte[] body) {
        try {
            return read(required(json.readValue(body, WeChatNotice.class), "notification"));
        } catch (IOException | IllegalArgumentException e) {
            return new Unreadable(null, reason(e));
        }
    }

    private Notification read(WeChatNotice notice) {
        try {
            return meaningOf(notice, account.decrypt(notice.resource()));
        } catch (IOException
                | GeneralSecurityException
                | IllegalArgumentException
                | ArithmeticException
                | DateTimeException e) {
            return new Unreadable(notice.id(), reason(e));
        }
    }

    /** Jackson's messages quote what they could not read, which may be a buyer's data. */
    private static String reason(Exception trouble) {
        var name = trouble.getClass().getSimpleName();
        return trouble instanceof IOException ? name : name + ": " + trouble.getMessage();
    }

    private Notification meaningOf(WeChatNotice notice, byte[] plain) throws IOException {
        required(notice.id(), "id");
        var type = required(notice.eventType(), "event_type");
        if (type.equals("TRANSACTION.SUCCESS")) {
            return paid(notice, required(json.readValue(plain, WeChatOrder.class), "transaction"));
        }
        return type.startsWith("REFUND.")
                ? refundChanged(notice, required(json.readValue(plain, WeChatRefund.class), "refund"))
                : new Ignored(type);
    }

    private Notification paid(WeChatNotice notice, WeChatOrder order) {
        if (!account.merchantId().equals(order.mchid()) || !account.appId().equals(order.appid())) {
            return new Refused("another merchant's payment");
        }
        if (!"SUCCESS".equals(order.tradeState())) {
            throw new IllegalArgumentException("paid, and its state is " + order.tradeState());
        }
        var key = required(order.outTradeNo(), "out_trade_no") + " " + notice.eventType();
        var providerId = required(order.transactionId(), "transaction_id");
        var at = at(required(order.successTime(), "success_time"));
        return new Captured(new About(notice.id(), key, providerId, order.outTradeNo(), at), order.paid());
    }

    /** Only a refund that succeeded has a time of its own. */
    private Notification refundChanged(WeChatNotice notice, WeChatRefund refund) {
        if (!account.merchantId().equals(refund.mchid())) {
            return new Refused("another merchant's refund");
        }
        var number = required(refund.outRefundNo(), "out_refund_no");
        var key = number + " " + required(refund.refundStatus(), "refund_status");
        var at = at(refund.successTime() == null ? required(notice.createTime(), "create_time") : refund.successTime());
        return new RefundChanged(new About(notice.id(), key, refund.transactionId(), refund.outTradeNo(), at), number);
    }

    private static Instant at(String time) {
        return OffsetDateTime.parse(time).toInstant();
    }

    private static <T> T required(T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
