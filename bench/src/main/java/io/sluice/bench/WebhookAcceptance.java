package io.sluice.bench;

import io.sluice.bench.Load.Pace;
import io.sluice.bench.Load.Stretch;
import io.sluice.stack.Function;
import io.sluice.stack.simulator.SampleWebhooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Providers' captures, acknowledged when they are stored: each is genuine, of a payment of its own, whose order waits for it
 * and is paid by it, by functions that have the CPU that is left (ADR 16).
 */
final class WebhookAcceptance implements Section {

    private static final int CONNECTIONS = 128;
    private static final int WARM_UP = 60_000;
    private static final int CLOSED = 15_000;
    private static final Duration OPEN = Duration.ofSeconds(15);
    private static final int ORDERS_PER_SECOND = 1_000;
    private static final int ROUNDS = 5;
    private static final String WITHOUT_PAYMENT = """
            SELECT count(*) FROM orders.orders o WHERE status = 'PENDING_PAYMENT'
               AND NOT EXISTS (SELECT FROM payments.payment p WHERE p.order_id = o.id)""";
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    /** A payment that waits for its webhook. */
    private record Waiting(String number, String providerId, long minor) {}

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public String about() {
        return "captures stored and acknowledged, whose orders are paid with the CPU that is left; and one row and commit at a"
                + " time by pgbench";
    }

    @Override
    public List<Figure> measure(Subject subject) {
        var figures = new ArrayList<Figure>();
        subject.setWebhooksFirst();
        var before = InsertLimit.of(subject).perSecond();
        warmUp(subject, "stripe");
        warmUp(subject, "wechatpay");
        var stripe = acceptance(subject, "stripe", 1_500, figures);
        var wechat = acceptance(subject, "wechatpay", 1_000, figures);
        var limit = (before + InsertLimit.of(subject).perSecond()) / 2;
        figures.add(Figure.of("rows by pgbench, one a commit", limit, "/s"));
        figures.add(Figure.of("  Stripe's share of it", stripe / limit, ""));
        figures.add(Figure.of("  WeChat Pay's share of it", wechat / limit, ""));
        return figures;
    }

    /** The JIT compilers' turn: in the first minute at full speed it rises from 100 to 900 a second. */
    private static void warmUp(Subject subject, String provider) {
        var payments = payments(subject, provider, WARM_UP);
        new Prepared(url(subject, provider), CONNECTIONS, 0)
                .send(signed(subject, provider, payments))
                .accepting();
        awaitPaid(subject, provider);
        requireStoredOnce(subject, provider, WARM_UP);
    }

    /** What is accepted a second. */
    private double acceptance(Subject subject, String provider, int bar, List<Figure> figures) {
        var half = bar / 2;
        var open = (int) (half * OPEN.toSeconds());
        var payments = payments(subject, provider, CLOSED + open);
        var fast = new Prepared(url(subject, provider), CONNECTIONS, 0);
        var before = subject.cpu();
        var crowd = fast.send(signed(subject, provider, payments.subList(0, CLOSED)))
                .accepting();
        var accepting = subject.cpu().since(before).and("load", crowd.cpu());
        awaitPaid(subject, provider);
        var behind = (System.currentTimeMillis() - crowd.endedAt()) / 1_000.0;
        var calm = new Prepared(url(subject, provider), CONNECTIONS, half)
                .send(signed(subject, provider, payments.subList(CLOSED, payments.size())))
                .accepting();
        awaitPaid(subject, provider);
        requireStoredOnce(subject, provider, WARM_UP + payments.size());
        figures.add(Figure.of(provider + ", accepted", crowd.perSecond(), "/s").atLeast(bar, 2.0 * bar));
        figures.add(Figure.of("  p99 at %d callers".formatted(CONNECTIONS), crowd.p99(), "ms"));
        figures.add(Figure.of("  p50 at %,d/s".formatted(half), calm.p50(), "ms"));
        figures.add(
                Figure.of("  p99 at %,d/s".formatted(half), calm.p99(), "ms").atMost(50));
        figures.add(Figure.of("  from the last webhook to the last order PAID, at most", behind, "s"));
        figures.addAll(accepting.figures(crowd.inAll()));
        return crowd.perSecond();
    }

