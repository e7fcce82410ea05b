package io.sluice.providers.wechatpay;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A refund as WeChat Pay writes it.
 *
 * @param mchid in its news only
 * @param status when it is asked; its news call it {@code refundStatus}
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(SnakeCaseStrategy.class)
record WeChatRefund(
        String mchid,
        String refundId,
        String outRefundNo,
        String transactionId,
        String outTradeNo,
        String status,
        String refundStatus,
        String successTime,
        Amount amount) {

    /** How much of the payment goes back. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Amount(Long total, Long refund) {}
}
