package io.sluice.order;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.contracts.StockEvent.Held;
import io.sluice.gather.Split;
import io.sluice.order.domain.FlashOrder;
import io.sluice.order.domain.Line;
import io.sluice.order.domain.NoOrder;
import io.sluice.order.domain.OrderStatus;
import io.sluice.order.domain.Product;
import io.sluice.order.domain.Sku;
import io.sluice.outbox.Outbox;
import io.sluice.problems.DatabaseRefusal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Makes the orders that flash sales hold stock for, a batch in one transaction: each hold gets its order or a rejection, once. */
@ApplicationScoped
class CreateFlashOrders {

    private static final Logger LOG = Logger.getLogger(CreateFlashOrders.class);

    /** What an index bears is 2,700 bytes; our own ids are shorter than this. */
    private static final int LONGEST_ID = 255;

    /** How a hold becomes an order, from what happened under its id. */
    private interface Birth {
        Newborn of(Held held, NoOrder before, Instant now);
    }

    private final ProductStore products;
    private final FlashOrderStore orders;
    private final StrayCaptureStore strays;
    private final Outbox outbox;
    private final OrderConfig config;
    private final Counter notCreatable;

    CreateFlashOrders(
            ProductStore products,
            FlashOrderStore orders,
            StrayCaptureStore strays,
            Outbox outbox,
            OrderConfig config,
            MeterRegistry metrics) {
        this.products = products;
        this.orders = orders;
        this.strays = strays;
        this.outbox = outbox;
        this.config = config;
        this.notCreatable = metrics.counter("sluice.orders.not.creatable");
    }

    /** A hold whose data are bad is rejected, alone. Fails with anything else, and bears to be repeated then. */
    Uni<Void> create(List<Held> held) {
        if (held.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var each = held.stream().collect(toMap(Held::orderId, one -> one, (first, _) -> first, LinkedHashMap::new));
        return productsOf(held)
                .chain(known -> new Split<Held, Held>(
                                some -> createAll(some, known), DatabaseRefusal::isBehind, this::rejectAlone)
                        .over(List.copyOf(each.values())))
                .replaceWithVoid();
    }

    /** For their names. What is no SKU is not looked for: it would fail for all. */
    private Uni<Map<String, Product>> productsOf(List<Held> held) {
        return products.findAll(held.stream().map(Held::sku).filter(Sku::is).collect(toSet()));
    }

    private Uni<List<Held>> createAll(List<Held> held, Map<String, Product> known) {
        return write(held, (one, before, now) -> begin(one, known, before, now)).replaceWith(held);
    }

    private Newborn begin(Held held, Map<String, Product> known, NoOrder before, Instant now) {
        var product = known.get(held.sku());
        var name = product == null ? held.sku() : product.name();
        var order = flashOrder(before, held, held.userId(), held.flashSaleId(), name);
        var birth = order.begin(config.shippingFeeMinor(), now);
        return Newborn.of(birth, birth.to().status() == OrderStatus.REJECTED ? null : held.address());
    }

    /** PostgreSQL does not say which part it cannot store: only those are kept that an answer needs, cut to what it can. */
    private Uni<Held> rejectAlone(Held held, Throwable refusal) {
        LOG.warnf("flash order %s cannot be stored: %s", held.orderId(), DatabaseRefusal.said(refusal));
        var userId = storable(held.userId());
        var saleId = storable(held.flashSaleId());
        return write(List.of(held), (one, before, now) -> {
                    var storable = flashOrder(before, one, userId, saleId, one.sku());
                    return Newborn.of(storable.reject("its data cannot be stored", now), null);
                })
                .replaceWith(held);
    }

    private Uni<Void> write(List<Held> held, Birth birth) {
        return outbox.inTransaction(session -> births(session, held, birth)
                        .chain(newborn -> orders.insert(session, newborn))
                        .call(made -> outbox.add(
                                session,
                                made.stream().map(Newborn::announcement).toList())))
                .invoke(made -> made.forEach(this::report))
                .replaceWithVoid();
    }

    /** PostgreSQL's clock decides deadlines. */
    private Uni<List<Newborn>> births(Mutiny.Session session, List<Held> held, Birth birth) {
        var ids = held.stream().map(Held::orderId).toList();
        return strays.beginBirths(session)
                .chain(now -> strays.find(ids)
                        .map(found -> held.stream()
                                .map(one -> birth.of(
                                        one, found.getOrDefault(one.orderId(), NoOrder.of(one.orderId())), now))
                                .toList()));
    }

    private void report(Newborn made) {
        var order = made.birth().to();
        if (order.status() == OrderStatus.REJECTED) {
            LOG.warnf("flash order %s is rejected: %s", order.id(), made.birth().because());
            notCreatable.increment();
        }
    }

    private static FlashOrder flashOrder(NoOrder before, Held held, String userId, String flashSaleId, String name) {
        var line = new Line(held.sku(), name, held.quantity(), held.unitPrice(), 0);
        return new FlashOrder(before, userId, flashSaleId, line, held.paymentWindow());
    }

    private static String storable(String id) {
        var text = id.replace("\0", "");
        return text.substring(0, Math.min(text.length(), LONGEST_ID));
    }
}
