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
    private static final Duration CALM = Duration.ofSeconds(5);

    /** Of which the median counts: what one run meets by chance is not what the next meets. */
    private static final int RUNS = 5;

    /** Few share a transaction then, on paths that a crowd does not take. After eight, compilers were still at work. */
    private static final int RUNS_BEFORE = 12;

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
        subject.awaitIdle();
        var before = InsertLimit.of(subject).perSecond();
        warmUp(subject, "stripe", 1_500);
        warmUp(subject, "wechatpay", 1_000);
        var stripe = acceptance(subject, "stripe", 1_500, figures);
        var wechat = acceptance(subject, "wechatpay", 1_000, figures);
        var limit = (before + InsertLimit.of(subject).perSecond()) / 2;
        figures.add(Figure.of("rows by pgbench, one a commit", limit, "/s"));
        figures.add(Figure.of("  Stripe's share of it", stripe / limit, ""));
        figures.add(Figure.of("  WeChat Pay's share of it", wechat / limit, ""));
        return figures;
    }

    /** The JIT compilers' turn: cold it is some 100 a second. */
    private static void warmUp(Subject subject, String provider, int bar) {
        crowd(subject, provider, WARM_UP);
        Runs.all(RUNS_BEFORE, () -> calm(subject, provider, bar / 2));
    }

    /** What is accepted a second. */
    private static double acceptance(Subject subject, String provider, int bar, List<Figure> figures) {
        var half = bar / 2;
        var crowd = crowd(subject, provider, CLOSED);
        var accepted = crowd.outcome().perSecond();
        var calm = Runs.all(RUNS, () -> calm(subject, provider, half));
        var median = calm.median(Outcome::p99);
        requireStoredOnce(subject, provider, WARM_UP + CLOSED + (RUNS_BEFORE + RUNS) * half * CALM.toSeconds());
        figures.add(Figure.of(provider + ", accepted", accepted, "/s").atLeast(bar, 2.0 * bar));
        figures.add(Figure.of(
                "  p99 at %d callers".formatted(CONNECTIONS), crowd.outcome().p99(), "ms"));
        figures.add(Figure.of("  p99 at %,d/s, median of %d".formatted(half, RUNS), median.p99(), "ms")
                .atMost(50));
        figures.add(Figure.of("  p50 at %,d/s, in that run".formatted(half), median.p50(), "ms"));
        figures.add(Figure.of("  in the worst run", calm.most(Outcome::p99).p99(), "ms"));
        figures.add(Figure.of("  from the last webhook to the last order PAID, at most", crowd.behind(), "s"));
        figures.addAll(crowd.cpu().figures(crowd.outcome().inAll()));
        return accepted;
    }

    /**
     * What came of webhooks that came as fast as they were acknowledged.
     *
     * @param cpu until the last was acknowledged
     * @param behind seconds from then until the last order was PAID
     */
    private record Crowd(Outcome outcome, Cpu cpu, double behind) {}

    private static Crowd crowd(Subject subject, String provider, int count) {
        var signed = signed(subject, provider, payments(subject, provider, count));
        subject.awaitIdle();
        var before = subject.cpu();
        var outcome = new Prepared(url(subject, provider), CONNECTIONS, 0)
                .send(signed)
                .accepting();
        var cpu = subject.cpu().since(before).and("load", outcome.cpu());
        awaitPaid(subject, provider);
        return new Crowd(outcome, cpu, (System.currentTimeMillis() - outcome.endedAt()) / 1_000.0);
    }

    private static Outcome calm(Subject subject, String provider, int perSecond) {
        var payments = payments(subject, provider, (int) (perSecond * CALM.toSeconds()));
        var signed = signed(subject, provider, payments);
        subject.awaitIdle();
        var outcome = new Prepared(url(subject, provider), CONNECTIONS, perSecond)
                .send(signed)
                .accepting();
        awaitPaid(subject, provider);
        return outcome;
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

    private static void requireStoredOnce(Subject subject, String provider, long acknowledged) {
        var ours = " WHERE provider = '" + upper(provider) + "'";
        var captured = subject.number("SELECT count(*) FROM payments.payment" + ours + " AND status = 'CAPTURED'");
        var webhooks = subject.number("SELECT count(*) FROM payments.webhook" + ours);
        if (captured != acknowledged || webhooks != acknowledged) {
            throw new Unsound("%d payments are captured by %d webhooks, %d were acknowledged"
                    .formatted(captured, webhooks, acknowledged));
        }
    }
}
