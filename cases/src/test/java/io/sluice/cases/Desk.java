package io.sluice.cases;

import static io.restassured.RestAssured.given;

import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import io.sluice.contracts.OrderId;
import io.sluice.outbox.Outbox;
import io.sluice.stack.TestTokens;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** Opens cases as functions do, and decides them over HTTP as operators do. */
@ApplicationScoped
class Desk {

    private static final String WAITING_FOR_A_LOCK =
            "SELECT count(*) FROM pg_stat_activity WHERE usename = current_user AND wait_event_type = 'Lock'";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Outbox outbox;
    private final Cases cases;
    private final Refusals refusals;
    private final Pool database;

    Desk(Outbox outbox, Cases cases, Refusals refusals, Pool database) {
        this.outbox = outbox;
        this.cases = cases;
        this.refusals = refusals;
        this.database = database;
    }

    @PreDestroy
    void end() {
        threads.shutdownNow();
    }

    void clear() {
        refusals.forget();
        database.query("DELETE FROM cases").executeAndAwait();
        database.query("DELETE FROM audit").executeAndAwait();
    }

    void openedAtOnce() {
        database.query("UPDATE cases SET opened = now()").executeAndAwait();
    }

    static OrderId anOrder() {
        return OrderId.next("alice", Instant.now(), new Random());
    }

    <T> T inTransaction(Function<Mutiny.Session, Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> outbox.inTransaction(work));
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    <T> CompletableFuture<T> meanwhile(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, threads);
    }

    boolean open(NewCase newCase) {
        return inTransaction(session -> cases.open(session, newCase));
    }

    boolean close(String subject, String because) {
        return inTransaction(session -> cases.close(session, Refusals.KIND, subject, because));
    }

    /** Opens a case and answers its id. */
    String waits(NewCase newCase) {
        open(newCase);
        return idOf(newCase.subject());
    }

    String idOf(String subject) {
        return list().extract().path("items.find { it.subject == '%s' }.id".formatted(subject));
    }

    /** Completes as soon as another transaction waits for a lock that one of ours holds. */
    Uni<Void> someoneWaits() {
        return database.query(WAITING_FOR_A_LOCK)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0))
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(10))
                .repeat()
                .whilst(count -> count == 0)
                .collect()
                .last()
                .ifNoItem()
                .after(Duration.ofSeconds(20))
                .fail()
                .replaceWithVoid();
    }

    static ValidatableResponse decide(String id, CaseDecision decision, String reason) {
        return post(id, Map.of("decision", decision.name(), "reason", reason));
    }

    static ValidatableResponse post(String id, Object body) {
        return given().auth()
                .oauth2(TestTokens.operator("ops"))
                .contentType("application/json")
                .body(body)
                .post("/v1/cases/{id}/resolution", id)
                .then();
    }

    static ValidatableResponse list() {
        return get("/v1/cases");
    }

    static ValidatableResponse list(String query) {
        return get("/v1/cases?" + query);
    }

    static ValidatableResponse get(String path) {
        return given().auth().oauth2(TestTokens.operator("ops")).get(path).then();
    }

    /** A field of all items of one page. */
    static List<String> all(ValidatableResponse page, String field) {
        return page.statusCode(200).extract().jsonPath().getList("items." + field);
    }
}
