package io.sluice.providers.wechatpay;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.sluice.contracts.Money;
import java.util.Currency;

/** A payment as WeChat Pay writes it, when it is asked and in its news; what is not known yet is null. */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(SnakeCaseStrategy.class)
record WeChatOrder(
        String appid,
        String mchid,
        String outTradeNo,
        String transactionId,
        String tradeState,
        String successTime,
        Amount amount) {

    /** What was paid; {@code payer_total}, the part without WeChat's coupons, is not ours to know. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Amount(Long total, String currency) {}

    /** @throws IllegalArgumentException unless there is an amount */
    Money paid() {
        if (amount == null || amount.total() == null || amount.currency() == null) {
            throw new IllegalArgumentException("paid without an amount");
        }
        return new Money(amount.total(), Currency.getInstance(amount.currency()));
    }
}
