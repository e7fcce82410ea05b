package io.sluice.providers.alipay;

import io.sluice.providers.Statement;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/** A day's bill: its address is asked for, and it is fetched at once. */
@Singleton
class AlipayStatements {

    private final AlipayConfig config;
    private final AlipayCalls calls;
    private final AlipayDownload download;
    private final Clock clock;

    AlipayStatements(AlipayConfig config, AlipayCalls calls, AlipayDownload download, Clock clock) {
        this.config = config;
        this.calls = calls;
        this.download = download;
        this.clock = clock;
    }

    Uni<Statement> statement(LocalDate day) {
        return calls.bill(day)
                .chain(answer -> statement(day, answer))
                .onFailure()
                .recoverWithItem(failure -> new Statement.Unknown(AlipayTrouble.told(failure)));
    }

    private Uni<Statement> statement(LocalDate day, AlipayAnswer answer) {
        if (answer.isSuccess() && answer.billDownloadUrl() != null) {
            return download.lines(answer.billDownloadUrl()).map(Statement.Complete::new);
        }
        return Uni.createFrom().item(answer.knowsNoBill() ? withoutBill(day) : new Statement.Unknown(answer.reason()));
    }

    /** Before bills are written, that there is none does not mean that nothing happened. */
    private Statement withoutBill(LocalDate day) {
        var ready = day.plusDays(1).atTime(config.billReady());
        return AlipayTime.now(clock).isBefore(ready)
                ? new Statement.NotReady("bills are written by " + ready)
                : new Statement.Complete(List.of());
    }
}
