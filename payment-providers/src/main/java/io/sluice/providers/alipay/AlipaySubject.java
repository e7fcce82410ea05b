package io.sluice.providers.alipay;

import io.sluice.providers.NewPayment;
import java.util.regex.Pattern;

/** What the buyer reads, as far as Alipay takes it. */
final class AlipaySubject {

    private static final int LONGEST = 256;

    /** Alipay forbids {@code /=&}; a comma or a line's end would break the line of the bill in which it comes back. */
    private static final Pattern FORBIDDEN = Pattern.compile("[/=&,\\p{Cntrl}]+");

    private AlipaySubject() {}

    static String of(NewPayment payment) {
        var subject = FORBIDDEN.matcher(payment.subject()).replaceAll(" ").strip();
        return subject.isEmpty() ? payment.orderId().toString() : cut(subject);
    }

    /** Never through the middle of a character. */
    private static String cut(String subject) {
        if (subject.length() <= LONGEST) {
            return subject;
        }
        return subject.substring(0, Character.isHighSurrogate(subject.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }
}
