package io.sluice.providers.alipay;

import io.sluice.providers.Notification;
import io.sluice.providers.Notification.Refused;
import io.sluice.providers.Notification.Unreadable;
import jakarta.inject.Singleton;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.util.Map;

/** Decides whether a notification is Alipay's and for us, and what it says: first the signature, over the bytes received. */
@Singleton
class AlipayWebhook {

    private final AlipayConfig config;
    private final AlipayKeys keys;

    AlipayWebhook(AlipayConfig config, AlipayKeys keys) {
        this.config = config;
        this.keys = keys;
    }

    Notification read(byte[] body, String contentType) {
        if (!config.isComplete()) {
            return new Refused("Alipay is not configured");
        }
        AlipayForm form;
        try {
            form = AlipayForm.parse(body);
        } catch (IllegalArgumentException e) {
            return new Refused("malformed form: " + e.getMessage());
        }
        return isGenuine(form) ? genuine(form, contentType) : new Refused("wrong signature, or another algorithm");
    }

    private boolean isGenuine(AlipayForm form) {
        return "RSA2".equals(form.ascii("sign_type"))
                && keys.verify(form.signed(AlipayForm.OF_NOTIFICATION), form.ascii("sign"));
    }

    private Notification genuine(AlipayForm form, String contentType) {
        var charset = AlipayCharset.of(form.ascii("charset"), contentType);
        if (charset.isEmpty()) {
            return new Unreadable(form.ascii("notify_id"), "in a charset that Alipay does not use");
        }
        try {
            return toUs(form.texts(charset.get()));
        } catch (CharacterCodingException _) {
            return new Unreadable(form.ascii("notify_id"), "not in the charset that it names");
        }
    }

    private Notification toUs(Map<String, String> fields) {
        if (!config.appId().orElseThrow().equals(fields.get("app_id"))) {
            return new Refused("for another application");
        }
        if (!config.sellerId().orElseThrow().equals(fields.get("seller_id"))) {
            return new Refused("about another merchant");
        }
        var notice = new AlipayNotice(fields);
        try {
            return notice.meaning();
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            return new Unreadable(notice.id(), e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
