package io.sluice.stack.simulator;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Where the merchant asks for a day's bill, and fetches it before the address expires. */
final class WechatBills {

    static final String DOWNLOAD = "/v3/billdownload/file";

    private static final int LATEST = 100; // Addresses that work at the same time; older ones are forgotten.

    private record Download(byte[] content, Instant until) {}

    private final Book book;
    private final Duration addressLives;
    private final Map<String, Download> downloads = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Download> eldest) {
            return size() > LATEST;
        }
    };

    WechatBills(Book book, Duration addressLives) {
        this.book = book;
        this.addressLives = addressLives;
    }

    Answer ask(Request request, Instant now) {
        var query = request.query();
        if (!query.getOrDefault("bill_type", "ALL").equals("ALL")) {
            throw WechatRefused.parameter("query", "bill_type", "only ALL is played here");
        }
        var bill = new WechatBill(book, day(query.getOrDefault("bill_date", ""), now));
        if (bill.isEmpty()) {
            throw WechatRefused.of(400, "NO_STATEMENT_EXIST", "账单文件不存在");
        }
        var plain = bill.bytes();
        var content = wantsGzip(query) ? WechatBillFile.gzipped(plain) : plain;
        return Answer.of(
                200,
                Map.of(
                        "hash_type", "SHA1",
                        "hash_value", WechatBillFile.sha1(plain),
                        "download_url", address(request, keep(new Download(content, now.plus(addressLives))))));
    }

    private static boolean wantsGzip(Map<String, String> query) {
        if (!query.getOrDefault("tar_type", "GZIP").equals("GZIP")) {
            throw WechatRefused.parameter("query", "tar_type", "must be GZIP");
        }
        return query.containsKey("tar_type");
    }

    private static LocalDate day(String text, Instant now) {
        try {
            var day = LocalDate.parse(text);
            if (!day.isAfter(ChinaTime.day(now))) {
                return day;
            }
        } catch (DateTimeException _) {
            // Refused below.
        }
        throw WechatRefused.parameter("query", "bill_date", "must be yyyy-MM-dd and not in the future");
    }

    private synchronized String keep(Download download) {
        var token = UUID.randomUUID().toString().replace("-", "");
        downloads.put(token, download);
        return token;
    }

    private static String address(Request request, String token) {
        var host = request.header("Host").orElse("127.0.0.1");
        return "http://" + host + DOWNLOAD + "?token=" + token;
    }

    synchronized Answer download(Request request, Instant now) {
        var download = downloads.get(request.query().getOrDefault("token", ""));
        if (download == null || now.isAfter(download.until())) {
            throw WechatRefused.invalidRequest("账单地址已失效,请重新获取");
        }
        return Answer.of(200, "application/octet-stream", download.content());
    }
}
