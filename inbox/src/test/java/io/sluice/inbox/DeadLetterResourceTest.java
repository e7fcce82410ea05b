package io.sluice.inbox;

import static io.restassured.RestAssured.given;
import static io.sluice.inbox.Note.said;
import static io.sluice.inbox.Post.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.sluice.stack.TestTokens;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeadLetterResourceTest {

    @Inject
    NoteReader reader;

    @Inject
    Post post;

    @Inject
    Pool database;

    private final String text = "note " + UUID.randomUUID();
    private final String key = UUID.randomUUID().toString();

    @BeforeEach
    void noLetters() {
        database.query("DELETE FROM dead_letter").executeAndAwait();
    }

    @Test
    void replaysALetterOnceWhenTheCauseIsMended() {
        var id = park(text);
        reader.mendedFor(text);

        replay(id).statusCode(200).body("id", equalTo(id)).body("replayedAt", notNullValue());
        replay(id).statusCode(200).body("replayedAt", notNullValue());

        assertThat(reader.attempts(Set.of(text))).hasSize(2); // When it was heard, and the first replay.
    }

    @Test
    void keepsALetterThatIsRefusedAgain() {
        var id = park(text);

        replay(id)
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/refused-again"))
                .body("detail", equalTo("not ours"));

        page("limit=100").then("items[0].replayedAt", nullValue());
    }

    @Test
    void keepsALetterWhoseReplayMeetsTrouble() {
        var id = park(text);
        reader.mendedFor(text);
        reader.hasTroubleWith(text, 1);

        replay(id).statusCode(500);

        replay(id).statusCode(200).body("replayedAt", notNullValue());
    }

    @Test
    void pagesFromTheNewestOn() {
        var parked = new ArrayList<String>();
        for (var number = 0; number < 5; number++) {
            parked.addFirst(park(text + number));
        }

        var first = page("limit=2");
        var second = page("limit=2&cursor=" + first.next());
        var third = page("limit=2&cursor=" + second.next());

        var seen = new ArrayList<>(first.ids());
        seen.addAll(second.ids());
        seen.addAll(third.ids());
        assertThat(seen).isEqualTo(parked);
        assertThat(third.next()).isNull();
    }

    @Test
    void showsTheMessageAndWhyItWasRefused() {
        park(text);

        page("limit=1")
                .then("items[0].topic", equalTo("orders"))
                .then("items[0].key", equalTo(key))
                .then("items[0].reason", equalTo("not ours"))
                .then("items[0].payload", equalTo(said(text)))
                .then("items[0].parkedAt", notNullValue())
                .then("nextCursor", nullValue());
    }

    @Test
    void saysWhatIsWrongWithARequest() {
        get("limit=0").statusCode(400).body("type", equalTo("/problems/validation-failed"));
        get("limit=101").statusCode(400).body("type", equalTo("/problems/validation-failed"));
        get("limit=many").statusCode(400).body("type", equalTo("/problems/bad-request"));
        get("cursor=none-of-ours").statusCode(400).body("type", equalTo("/problems/invalid-cursor"));
        replay(UUID.randomUUID().toString()).statusCode(404).body("type", equalTo("/problems/not-found"));
        replay("no-id").statusCode(404).body("type", equalTo("/problems/not-found"));
    }

    @Test
    void isForOperatorsAlone() {
        given().get("/v1/dead-letters").then().statusCode(401);
        given().auth()
                .oauth2(TestTokens.customer("alice"))
                .get("/v1/dead-letters")
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(TestTokens.service("order-function"))
                .post("/v1/dead-letters/{id}/replay", UUID.randomUUID())
                .then()
                .statusCode(403);
    }

    @Test
    void cannotReplayWhatIsNoLongerHeard() {
        var id = park(text);
        database.query("UPDATE dead_letter SET topic = 'gone'").executeAndAwait();

        replay(id).statusCode(409).body("type", equalTo("/problems/not-heard"));
    }

    /** Parks a note and answers the letter's id. */
    private String park(String note) {
        reader.refuses(note, "not ours");
        post.deliver(record(key, 1, UUID.randomUUID().toString(), said(note)));
        return page("limit=1").ids().getFirst();
    }

    private static ValidatableResponse replay(String id) {
        return given().auth()
                .oauth2(TestTokens.operator("ops"))
                .post("/v1/dead-letters/{id}/replay", id)
                .then();
    }

    private static ValidatableResponse get(String query) {
        return given().auth()
                .oauth2(TestTokens.operator("ops"))
                .get("/v1/dead-letters?" + query)
                .then();
    }

    private static Page page(String query) {
        return new Page(get(query).statusCode(200));
    }

    private record Page(ValidatableResponse response) {

        Page then(String path, Matcher<?> matcher) {
            response.body(path, matcher);
            return this;
        }

        List<String> ids() {
            return json().getList("items.id");
        }

        String next() {
            return json().getString("nextCursor");
        }

        private JsonPath json() {
            return response.extract().jsonPath();
        }
    }
}
