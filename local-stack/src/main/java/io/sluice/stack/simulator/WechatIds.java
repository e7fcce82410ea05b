package io.sluice.stack.simulator;

import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** WeChat Pay's own names for things: digits, of the real ones' length. */
final class WechatIds {

    private static final int DIGITS = 24;

    private WechatIds() {}

    /** 28 digits. */
    static String transaction() {
        return "4200" + digits();
    }

    /** 29 digits. */
    static String refund() {
        return "50300" + digits();
    }

    private static String digits() {
        return ThreadLocalRandom.current()
                .ints(DIGITS, 0, 10)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining());
    }
}
