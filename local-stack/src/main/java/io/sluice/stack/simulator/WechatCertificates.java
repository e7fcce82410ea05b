package io.sluice.stack.simulator;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hands out the platform's certificate, to merchants who are not on the public key yet. */
final class WechatCertificates {

    private final WechatKeys keys;
    private final WechatRegime regime;

    WechatCertificates(WechatKeys keys, WechatRegime regime) {
        this.keys = keys;
        this.regime = regime;
    }

    Answer list(Request request) {
        if (regime.isPublicKey(request)) {
            throw WechatRefused.of(404, "RESOURCE_NOT_EXISTS", "无可用的平台证书");
        }
        var certificate = keys.certificate();
        var entry = new LinkedHashMap<String, Object>();
        entry.put("serial_no", keys.certificateSerial());
        entry.put("effective_time", ChinaTime.rfc3339(certificate.getNotBefore().toInstant()));
        entry.put("expire_time", ChinaTime.rfc3339(certificate.getNotAfter().toInstant()));
        var pem = keys.certificatePem().getBytes(StandardCharsets.US_ASCII);
        entry.put("encrypt_certificate", new WechatCipher(keys.apiV3Key()).encrypted("certificate", pem));
        return Answer.of(200, Map.of("data", List.of(entry)));
    }
}
