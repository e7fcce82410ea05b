package io.sluice.providers.alipay;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** In which charset a notification is written: no other than those that Alipay uses. */
final class AlipayCharset {

    private static final Set<String> KNOWN = Set.of("utf-8", "gbk", "gb18030");
    private static final Pattern PARAMETER =
            Pattern.compile("charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);
    private static final String OURS = "utf-8";

    private AlipayCharset() {}

    /**
     * @param field what the form says, which is signed and therefore counts first; may be null
     * @param contentType what the header says; may be null
     * @return empty if it is none that Alipay uses
     */
    static Optional<Charset> of(String field, String contentType) {
        var name = field == null ? ofHeader(contentType) : field;
        return Optional.of(name.toLowerCase(Locale.ROOT))
                .filter(KNOWN::contains)
                .map(Charset::forName);
    }

    /** A notification that does not say comes in the charset in which we asked. */
    private static String ofHeader(String contentType) {
        var parameter = PARAMETER.matcher(contentType == null ? "" : contentType);
        return parameter.find() ? parameter.group(1) : OURS;
    }
}
