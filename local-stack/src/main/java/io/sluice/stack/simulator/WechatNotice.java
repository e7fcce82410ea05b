package io.sluice.stack.simulator;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** An event of WeChat Pay's on its way to the merchant, or one that only looks like it. */
record WechatNotice(URI address, byte[] body, Seal seal, Supplier<Notice> forgery) implements Notice {

    /** Signs a body. */
    @FunctionalInterface
    interface Seal {
        Map<String, String> headers(byte[] body, Instant now);
    }

    @Override
    public Map<String, String> headers(Instant now) {
        var headers = new HashMap<>(seal.headers(body, now));
        headers.put("Content-Type", "application/json");
        return headers;
    }

    /** The status decides, whatever the body says. */
    @Override
    public boolean isAcknowledged(int status, byte[] answer) {
        return status == 200 || status == 204;
    }

    @Override
    public Notice forged() {
        return forgery.get();
    }
}