    /** As our tables write it. */
    private static String upper(String provider) {
        return provider.toUpperCase(Locale.ROOT);
    }

    private static URI url(Subject subject, String provider) {
        return URI.create(subject.url(Function.PAYMENT) + "/webhooks/" + provider);
    }

    /** Real orders; their payments are written as the function writes them, and no provider is asked about them. */
    private static List<Waiting> payments(Subject subject, String provider, int count) {
        placeOrders(subject, count);
        var written = subject.execute("""
                INSERT INTO payments.payment (bucket, id, order_id, user_id, provider, provider_id, amount_minor,
                    amount_currency, subject, pay_by, status, action_type, action_value, due_at)
                SELECT bucket,
                       CAST(overlay(left(CAST(id AS text), 19) PLACING '7' FROM 15) || '8' || substr(md5(CAST(id AS text)), 1, 3)
                            || '-' || substr(md5(CAST(id AS text)), 4, 12) AS uuid),
                       id, user_id, '%s', 'pi_' || md5(CAST(id AS text)), total, currency, 'bench', pay_by,
                       'PENDING', 'QR_CODE', 'x', now() + interval '1 day'
                  FROM orders.orders o
                 WHERE status = 'PENDING_PAYMENT'
                   AND NOT EXISTS (SELECT FROM payments.payment p WHERE p.order_id = o.id)
                 LIMIT %d""".formatted(upper(provider), count));
        if (written != count) {
            throw new Unsound("only " + written + " payments of " + count);
        }
        return subject.rows("""
                SELECT replace(CAST(id AS text), '-', ''), provider_id, amount_minor FROM payments.payment
                 WHERE status = 'PENDING' AND provider = '%s'""".formatted(upper(provider))).stream()
                .map(row -> new Waiting(row.get(0), row.get(1), Long.parseLong(row.get(2))))
                .toList();
    }

    /** In several rounds: while the system is cold some are refused. */
    private static void placeOrders(Subject subject, int count) {
        var orders = new FlashOrders(subject);
        var missing = count - subject.number(WITHOUT_PAYMENT);
        for (var round = 0; missing > 0; round++) {
            if (round == ROUNDS) {
                throw new Unsound(missing + " orders of " + count + " missing after " + ROUNDS + " rounds");
            }
            var seconds = Duration.ofSeconds(missing / ORDERS_PER_SECOND + 1);
            orders.run(new Stretch(new Pace.Rate(ORDERS_PER_SECOND), seconds));
            missing = count - subject.number(WITHOUT_PAYMENT);
        }
    }

    /** Just before they are sent: a signature holds for five minutes. */
    private static List<byte[]> signed(Subject subject, String provider, List<Waiting> payments) {
        var url = url(subject, provider);
        var scratch = subject.folders().data("webhooks");
        try (var samples = new SampleWebhooks(subject.system().keys().accounts(), scratch)) {
            return payments.parallelStream()
                    .map(payment ->
                            samples.captured(provider, payment.providerId(), payment.number(), payment.minor(), "CNY"))
                    .map(sample -> Prepared.request(
                            url,
                            sample.headers().entrySet().stream()
                                    .map(header -> header.getKey() + ": " + header.getValue())
                                    .toList(),
                            sample.body()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitPaid(Subject subject, String provider) {
        Until.holds(
                PATIENCE, () -> unpaid(subject, provider) == 0, () -> unpaid(subject, provider) + " orders to be paid");
    }

    private static long unpaid(Subject subject, String provider) {
        return subject.number("""
                SELECT count(*) FROM payments.payment p JOIN orders.orders o ON o.bucket = p.bucket AND o.id = p.order_id
                 WHERE p.status = 'CAPTURED' AND p.provider = '%s' AND o.status <> 'PAID'""".formatted(upper(provider)));
    }

    private static void requireStoredOnce(Subject subject, String provider, int count) {
        var captured = subject.number("SELECT count(*) FROM payments.payment WHERE status = 'CAPTURED' AND provider = '"
                + upper(provider) + "'");
        if (captured != count) {
            throw new Unsound(captured + " payments are captured, " + count + " were acknowledged");
        }
    }
}
