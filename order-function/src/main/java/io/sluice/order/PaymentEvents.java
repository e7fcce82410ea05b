package io.sluice.order;

import io.sluice.contracts.PaymentEvent;
import io.sluice.contracts.PaymentEvent.Captured;
import io.sluice.contracts.PaymentEvent.Closed;
import io.sluice.contracts.PaymentEvent.Failed;
import io.sluice.contracts.PaymentEvent.RefundNotified;
import io.sluice.contracts.Topics;
import io.sluice.inbox.Hears;
import io.sluice.inbox.Inbox;
import io.sluice.order.CapturePayment.CapturedFor;
import io.sluice.order.domain.Signal.Capture;
import io.sluice.order.domain.Signal.PaymentCaptured;
import io.sluice.order.domain.Signal.SendBackAsked;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Kafka in: what the payment side says about our orders. A repeat is harmless, because the order knows the payment. */
@ApplicationScoped
class PaymentEvents implements Hears<PaymentEvent> {

    private final Inbox inbox;
    private final CapturePayment captures;

    PaymentEvents(Inbox inbox, CapturePayment captures) {
        this.inbox = inbox;
        this.captures = captures;
    }

    @Incoming("payments")
    Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
        return inbox.hear(this, records);
    }

    @Override
    public Uni<Void> on(PaymentEvent event) {
        return onAll(List.of(event));
    }

    /** Together, because a flash sale's buyers pay together: a transaction for each would make 200 orders a second PAID. */
    @Override
    public Uni<Void> onAll(List<PaymentEvent> events) {
        var captured = events.stream()
                .flatMap(event -> capture(event).map(capture -> new CapturedFor(event.orderId(), capture)).stream())
                .toList();
        return captured.isEmpty() ? Uni.createFrom().voidItem() : captures.capture(captured);
    }

    /** What the event means to its order, if anything. */
    static Optional<Capture> capture(PaymentEvent event) {
        return switch (event) {
            case Captured captured
            when captured.sendBack() ->
                Optional.of(new SendBackAsked(captured.payment(), captured.version(), captured.amount()));
            case Captured captured -> Optional.of(new PaymentCaptured(captured.payment(), captured.amount()));
            case Closed _, Failed _ -> Optional.empty(); // The customer may pay another way until the deadline.
            case RefundNotified _ -> Optional.empty(); // A hint for refund-worker, which then asks the provider.
        };
    }

    @Override
    public String topic() {
        return Topics.PAYMENTS;
    }

    @Override
    public Class<PaymentEvent> type() {
        return PaymentEvent.class;
    }
}
