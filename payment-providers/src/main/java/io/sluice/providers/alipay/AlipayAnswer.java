package io.sluice.providers.alipay;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Set;

/** What Alipay said, yes or no, to whatever we asked: whichever part is absent is null. */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record AlipayAnswer(
        String code,
        @JsonProperty("sub_code") String subCode,
        @JsonProperty("out_trade_no") String outTradeNo,
        @JsonProperty("trade_no") String tradeNo,
        @JsonProperty("trade_status") String tradeStatus,
        @JsonProperty("total_amount") String totalAmount,
        @JsonProperty("send_pay_date") String sendPayDate,
        @JsonProperty("qr_code") String qrCode,
        @JsonProperty("fund_change") String fundChange,
        @JsonProperty("out_request_no") String outRequestNo,
        @JsonProperty("refund_status") String refundStatus,
        @JsonProperty("refund_amount") String refundAmount,
        @JsonProperty("bill_download_url") String billDownloadUrl) {

    private static final String NO_BILL = "isp.bill_not_exist";
    private static final String NO_RIGHT = "ACQ.ACCESS_FORBIDDEN";
    private static final Set<String> OUR_SETUP = Set.of("20001", "40001", "40002", "40006");

    /** Processed. What came of it, the other fields say. */
    boolean isSuccess() {
        return "10000".equals(code);
    }

    /** A failure of the business, which {@link #subCode} explains; anything else than this or a success is unknown. */
    boolean isRefusal() {
        return "40004".equals(code) && subCode != null && !isBusy() && !isMisconfiguration();
    }

    /** There is no trade under our number: none yet, because Alipay makes it when the buyer scans. */
    boolean knowsNoTrade() {
        return isRefusal() && subCode.endsWith("TRADE_NOT_EXIST");
    }

    boolean knowsNoBill() {
        return isRefusal() && NO_BILL.equals(subCode);
    }

    /** Alipay has trouble of its own: neither yes nor no. */
    boolean isBusy() {
        var its = subCode != null
                && (subCode.endsWith(".SYSTEM_ERROR") || subCode.startsWith("isp.") || subCode.startsWith("aop."));
        return !isSuccess() && ("20000".equals(code) || its) && !NO_BILL.equals(subCode);
    }

    /** Our keys, rights or parameters are wrong: trouble of ours, not a refusal. */
    boolean isMisconfiguration() {
        var its = subCode != null && (subCode.startsWith("isv.") || NO_RIGHT.equals(subCode));
        return OUR_SETUP.contains(code) || !isSuccess() && its;
    }

    /** Whether it is about the trade that was asked for; some answers do not say. */
    boolean isAbout(String number) {
        return outTradeNo == null || outTradeNo.equals(number);
    }

    /** The reason for a log or an operator; never the buyer's data. */
    String reason() {
        return subCode == null ? code : code + " " + subCode;
    }

    /** Leaves out the address of the bill and the QR code, because this may be logged. */
    @Override
    public String toString() {
        return "AlipayAnswer[" + reason() + "]";
    }
}
