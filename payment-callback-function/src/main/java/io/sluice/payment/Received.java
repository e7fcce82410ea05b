package io.sluice.payment;

import io.sluice.cases.NewCase;
import io.sluice.contracts.PaymentEvent.Provider;
import io.sluice.contracts.PaymentId;
import io.sluice.contracts.RefundId;
import io.sluice.payment.domain.Signal;
import io.sluice.providers.Notification;
import io.sluice.providers.Notification.News;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A piece of news and who brought it.
 *
 * @param businessKey what makes it the same news, whatever it is called when it comes again
 */
record Received(Provider provider, News news, String businessKey) {

    private static final Pattern OURS = Pattern.compile("[0-9a-f]{32}");

    /** The inbox's key. */
    record Key(String provider, String businessKey) {

        /** What a case about it is about: cut to what a case bears, but no provider's keys are as long. */
        String subject() {
            return NewCase.subjectOf(provider + " " + businessKey);
        }

        /** The key of a {@link #subject()}. */
        static Key of(String subject) {
            var parts = subject.split(" ", 2);
            return new Key(Provider.valueOf(parts[0]).name(), parts[1]);
        }
    }

    /** Money under another name, or another amount, is other news than the provider's own key says: none of it is dropped. */
    static Received of(Provider provider, News news) {
        var key = news.about().businessKey();
        return switch (news) {
            case Notification.Captured captured ->
                new Received(
                        provider,
                        news,
                        "%s %s %s".formatted(key, captured.about().providerId(), captured.amount()));
            case Notification.Closed _, Notification.RefundChanged _ -> new Received(provider, news, key);
        };
    }

    Key key() {
        return new Key(provider.name(), businessKey);
    }

    /** The payment that it is about; empty if the number cannot be one of ours. */
    Optional<PaymentId> payment() {
        return ours(news.about().paymentNumber()).map(PaymentId::parse);
    }

    /** What the payment hears of it; empty if it is about a refund that cannot be one of ours. */
    Optional<Signal> signal() {
        return switch (news) {
            case Notification.Captured(var about, var amount) ->
                Optional.of(new Signal.Captured(about.providerId(), amount));
            case Notification.Closed(var about) -> Optional.of(new Signal.Closed(about.providerId()));
            case Notification.RefundChanged changed ->
                ours(changed.refundNumber()).map(RefundId::parse).map(Signal.RefundChanged::new);
        };
    }

    private static Optional<String> ours(String number) {
        return Optional.ofNullable(number).filter(text -> OURS.matcher(text).matches());
    }
}
