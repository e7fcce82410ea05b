package io.sluice.providers.wechatpay;

import java.nio.charset.StandardCharsets;

/** What the buyer reads, within WeChat Pay's limits, which count bytes. */
final class WeChatText {

    static final int DESCRIPTION_BYTES = 127;
    static final int REASON_BYTES = 80;

    private WeChatText() {}

    /** As much of {@code text} as fits, in whole characters; without the backtick, which parts the fields of bills. */
    static String of(String text, int bytes) {
        var readable = text.replace('`', '\'');
        var end = 0;
        var used = 0;
        while (end < readable.length()) {
            var next = readable.offsetByCodePoints(end, 1);
            used += readable.substring(end, next).getBytes(StandardCharsets.UTF_8).length;
            if (used > bytes) {
                break;
            }
            end = next;
        }
        return readable.substring(0, end);
    }
}
