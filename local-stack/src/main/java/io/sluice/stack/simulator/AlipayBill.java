package io.sluice.stack.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Alipay's trade bill as a file: two CSVs in GB18030 whose Chinese names in the zip are GBK and not marked as anything else. */
final class AlipayBill {

    /**
     * A payment or a refund.
     *
     * @param outRequestNo the refund's number; empty for a payment
     * @param fen negative for a refund
     */
    record Line(
            String tradeNo,
            String outTradeNo,
            String subject,
            Instant created,
            Instant finished,
            long fen,
            String outRequestNo) {

        boolean isRefund() {
            return fen < 0;
        }
    }

    /** The days that a bill is of. */
    record Period(String name, LocalDate first, LocalDate next) {

        boolean has(Instant time) {
            var day = ChinaTime.day(time);
            return !day.isBefore(first) && day.isBefore(next);
        }
    }

    private static final Charset NAMES = Charset.forName("GBK");
    private static final Charset CONTENT = Charset.forName("GB18030");

    private final Period period;
    private final Instant made;

    AlipayBill(Period period, Instant made) {
        this.period = period;
        this.made = made;
    }

    byte[] zip(List<Line> lines) {
        var text = new AlipayBillText(period, made);
        var name = AlipayBillText.ACCOUNT + "_" + period.name().replace("-", "") + "_业务明细";
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, NAMES)) {
            for (var file : List.of(
                    Map.entry(name + ".csv", text.detail(lines)), Map.entry(name + "(汇总).csv", text.summary(lines)))) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(CONTENT));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }
}
