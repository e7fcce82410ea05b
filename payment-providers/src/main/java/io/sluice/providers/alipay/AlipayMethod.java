package io.sluice.providers.alipay;

/** The part of Alipay's gateway that we speak. */
enum AlipayMethod {
    PRECREATE("alipay.trade.precreate"),
    QUERY("alipay.trade.query"),
    CLOSE("alipay.trade.close"),
    REFUND("alipay.trade.refund"),
    REFUND_QUERY("alipay.trade.fastpay.refund.query"),
    BILL("alipay.data.dataservice.bill.downloadurl.query");

    private final String text;

    AlipayMethod(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** The name that an answer to it has. */
    String answer() {
        return text.replace('.', '_') + "_response";
    }
}
