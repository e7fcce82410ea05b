package io.sluice.providers.alipay;

import io.sluice.providers.Statement.Line;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;

/** A bill's zip, whose names and contents are GB18030: the file of lines is read, the one of sums is passed over. */
final class AlipayBill {

    private static final String LINES = "业务明细.csv";

    private AlipayBill() {}

    /**
     * @param maxEntries how many files it may have
     * @param maxBytes how large they may be together, so that a small file cannot become one without an end
     * @throws IOException if it is no such zip, or beyond a limit
     * @throws IllegalArgumentException if a line cannot be read
     */
    static List<Line> lines(InputStream zip, int maxEntries, long maxBytes) throws IOException {
        var charset = Charset.forName("GB18030");
        var lines = new ArrayList<Line>();
        var found = false;
        try (var entries = new ZipInputStream(zip, charset)) {
            var content = new LimitedInput(entries, maxBytes);
            var count = 0;
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (++count > maxEntries) {
                    throw new IOException("more than " + maxEntries + " files in a bill");
                }
                if (entry.getName().endsWith(LINES)) {
                    found = true;
                    lines.addAll(table(content, charset));
                }
                content.transferTo(OutputStream.nullOutputStream()); // To its end, within the limit.
            }
        }
        if (!found) {
            throw new IOException("a bill without lines");
        }
        return lines;
    }

    /** Not closed: the next file comes from the same stream. */
    private static List<Line> table(InputStream content, Charset charset) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(content, charset.newDecoder()));
        return AlipayBillTable.lines(reader);
    }
}
