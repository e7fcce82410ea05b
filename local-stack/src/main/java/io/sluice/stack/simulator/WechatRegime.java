package io.sluice.stack.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/**
 * By which of the platform's keys the merchant is spoken to: by the public key once a call names its id, else by the
 * certificate. Webhooks follow the latest call.
 */
final class WechatRegime implements AutoCloseable {

    private final WechatKeys keys;
    private final Journal<String> journal;
    private String latest;

    WechatRegime(WechatKeys keys, Path dataDirectory, ObjectMapper json) {
        this.keys = keys;
        journal = new Journal<>(dataDirectory.resolve("wechat-keys.jsonl"), String.class, json);
        var knewTheKey = !journal.past().isEmpty() && journal.past().getLast().equals(keys.publicKeyId());
        latest = knewTheKey ? keys.publicKeyId() : keys.certificateSerial();
    }

    boolean isPublicKey(Request request) {
        return idFor(request).equals(keys.publicKeyId());
    }

    /** Under which id the answer is signed. */
    String idFor(Request request) {
        return request.header("Wechatpay-Serial")
                .filter(keys.publicKeyId()::equals)
                .orElse(keys.certificateSerial());
    }

    /** Takes note of a call that is the merchant's beyond doubt. */
    synchronized void heard(Request request) {
        var id = idFor(request);
        if (!id.equals(latest)) {
            journal.append(id);
            latest = id;
        }
    }

    synchronized String idForWebhooks() {
        return latest;
    }

    @Override
    public synchronized void close() throws IOException {
        journal.close();
    }
}
