package io.sluice.providers.wechatpay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;

/** What WeChat Pay is asked, as it wants to read it. */
final class WeChatRequests {

    private WeChatRequests() {}

    /** To collect an amount in exchange for a code. */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    record Order(
            String appid,
            String mchid,
            String description,
            String outTradeNo,
            String timeExpire,
            URI notifyUrl,
            Total amount) {}

    /** How much, in fen. */
    @RegisterForReflection
    record Total(long total, String currency) {}

    /** To end a payment. */
    @RegisterForReflection
    record Close(String mchid) {}

    /** To give back a part of a payment. */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Refund(String outTradeNo, String outRefundNo, String reason, URI notifyUrl, Part amount) {}

    /** How much of how much, in fen. */
    @RegisterForReflection
    record Part(long refund, long total, String currency) {}
}
