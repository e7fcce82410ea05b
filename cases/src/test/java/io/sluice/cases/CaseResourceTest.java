package io.sluice.cases;

import static io.restassured.RestAssured.given;
import static io.sluice.cases.Desk.all;
import static io.sluice.cases.Desk.decide;
import static io.sluice.cases.Desk.list;
import static io.sluice.cases.Desk.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.sluice.stack.TestTokens;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CaseResourceTest {

    @Inject
    Desk desk;

    private final String subject = UUID.randomUUID().toString();

    @BeforeEach
    void nothingWaits() {
        desk.clear();
    }

    @Test
    void pagesFromTheNewestOn() {
        for (var number = 0; number < 5; number++) {
            desk.open(Refusals.of(subject + number, null));
        }

        var seen = new ArrayList<String>();
        var first = list("limit=2");
        seen.addAll(all(first, "subject"));
        desk.open(Refusals.of(subject + "5", null)); // What comes in between is on no later page.
        var second = list("limit=2&cursor=" + next(first));
        seen.addAll(all(second, "subject"));
        var third = list("limit=2&cursor=" + next(second));
        seen.addAll(all(third, "subject"));

        assertThat(seen).isEqualTo(List.of(subject + 4, subject + 3, subject + 2, subject + 1, subject + 0));
        third.body("$", hasKey("nextCursor")).body("nextCursor", nullValue());
    }

    @Test
    void pagesCasesOfOneMomentByTheirIds() {
        for (var number = 0; number < 4; number++) {
            desk.open(Refusals.of(subject + number, null));
        }
        desk.openedAtOnce();

        var first = list("limit=3");
        var seen = new ArrayList<>(all(first, "subject"));
        seen.addAll(all(list("limit=3&cursor=" + next(first)), "subject"));

        assertThat(seen).containsExactlyInAnyOrder(subject + 0, subject + 1, subject + 2, subject + 3);
    }

    @Test
    void listsThoseOfOneStatus() {
        for (var number = 0; number < 6; number++) {
            desk.open(Refusals.of(subject + number, null));
            if (number % 2 == 0) {
                desk.close(subject + number, "answered");
            }
        }

        assertThat(all(list("status=OPEN"), "subject")).containsExactly(subject + 5, subject + 3, subject + 1);
        assertThat(all(list("status=CLOSED"), "subject")).containsExactly(subject + 4, subject + 2, subject + 0);
        var first = list("status=OPEN&limit=2");
        assertThat(all(list("status=OPEN&limit=2&cursor=" + next(first)), "subject"))
                .containsExactly(subject + 1);
    }

    @Test
    void saysWhatIsWrongWithAList() {
        list("limit=0").statusCode(400).body("type", equalTo("/problems/validation-failed"));
        list("limit=101").statusCode(400).body("type", equalTo("/problems/validation-failed"));
        list("status=HALF").statusCode(400).body("type", equalTo("/problems/bad-request"));
        list("cursor=none-of-ours").statusCode(400).body("type", equalTo("/problems/invalid-cursor"));
    }

    @Test
    void saysWhatIsWrongWithAResolution() {
        var id = desk.waits(Refusals.of(subject, null));

        for (var body : List.of(
                Map.of("decision", "APPROVE"),
                Map.of("reason", "why not"),
                Map.of("decision", "APPROVE", "reason", ""),
                Map.of("decision", "APPROVE", "reason", " \n"),
                Map.of("decision", "APPROVE", "reason", "x".repeat(501)),
                Map.of("decision", "APPROVE", "reason", "a\0b"),
                Map.of("decision", "PERHAPS", "reason", "why not"),
                Map.of("decision", "APPROVE", "reason", "why not", "by", "somebody"))) {
            post(id, body).statusCode(400).body("type", equalTo("/problems/validation-failed"));
        }
        post(id, "").statusCode(400);
        assertThat(all(list("status=OPEN"), "id")).containsExactly(id);
    }

    @Test
    void takesAReasonAsLongAsItMayBe() {
        var id = desk.waits(Refusals.of(subject, null));

        decide(id, CaseDecision.APPROVE, "x".repeat(499) + "\n").statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7c0e3b1e-9d5c-4c6e-8f4e-0d7a4c1f2b3a", "no-id"})
    void knowsNoOtherCase(String id) {
        decide(id, CaseDecision.CLOSE, "why not").statusCode(404).body("type", equalTo("/problems/not-found"));
    }

    @Test
    void isForOperatorsAlone() {
        var id = desk.waits(Refusals.of(subject, null));

        given().get("/v1/cases").then().statusCode(401);
        given().post("/v1/cases/{id}/resolution", id).then().statusCode(401);
        for (var token : List.of(TestTokens.customer("alice"), TestTokens.service("order-function"))) {
            given().auth().oauth2(token).get("/v1/cases").then().statusCode(403);
            given().auth()
                    .oauth2(token)
                    .contentType("application/json")
                    .body(Map.of("decision", "APPROVE", "reason", "for myself"))
                    .post("/v1/cases/{id}/resolution", id)
                    .then()
                    .statusCode(403);
        }
        assertThat(all(list("status=OPEN"), "id")).containsExactly(id);
    }

    private static String next(ValidatableResponse page) {
        return page.extract().path("nextCursor");
    }
}
