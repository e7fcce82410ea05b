package io.sluice.providers.alipay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.sluice.providers.NewPayment;
import io.sluice.providers.NewRefund;

/** What a request is about, {@code biz_content}: made of what never changes alone, so that a repetition is the same. */
sealed interface AlipayContent {

    /** To be paid by QR code. */
    @RegisterForReflection
    @JsonPropertyOrder({"out_trade_no", "total_amount", "subject", "time_expire"})
    record Precreate(
            @JsonProperty("out_trade_no") String outTradeNo,
            @JsonProperty("total_amount") String totalAmount,
            @JsonProperty("subject") String subject,
            @JsonProperty("time_expire") String timeExpire)
            implements AlipayContent {

        static Precreate of(NewPayment payment) {
            return new Precreate(
                    payment.id().toString(),
                    AlipayMoney.toYuan(payment.amount()),
                    AlipaySubject.of(payment),
                    AlipayTime.text(payment.payBy()));
        }
    }

    /** One trade, by our number: Alipay's exists only after the buyer has scanned. */
    @RegisterForReflection
    record Trade(@JsonProperty("out_trade_no") String outTradeNo) implements AlipayContent {}

    /** A refund, always with its own number: without it a repetition would be another refund. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonPropertyOrder({"out_trade_no", "refund_amount", "out_request_no", "refund_reason"})
    record Refund(
            @JsonProperty("out_trade_no") String outTradeNo,
            @JsonProperty("refund_amount") String refundAmount,
            @JsonProperty("out_request_no") String outRequestNo,
            @JsonProperty("refund_reason") String refundReason)
            implements AlipayContent {

        static Refund of(NewRefund refund) {
            return new Refund(
                    refund.payment().id().toString(),
                    AlipayMoney.toYuan(refund.amount()),
                    refund.id().toString(),
                    refund.reason());
        }
    }

    /** A refund that may have been asked for. */
    @RegisterForReflection
    @JsonPropertyOrder({"out_trade_no", "out_request_no"})
    record RefundQuery(
            @JsonProperty("out_trade_no") String outTradeNo,
            @JsonProperty("out_request_no") String outRequestNo) implements AlipayContent {}

    /** A day's bill. */
    @RegisterForReflection
    @JsonPropertyOrder({"bill_type", "bill_date"})
    record Bill(
            @JsonProperty("bill_type") String billType,
            @JsonProperty("bill_date") String billDate) implements AlipayContent {}
}
