package io.sluice.stack.simulator;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;

/** How a webhook comes: as it should, or as somebody sends it who must not be believed. */
enum Manner {
    GENUINE,
    /** By somebody without the key, with ten times the amount; or the provider's own probe. */
    FORGED,
    /** One character of the body changed on the way. */
    TAMPERED,
    /** Signed ten minutes ago, and recorded. */
    EXPIRED,
    /** Genuine, but not for this merchant. */
    OTHER_MERCHANT;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONG_AGO = Duration.ofMinutes(10);

    HttpRequest request(Notice genuine, URI merchant) {
        var notice =
                switch (this) {
                    case GENUINE, TAMPERED, EXPIRED -> genuine;
                    case FORGED -> genuine.forged();
                    case OTHER_MERCHANT -> genuine.ofAnotherMerchant();
                };
        var body = notice.body();
        var request = HttpRequest.newBuilder(merchant.resolve(notice.address()))
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(this == TAMPERED ? changed(body) : body));
        var at = this == EXPIRED ? Instant.now().minus(LONG_AGO) : Instant.now();
        notice.headers(at).forEach(request::header);
        return request.build();
    }

    /** Another digit in the middle, which leaves every form and every JSON well-formed. */
    private static byte[] changed(byte[] body) {
        var copy = body.clone();
        for (var place = body.length / 2; place < body.length; place++) {
            if (copy[place] >= '0' && copy[place] <= '9') {
                copy[place] = (byte) (copy[place] == '7' ? '8' : '7');
                return copy;
            }
        }
        throw new IllegalStateException("a webhook without digits");
    }
}
