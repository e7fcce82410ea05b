package io.sluice.providers.alipay;

import io.sluice.contracts.PaymentId;
import io.sluice.providers.NewPayment;
import io.sluice.providers.NewRefund;
import io.sluice.providers.ProviderCalls;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.function.Supplier;

/** What we ask of Alipay, and which of it may be asked twice. */
@Singleton
class AlipayCalls {

    private final AlipayRequests requests;
    private final AlipayAnswers answers;
    private final AlipayApi api;
    private final ProviderCalls calls;

    AlipayCalls(AlipayConfig config, AlipayRequests requests, AlipayAnswers answers) {
        this.requests = requests;
        this.answers = answers;
        this.api = ProviderCalls.client(config.url(), config).build(AlipayApi.class);
        this.calls = new ProviderCalls("alipay", config, answers::judged);
    }

    /** May be repeated, because the payment's id is the trade's number and the content is the same. */
    Uni<AlipayAnswer> precreate(NewPayment payment) {
        var number = payment.id().toString();
        return repeated(AlipayMethod.PRECREATE, number, () -> AlipayContent.Precreate.of(payment));
    }

    Uni<AlipayAnswer> query(PaymentId payment) {
        var number = payment.toString();
        return repeated(AlipayMethod.QUERY, number, () -> new AlipayContent.Trade(number));
    }

    /** Not repeated: if the first one was heard, the second is an error that has to be asked about. */
    Uni<AlipayAnswer> close(PaymentId payment) {
        var number = payment.toString();
        return once(AlipayMethod.CLOSE, number, () -> new AlipayContent.Trade(number));
    }

    /** Not repeated here: after an unknown outcome a refund is queried first. */
    Uni<AlipayAnswer> refund(NewRefund refund) {
        var number = refund.payment().id().toString();
        return once(AlipayMethod.REFUND, number, () -> AlipayContent.Refund.of(refund));
    }

    Uni<AlipayAnswer> queryRefund(NewRefund refund) {
        var number = refund.payment().id().toString();
        var refundNumber = refund.id().toString();
        return repeated(AlipayMethod.REFUND_QUERY, number, () -> new AlipayContent.RefundQuery(number, refundNumber));
    }

    Uni<AlipayAnswer> bill(LocalDate day) {
        return repeated(AlipayMethod.BILL, null, () -> new AlipayContent.Bill("trade", day.toString()));
    }

    private Uni<AlipayAnswer> repeated(AlipayMethod method, String number, Supplier<AlipayContent> content) {
        return calls.repeated(() -> call(method, content.get())).map(reply -> answers.read(method, number, reply));
    }

    private Uni<AlipayAnswer> once(AlipayMethod method, String number, Supplier<AlipayContent> content) {
        return calls.once(() -> call(method, content.get())).map(reply -> answers.read(method, number, reply));
    }

    private Uni<Response> call(AlipayMethod method, AlipayContent content) {
        return api.call("utf-8", requests.form(method, content));
    }
}
