package io.sluice.cases;

import static io.sluice.cases.CaseDecision.APPROVE;
import static io.sluice.cases.CaseDecision.CLOSE;
import static io.sluice.cases.CaseDecision.REFUSE;
import static io.sluice.cases.Desk.all;
import static io.sluice.cases.Desk.decide;
import static io.sluice.cases.Desk.get;
import static io.sluice.cases.Desk.list;
import static jakarta.ws.rs.core.Response.Status.CONFLICT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.sluice.contracts.OrderId;
import io.sluice.problems.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ResolveCaseTest {

    @Inject
    Desk desk;

    @Inject
    Cases cases;

    @Inject
    Refusals refusals;

    private final String subject = UUID.randomUUID().toString();
    private final OrderId order = Desk.anOrder();

    @BeforeEach
    void nothingWaits() {
        desk.clear();
    }

    @Test
    void carriesOutClosesAndWritesDownADecision() {
        var id = desk.waits(Refusals.of(subject, order));

        decide(id, APPROVE, "the photo shows it")
                .statusCode(200)
                .body("id", equalTo(id))
                .body("status", equalTo("CLOSED"))
                .body("closed", notNullValue())
                .body("decision", equalTo("APPROVE"))
                .body("reason", equalTo("the photo shows it"))
                .body("by", equalTo("ops"));

        var asked = refusals.asked();
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst().open().subject()).isEqualTo(subject);
        assertThat(asked.getFirst().open().orderId()).isEqualTo(order);
        assertThat(asked.getFirst().open().id()).hasToString(id);
        assertThat(asked.getFirst().decision()).isEqualTo(APPROVE);
        assertThat(asked.getFirst().reason()).isEqualTo("the photo shows it");
        assertThat(all(list("status=OPEN"), "kind")).containsExactly(Refusals.EFFECT);
        get("/v1/audit")
                .body("items", hasSize(1))
                .body("items[0].who", equalTo("ops"))
                .body("items[0].what", equalTo("case return-refused " + subject + ": APPROVE"))
                .body("items[0].orderId", equalTo(order.toString()))
                .body("items[0].reason", equalTo("the photo shows it"));
    }

    @Test
    void answersTheSameDecisionAgainWithTheFirstAnswer() {
        var id = desk.waits(Refusals.of(subject, order));
        var first = decide(id, REFUSE, "no photo").statusCode(200).extract().asString();

        var second =
                decide(id, REFUSE, "still no photo").statusCode(200).extract().asString();

        assertThat(second).isEqualTo(first);
        assertThat(refusals.asked()).hasSize(1);
        assertThat(all(get("/v1/audit"), "reason")).containsExactly("no photo");
    }

    @Test
    void refusesAnotherDecisionAfterOne() {
        var id = desk.waits(Refusals.of(subject, order));
        decide(id, REFUSE, "no photo").statusCode(200);

        decide(id, APPROVE, "a photo came")
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/case-closed"))
                .body("detail", equalTo("this case is closed already: REFUSE"));

        assertThat(refusals.asked()).hasSize(1);
    }

    @Test
    void refusesADecisionAfterSomethingElseAnswered() {
        var id = desk.waits(Refusals.of(subject, order));
        desk.close(subject, "the buyer took it back");

        decide(id, CLOSE, "settled by telephone")
                .statusCode(409)
                .body("type", equalTo("/problems/case-closed"))
                .body("detail", equalTo("this case is closed already: the buyer took it back"));

        assertThat(refusals.asked()).isEmpty();
        assertThat(all(get("/v1/audit"), "who")).isEmpty();
    }

    @Test
    void letsOneOfTwoOperatorsDecideAtOnce() {
        var id = desk.waits(Refusals.of(subject, order));

        var answers = bothAtOnce(id, APPROVE, REFUSE);

        assertThat(refusals.asked()).hasSize(1);
        answers.getFirst().statusCode(200);
        answers.getLast().statusCode(409).body("type", equalTo("/problems/case-closed"));
        assertThat(all(get("/v1/audit"), "who")).hasSize(1);
    }

    @Test
    void carriesOutOnceWhatTwoOperatorsDecideAlike() {
        var id = desk.waits(Refusals.of(subject, order));

        var answers = bothAtOnce(id, APPROVE, APPROVE);

        assertThat(refusals.asked()).hasSize(1);
        assertThat(answers.getFirst().statusCode(200).extract().asString())
                .isEqualTo(answers.getLast().statusCode(200).extract().asString());
        assertThat(all(get("/v1/audit"), "who")).hasSize(1);
    }

    @Test
    void changesNothingIfTheDecisionIsRefused() {
        var id = desk.waits(Refusals.of(subject, order));
        refusals.besides(_ -> Uni.createFrom().failure(new Problem(CONFLICT, "already-fetched", "it is on its way")));

        decide(id, APPROVE, "the photo shows it").statusCode(409).body("type", equalTo("/problems/already-fetched"));

        isAsBefore(id);
    }

    @Test
    void changesNothingIfTheDecisionFails() {
        var id = desk.waits(Refusals.of(subject, order));
        refusals.besides(_ -> {
            throw new IllegalStateException("a mistake");
        });

        decide(id, APPROVE, "the photo shows it").statusCode(500).body("type", equalTo("/problems/internal-error"));

        isAsBefore(id);
        refusals.besides(_ -> Uni.createFrom().voidItem());
        decide(id, REFUSE, "no photo").statusCode(200);
    }

    @Test
    void takesOnlyCloseForAKindThatNobodyResolves() {
        var id = desk.waits(new NewCase("payment-unknown", subject, null, "no payment of ours"));

        decide(id, APPROVE, "ours after all").statusCode(409).body("type", equalTo("/problems/decision-not-possible"));
        decide(id, REFUSE, "not ours").statusCode(409).body("type", equalTo("/problems/decision-not-possible"));
        assertThat(all(list("status=OPEN"), "id")).containsExactly(id);
        assertThat(all(get("/v1/audit"), "who")).isEmpty();

        decide(id, CLOSE, "another shop's").statusCode(200).body("decision", equalTo("CLOSE"));
        assertThat(all(get("/v1/audit"), "orderId")).containsOnlyNulls().hasSize(1);
    }

    /** An operator holds the case and wants the order; what answers the case holds the order and wants the case. */
    @Test
    void endsOneOfAnOperatorAndAnEventThatWaitForEachOther() {
        var id = desk.waits(Refusals.of(subject, order));
        var hasOrder = new CompletableFuture<Void>();
        refusals.besides(this::takeOrder);
        var event = desk.meanwhile(() -> desk.inTransaction(session -> takeOrder(session)
                .invoke(() -> hasOrder.complete(null))
                .chain(desk::someoneWaits)
                .chain(() -> cases.close(session, Refusals.KIND, subject, "the buyer took it back"))));
        hasOrder.join();

        var status = decide(id, APPROVE, "the photo shows it").extract().statusCode();

        if (hasWon(event)) {
            assertThat(status).isEqualTo(503);
            assertThat(all(list(), "reason")).containsExactly("the buyer took it back");
        } else {
            assertThat(status).isEqualTo(200);
            assertThat(all(list("status=CLOSED"), "decision")).containsExactly("APPROVE");
        }
    }

    private Uni<Void> takeOrder(Mutiny.Session session) {
        return session.createNativeQuery("SELECT pg_advisory_xact_lock(1)::text", String.class)
                .getSingleResult()
                .replaceWithVoid();
    }

    private static boolean hasWon(CompletableFuture<Boolean> event) {
        try {
            return event.join();
        } catch (CompletionException _) {
            return false;
        }
    }

    /** The first to be asked ends only when the other waits for it; it is the first of the answers. */
    private List<ValidatableResponse> bothAtOnce(String id, CaseDecision one, CaseDecision other) {
        refusals.besides(_ -> desk.someoneWaits());
        return Stream.of(one, other)
                .map(decision -> desk.meanwhile(() -> decide(id, decision, "decided at once")))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted((a, b) ->
                        Integer.compare(a.extract().statusCode(), b.extract().statusCode()))
                .toList();
    }

    private void isAsBefore(String id) {
        assertThat(refusals.asked()).hasSize(1);
        list().body("items", hasSize(1)).body("items[0].id", equalTo(id)).body("items[0].status", equalTo("OPEN"));
        assertThat(all(get("/v1/audit"), "who")).isEmpty();
    }
}
