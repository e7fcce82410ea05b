package io.sluice.providers.wechatpay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.providers.ProviderCalls;
import io.sluice.providers.ProviderReply;
import io.sluice.providers.ProviderTrouble;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import org.jboss.logging.Logger;

/** What we ask of WeChat Pay, and which of it may be asked twice at once. An answer counts only if its signature does. */
@ApplicationScoped
class WeChatCalls {

    private static final Logger LOG = Logger.getLogger(WeChatCalls.class);

    private final WeChatAccount account;
    private final WeChatKeys keys;
    private final ObjectMapper json;
    private final Clock clock;
    private final WeChatApi api;
    private final ProviderCalls calls;

    WeChatCalls(
            WeChatConfig config,
            WeChatAccount account,
            WeChatPublicKeys publicKeys,
            WeChatKeys keys,
            ObjectMapper json,
            Clock clock) {
        this.account = account;
        this.keys = keys;
        this.json = json;
        this.clock = clock;
        this.api = ProviderCalls.client(config.url(), config)
                .register(new WeChatRequestSigner(account, publicKeys, clock))
                .build(WeChatApi.class);
        this.calls = new ProviderCalls("wechatpay", config, this::genuine);
    }

    /** May be repeated: the same order again is answered with its code again. */
    Uni<WeChatAnswer<WeChatReplies.Code>> open(WeChatRequests.Order order) {
        var body = bytes(order);
        return keys.ready()
                .chain(() -> calls.repeated(() -> api.open(body)))
                .map(reply -> WeChatAnswer.of(reply, WeChatReplies.Code.class, json));
    }

    Uni<WeChatAnswer<WeChatOrder>> query(String number) {
        return keys.ready()
                .chain(() -> calls.repeated(() -> api.query(number, account.merchantId())))
                .map(reply -> WeChatAnswer.of(reply, WeChatOrder.class, json));
    }

    /** May be repeated: closing what is closed changes nothing. */
    Uni<WeChatAnswer<Void>> close(String number) {
        var body = bytes(new WeChatRequests.Close(account.merchantId()));
        return keys.ready()
                .chain(() -> calls.repeated(() -> api.close(number, body)))
                .map(reply -> WeChatAnswer.of(reply, Void.class, json));
    }

    /** Not repeated at once: WeChat Pay wants a minute between two attempts. */
    Uni<WeChatAnswer<WeChatRefund>> refund(WeChatRequests.Refund refund) {
        var body = bytes(refund);
        return keys.ready()
                .chain(() -> calls.once(() -> api.refund(body)))
                .map(reply -> WeChatAnswer.of(reply, WeChatRefund.class, json));
    }

    Uni<WeChatAnswer<WeChatRefund>> queryRefund(String number) {
        return keys.ready()
                .chain(() -> calls.repeated(() -> api.queryRefund(number)))
                .map(reply -> WeChatAnswer.of(reply, WeChatRefund.class, json));
    }

    /** Where the bill of all trades of a day is. */
    Uni<WeChatAnswer<WeChatReplies.BillFile>> tradeBill(LocalDate day) {
        return keys.ready()
                .chain(() -> calls.repeated(() -> api.tradeBill(day.toString(), "ALL", "GZIP")))
                .map(reply -> WeChatAnswer.of(reply, WeChatReplies.BillFile.class, json));
    }

    private ProviderReply genuine(ProviderReply reply) {
        WeChatSignature.of(WeChatAnswer.healthy(reply).header())
                .objection(reply.body(), clock.instant(), keys::find)
                .ifPresent(objection -> {
                    throw ProviderTrouble.because("not WeChat Pay's word: " + objection);
                });
        return reply;
    }

    /** Once for signing, sending and every repetition. */
    private byte[] bytes(Object request) {
        try {
            return json.writeValueAsBytes(request);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }

    /** Why there was no answer, for the log and for whoever asked. */
    static String noAnswer(Throwable failure) {
        LOG.warnf("No answer from WeChat Pay: %s", failure);
        return failure.getClass().getSimpleName();
    }
}
