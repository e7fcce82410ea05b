package io.sluice.order;

import io.sluice.problems.DatabaseRefusal;
import java.time.DateTimeException;
import java.util.stream.Stream;

/**
 * Tells a failure that one message's data cause from one that would strike any other as well: what is not surely the data
 * is waited out, because who is rejected by mistake cannot be called back.
 */
final class BadData {

    private BadData() {}

    static boolean isBehind(Throwable failure) {
        return DatabaseRefusal.isBehind(failure)
                || Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                        .limit(20)
                        .anyMatch(BadData::cannotBeReckonedWith);
    }

    private static boolean cannotBeReckonedWith(Throwable failure) {
        return failure instanceof ArithmeticException
                || failure instanceof DateTimeException
                || failure instanceof IllegalArgumentException;
    }
}
