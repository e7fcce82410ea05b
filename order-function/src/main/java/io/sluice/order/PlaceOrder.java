package io.sluice.order;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sluice.contracts.OrderId;
import io.sluice.gather.Gather;
import io.sluice.gather.TooManyWaiting;
import io.sluice.order.Placement.Answered;
import io.sluice.order.Placement.CheckoutExpired;
import io.sluice.order.Placement.KeyInProgress;
import io.sluice.order.Placement.KeyReused;
import io.sluice.order.Placement.NotOrderable;
import io.sluice.order.Placement.Overloaded;
import io.sluice.order.Placement.Unanswered;
import io.sluice.order.domain.Quote;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Places an order: records the intent, asks for the stock, records the outcome. The same key makes one order. */
@ApplicationScoped
class PlaceOrder {

    private static final Logger LOG = Logger.getLogger(PlaceOrder.class);

    private final IdempotencyStore keys;
    private final Basket basket;
    private final Gather<Intent, Boolean> intents;
    private final FinishPlacement placement;
    private final Clock clock;
    private final RandomGenerator random = new SecureRandom();

    PlaceOrder(
            IdempotencyStore keys,
            Basket basket,
            IntentStore intents,
            FinishPlacement placement,
            SharedTransactions transactions,
            Clock clock) {
        this.keys = keys;
        this.basket = basket;
        this.intents = transactions.gather("intent", intents::insert);
        this.placement = placement;
        this.clock = clock;
    }

    Uni<Placement> place(IdempotencyKey key, String fingerprint, OrderRequest request) {
        return answerUnder(key, fingerprint)
                .chain(known -> known == null
                        ? price(key, fingerprint, request)
                        : Uni.createFrom().item(known));
    }

    /** What the key stands for already, or null. */
    private Uni<Placement> answerUnder(IdempotencyKey key, String fingerprint) {
        return Panache.withSession(() -> Panache.getSession().chain(session -> keys.find(session, key)))
                .map(found -> found.map(known -> answer(known, fingerprint)).orElse(null));
    }

    private static Placement answer(IdempotencyStore.Known known, String fingerprint) {
        if (!known.fingerprint().equals(fingerprint)) {
            return new KeyReused();
        }
        return known.answer()
                .<Placement>map(answer -> new Answered(answer, true))
                .orElseGet(
                        () -> known.isCutOff() ? new Unanswered(known.orderId()) : new KeyInProgress(known.orderId()));
    }

    private Uni<Placement> price(IdempotencyKey key, String fingerprint, OrderRequest request) {
        return basket.price(key.userId(), request).chain(priced -> switch (priced) {
            case Basket.Expired() -> Uni.createFrom().item(new CheckoutExpired());
            case Basket.Changed(var skus) -> Uni.createFrom().item(new Placement.PriceChanged(skus));
            case Basket.Priced(var quote)
            when !quote.obstacles().isEmpty() -> Uni.createFrom().item(new NotOrderable(quote.obstacles()));
            case Basket.Priced(var quote) -> begin(intent(key, fingerprint, request, quote));
        });
    }

    private Intent intent(IdempotencyKey key, String fingerprint, OrderRequest request, Quote quote) {
        var id = OrderId.next(key.userId(), Instant.now(clock), random);
        return new Intent(id, key, fingerprint, quote.lines(), quote.price(), request.address(), request.remark());
    }

    private Uni<Placement> begin(Intent intent) {
        return intents.call(intent)
                .chain(isFirst -> isFirst ? finish(intent) : answerUnder(intent.key(), intent.fingerprint()))
                .onFailure(TooManyWaiting.class)
                .recoverWithItem(new Overloaded());
    }

    /** The intent is committed, so whatever happens now, the sweeper finishes it. */
    private Uni<Placement> finish(Intent intent) {
        return placement
                .finish(Unfinished.of(intent))
                .onFailure()
                .invoke(trouble -> LOG.warnf("order %s is left to the sweeper: %s", intent.id(), trouble.getMessage()))
                .onFailure()
                .recoverWithItem(new Unanswered(intent.id()));
    }
}
