package io.sluice.providers.wechatpay;

import io.sluice.providers.ProviderTrouble;
import io.sluice.providers.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/** What WeChat Pay booked on a day of China's: told where the bill is, we fetch it at once, because the address soon ends. */
@ApplicationScoped
class WeChatStatements {

    /** By when a bill is written, on the next day. */
    private static final LocalTime READY = LocalTime.of(10, 0);

    private final WeChatCalls calls;
    private final WeChatBillFiles files;
    private final Vertx vertx;
    private final Clock clock;

    WeChatStatements(WeChatCalls calls, WeChatBillFiles files, Vertx vertx, Clock clock) {
        this.calls = calls;
        this.files = files;
        this.vertx = vertx;
        this.clock = clock;
    }

    Uni<Statement> statement(LocalDate day) {
        return calls.tradeBill(day)
                .chain(answer -> answer.isSuccess()
                        ? read(answer.told())
                        : Uni.createFrom().item(nothing(day, answer.code())))
                .onFailure()
                .recoverWithItem(failure -> new Statement.Unknown(WeChatCalls.noAnswer(failure)));
    }

    /** "No bill" means "no trade" only when it should have been written. */
    private Statement nothing(LocalDate day, String code) {
        return switch (code) {
            case "NO_STATEMENT_EXIST" -> {
                var ready = day.plusDays(1).atTime(READY).toInstant(WeChatExpiry.CHINA);
                yield clock.instant().isBefore(ready)
                        ? new Statement.NotReady("WeChat Pay writes it until " + ready)
                        : new Statement.Complete(List.of());
            }
            case "STATEMENT_CREATING" -> new Statement.NotReady(code);
            default -> new Statement.Unknown(code);
        };
    }

    /** Reading a large bill takes a second or two, which no event loop has. */
    private Uni<Statement> read(WeChatReplies.BillFile file) {
        return files.fetch(file)
                .chain(bytes -> Uni.createFrom()
                        .completionStage(() -> vertx.executeBlocking(() -> read(files.unpacked(bytes, file)), false)
                                .toCompletionStage()));
    }

    private static Statement read(byte[] bill) throws IOException {
        try {
            var text = new InputStreamReader(new ByteArrayInputStream(bill), StandardCharsets.UTF_8);
            return new Statement.Complete(WeChatBill.lines(text));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw ProviderTrouble.because("a bill that cannot be read: " + e.getMessage());
        }
    }
}
