package io.sluice.stack.simulator;

import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What Alipay's gateway checks before any business: who calls, when, in which form, and the signature over all of it. */
final class AlipayGate {

    /** How far the caller's clock may be from ours, either way. */
    private static final Duration TOLERANCE = Duration.ofMinutes(15);

    /** Whatever must be there, and what is said when it is not; in the order in which it is said. */
    private static final List<Map.Entry<String, String>> REQUIRED = List.of(
            Map.entry("app_id", "isv.missing-app-id"),
            Map.entry("sign_type", "isv.missing-signature-type"),
            Map.entry("sign", "isv.missing-signature"),
            Map.entry("timestamp", "isv.missing-timestamp"),
            Map.entry("version", "isv.missing-version"));

    private final PublicKey application;
    private final InstantSource clock;

    AlipayGate(PublicKey application, InstantSource clock) {
        this.application = application;
        this.clock = clock;
    }

    /** Why the call may not come in; empty if it may. */
    Optional<AlipayReply> refusal(Map<String, String> parameters) {
        return REQUIRED.stream()
                .filter(required ->
                        parameters.getOrDefault(required.getKey(), "").isEmpty())
                .findFirst()
                .map(required -> AlipayReply.missing(required.getValue()))
                .or(() -> wrong(parameters));
    }

    /** Of an application that is not known there is no key to answer with, either. */
    static boolean isOfNobody(Map<String, String> parameters) {
        return !MerchantAccounts.ALIPAY_APP_ID.equals(parameters.get("app_id"));
    }

    private Optional<AlipayReply> wrong(Map<String, String> parameters) {
        if (isOfNobody(parameters)) {
            return Optional.of(AlipayReply.invalid("isv.invalid-app-id", "无效的应用"));
        }
        if (!parameters.get("sign_type").equals("RSA2")) {
            return Optional.of(AlipayReply.invalid("isv.invalid-signature-type", "只支持 RSA2"));
        }
        if (!parameters.getOrDefault("charset", "utf-8").equalsIgnoreCase("utf-8")) {
            return Optional.of(AlipayReply.invalid("isv.invalid-charset", "只支持 utf-8"));
        }
        var signed = AlipaySignature.textOf(parameters, Set.of("sign"));
        if (!AlipaySignature.verifies(signed, parameters.get("sign"), application)) {
            return Optional.of(AlipayReply.invalid("isv.invalid-signature", "验签出错：" + signed));
        }
        return wrongForm(parameters);
    }

    private Optional<AlipayReply> wrongForm(Map<String, String> parameters) {
        if (!isTimely(parameters.get("timestamp"))) {
            return Optional.of(AlipayReply.invalid("isv.invalid-timestamp", "非法的时间"));
        }
        if (!parameters.getOrDefault("format", "JSON").equalsIgnoreCase("JSON")) {
            return Optional.of(AlipayReply.invalid("isv.invalid-format", "只支持 JSON"));
        }
        return parameters.get("version").equals("1.0")
                ? Optional.empty()
                : Optional.of(AlipayReply.invalid("isv.invalid-version", "只支持 1.0"));
    }

    private boolean isTimely(String timestamp) {
        return ChinaTime.instant(timestamp)
                .map(time -> Duration.between(time, clock.instant()).abs())
                .filter(apart -> apart.compareTo(TOLERANCE) <= 0)
                .isPresent();
    }
}
