package io.sluice.stack.simulator;

import java.util.Map;
import java.util.regex.Pattern;

/** How a merchant gets a bill: asks for its address, and fetches it there before the address is void. */
final class AlipayDownloads {

    static final String ROOT = "/alipay/bills/";

    private static final Pattern FILE = Pattern.compile(ROOT + "([0-9a-f-]+)\\.zip");

    private final AlipayBills bills;
    private final AlipayLinks links;

    AlipayDownloads(AlipayBills bills, AlipayLinks links) {
        this.bills = bills;
        this.links = links;
    }

    AlipayReply address(AlipayCall call) {
        var period = AlipayBills.period(call.text("bill_date"));
        if (!call.text("bill_type").equals("trade") || period.isEmpty()) {
            return AlipayReply.invalid("isv.invalid-parameter", "只有 trade 账单，日期为 yyyy-MM-dd 或 yyyy-MM");
        }
        return bills.bill(period.get())
                .map(links::keep)
                .map(name ->
                        AlipayReply.done(Map.of("bill_download_url", "http://" + call.host() + ROOT + name + ".zip")))
                .orElseGet(() -> AlipayReply.refused("isp.bill_not_exist", "账单不存在"));
    }

    Answer file(Request request) {
        var name = FILE.matcher(request.path());
        if (!name.matches() || !request.method().equals("GET")) {
            return Answer.empty(404);
        }
        return links.file(name.group(1))
                .map(file -> Answer.of(200, "application/zip", file))
                .orElseGet(() -> Answer.empty(403));
    }
}
