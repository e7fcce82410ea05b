package io.sluice.stack.simulator;

import java.time.Instant;
import java.util.regex.Pattern;

/** Which of WeChat Pay's calls a request is. */
final class WechatRoutes {

    private static final Pattern ORDER = Pattern.compile("/v3/pay/transactions/out-trade-no/([^/]+)");
    private static final Pattern CLOSE = Pattern.compile(ORDER.pattern() + "/close");
    private static final Pattern REFUND = Pattern.compile("/v3/refund/domestic/refunds/([^/]+)");

    private final WechatCertificates certificates;
    private final WechatOrders orders;
    private final WechatRefunds refunds;
    private final WechatBills bills;

    WechatRoutes(WechatCertificates certificates, WechatOrders orders, WechatRefunds refunds, WechatBills bills) {
        this.certificates = certificates;
        this.orders = orders;
        this.refunds = refunds;
        this.bills = bills;
    }

    /** @throws WechatRefused in WeChat Pay's own words */
    Answer answer(Request request, Instant now) {
        return switch (request.method() + " " + request.path()) {
            case "GET /v3/certificates" -> certificates.list(request);
            case "POST /v3/pay/transactions/native" -> orders.create(new WechatOrder(WechatBody.of(request)), now);
            case "POST /v3/refund/domestic/refunds" -> refunds.create(WechatBody.of(request));
            case "GET /v3/bill/tradebill" -> bills.ask(request, now);
            case "GET " + WechatBills.DOWNLOAD -> bills.download(request, now);
            default -> answerAboutOne(request, now);
        };
    }

    private Answer answerAboutOne(Request request, Instant now) {
        var isGet = request.method().equals("GET");
        var order = ORDER.matcher(request.path());
        if (isGet && order.matches()) {
            return orders.query(order.group(1), request);
        }
        var close = CLOSE.matcher(request.path());
        if (request.method().equals("POST") && close.matches()) {
            return orders.close(close.group(1), WechatBody.of(request), now);
        }
        var refund = REFUND.matcher(request.path());
        if (isGet && refund.matches()) {
            return refunds.query(refund.group(1));
        }
        throw WechatRefused.of(404, "NOT_FOUND", "接口不存在");
    }
}
