package io.sluice.cases;

import static io.restassured.RestAssured.given;
import static io.sluice.cases.Desk.all;
import static io.sluice.cases.Desk.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.stack.TestTokens;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditTest {

    @Inject
    Desk desk;

    @Inject
    Audit audit;

    @BeforeEach
    void nothingWasDone() {
        desk.clear();
    }

    @Test
    void showsWhoDidWhatAndWhy() {
        var order = Desk.anOrder();
        desk.inTransaction(session -> audit.record(session, "ops", "refund r-1 asked", order, "broken"));
        desk.inTransaction(session -> audit.record(session, "boss", "statement fetched again", null, "it was late"));

        get("/v1/audit")
                .statusCode(200)
                .body("items[0].who", equalTo("boss"))
                .body("items[0].what", equalTo("statement fetched again"))
                .body("items[0].reason", equalTo("it was late"))
                .body("items[0]", not(hasKey("orderId")))
                .body("items[0].at", notNullValue())
                .body("items[1].who", equalTo("ops"))
                .body("items[1].orderId", equalTo(order.toString()))
                .body("$", hasKey("nextCursor"))
                .body("nextCursor", nullValue());
    }

    @Test
    void keepsNothingOfAnActThatFailed() {
        assertThatThrownBy(() -> desk.inTransaction(session -> audit.record(session, "ops", "refund", null, "broken")
                        .chain(() -> Uni.createFrom().failure(new IllegalStateException("died")))))
                .hasMessage("died");

        assertThat(all(get("/v1/audit"), "who")).isEmpty();
    }

    @Test
    void pagesFromTheNewestOnEvenThroughOneTransaction() {
        desk.inTransaction(session -> audit.record(session, "ops", "0", null, "broken")
                .chain(() -> audit.record(session, "ops", "1", null, "broken"))
                .chain(() -> audit.record(session, "ops", "2", null, "broken")));

        var first = get("/v1/audit?limit=2");
        var seen = new ArrayList<>(all(first, "what"));
        String next = first.extract().path("nextCursor");
        seen.addAll(all(get("/v1/audit?limit=2&cursor=" + next), "what"));

        assertThat(seen).containsExactly("2", "1", "0");
    }

    @Test
    void saysWhatIsWrongWithAList() {
        get("/v1/audit?limit=101").statusCode(400).body("type", equalTo("/problems/validation-failed"));
        get("/v1/audit?cursor=none-of-ours").statusCode(400).body("type", equalTo("/problems/invalid-cursor"));
    }

    @Test
    void isForOperatorsAlone() {
        given().get("/v1/audit").then().statusCode(401);
        given().auth()
                .oauth2(TestTokens.customer("alice"))
                .get("/v1/audit")
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(TestTokens.service("order-function"))
                .get("/v1/audit")
                .then()
                .statusCode(403);
    }
}
