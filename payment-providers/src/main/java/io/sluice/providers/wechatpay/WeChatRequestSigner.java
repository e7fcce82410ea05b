package io.sluice.providers.wechatpay;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;

/** Signs every request: its method, its target and the very bytes of its body. */
final class WeChatRequestSigner implements ClientRequestFilter {

    static final String SCHEME = "WECHATPAY2-SHA256-RSA2048";

    private static final byte[] NOTHING = {};
    private static final int NONCE_BYTES = 16;

    private final WeChatAccount account;
    private final WeChatPublicKeys publicKeys;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    WeChatRequestSigner(WeChatAccount account, WeChatPublicKeys publicKeys, Clock clock) {
        this.account = account;
        this.publicKeys = publicKeys;
        this.clock = clock;
    }

    @Override
    public void filter(ClientRequestContext request) {
        var body = request.getEntity() instanceof byte[] bytes ? bytes : NOTHING;
        var headers = request.getHeaders();
        headers.putSingle(HttpHeaders.AUTHORIZATION, authorization(request.getMethod(), request.getUri(), body));
        publicKeys.preferred().ifPresent(id -> headers.putSingle(WeChatSignature.SERIAL, id));
    }

    private String authorization(String method, URI uri, byte[] body) {
        var time = String.valueOf(clock.instant().getEpochSecond());
        var nonce = nonce();
        var key = account.key();
        var signature = key.sign(message(method, uri, time, nonce, body));
        return "%s mchid=\"%s\",nonce_str=\"%s\",timestamp=\"%s\",serial_no=\"%s\",signature=\"%s\""
                .formatted(SCHEME, account.merchantId(), nonce, time, key.serial(), signature);
    }

    /** What is signed: a line each for method, target, time, nonce and body. */
    static byte[] message(String method, URI uri, String time, String nonce, byte[] body) {
        var target = uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
        return WeChatSignature.lines(bytes(method), bytes(target), bytes(time), bytes(nonce), body);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String nonce() {
        var bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
