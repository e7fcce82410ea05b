package io.sluice.cases;

import io.sluice.contracts.OrderId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Decides one kind of case: each decision leaves a case of another kind, then does what a test says besides. */
@ApplicationScoped
class Refusals implements Resolves {

    static final String KIND = "return-refused";

    /** What a decision leaves. */
    static final String EFFECT = "goods-to-fetch";

    /** What it was asked. */
    record Asked(OpenCase open, CaseDecision decision, String reason) {}

    private final Cases cases;
    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private volatile Function<Mutiny.Session, Uni<Void>> besides;

    Refusals(Cases cases) {
        this.cases = cases;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Void> resolve(Mutiny.Session session, OpenCase open, CaseDecision decision, String reason) {
        asked.add(new Asked(open, decision, reason));
        return cases.open(session, new NewCase(EFFECT, open.subject(), open.orderId(), reason))
                .chain(() -> besides.apply(session));
    }

    void forget() {
        asked.clear();
        besides = _ -> Uni.createFrom().voidItem();
    }

    void besides(Function<Mutiny.Session, Uni<Void>> work) {
        besides = work;
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    static NewCase of(String subject, OrderId order) {
        return new NewCase(KIND, subject, order, "the buyer says " + subject + " is broken");
    }
}
