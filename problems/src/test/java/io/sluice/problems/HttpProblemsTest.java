package io.sluice.problems;

import static io.restassured.RestAssured.given;
import static io.sluice.problems.Calls.THINGS;
import static io.sluice.problems.Calls.customer;
import static io.sluice.problems.Calls.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.sluice.stack.Keys;
import io.sluice.stack.Role;
import io.sluice.stack.TestTokens;
import io.sluice.stack.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class HttpProblemsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void answers401WithoutAValidToken(@TempDir Path folder) throws IOException {
        var forged = Tokens.signedWith(Keys.in(folder).privateKey());
        var valid = TestTokens.customer("alice");

        isUnauthorized(
                given().contentType(ContentType.JSON).body("{}").post(THINGS).then());
        isUnauthorized(withToken(forged.mint(Role.CUSTOMER, "alice", HOUR)));
        isUnauthorized(withToken(valid.substring(0, valid.lastIndexOf('.') + 1)));
        isUnauthorized(withToken("eyJhbGciOiJub25lIn0." + valid.split("\\.")[1] + "."));
        isUnauthorized(withToken("no-token"));
    }

    @Test
    void asksForATokenBeforeItReadsTheBody() {
        isUnauthorized(given().contentType(ContentType.JSON)
                .body("{ no JSON")
                .post(THINGS)
                .then());
    }

    @Test
    void answers403ToTheWrongRole() {
        isProblem(withToken(TestTokens.operator("ops")), 403, "forbidden");
    }

    @Test
    void answers404WhereNothingIs() {
        isProblem(given().get("/v1/nothing").then(), 404, "not-found", "/v1/nothing");
        isProblem(given().get("/v1/nothing?limit=1").then(), 404, "not-found", "/v1/nothing");
        isProblem(given().get(THINGS + "/trouble/no-kind").then(), 404, "not-found", THINGS + "/trouble/no-kind");
    }

    @Test
    void answers405WithTheMethodsThatAre() {
        var allowed = isProblem(customer().delete(THINGS).then(), 405, "method-not-allowed")
                .extract()
                .header("Allow");

        assertThat(Arrays.asList(allowed.split(", *"))).contains("GET", "POST").doesNotContain("DELETE");
    }

    @Test
    void answers406And415ToOtherMediaTypes() {
        isProblem(given().accept("text/html").get(THINGS).then(), 406, "not-acceptable");
        isProblem(customer().contentType("text/plain").body("{}").post(THINGS).then(), 415, "unsupported-media-type");
    }

    @Test
    void rendersAProblemOfAFunctionWithItsMembers() {
        isProblem(given().get(THINGS + "/sold-out").then(), 422, "sold-out", THINGS + "/sold-out")
                .header("Retry-After", "1")
                .body("title", equalTo("Unprocessable Content"))
                .body("detail", equalTo("nothing left of lamp"))
                .body("skus", contains("lamp"));
    }

    @ParameterizedTest
    @EnumSource
    void saysNothingOfTheInside(Trouble trouble) {
        var path = THINGS + "/trouble/" + trouble;

        var response = given().get(path).then();

        if (trouble.passes()) {
            isProblem(response, 503, "temporarily-unavailable", path).header("Retry-After", "1");
        } else {
            isProblem(response, 500, "internal-error", path);
        }
        assertThat(response.extract().asString())
                .doesNotContain("secret", "SELECT", "orders", "Exception", "io.", "java", "10.1.2.3", "internal\"");
    }

    @Test
    void answersProvidersWithoutAProblem() {
        isBare(given().get("/webhooks/provider/BUG").then(), 405).header("Allow", equalTo("POST"));
        isBare(given().post("/webhooks/nobody").then(), 404);
        isBare(
                given().contentType("text/plain")
                        .body("x")
                        .post("/webhooks/provider/BUG")
                        .then(),
                415);
        isBare(webhook("BUG", "{}"), 500);
        isBare(webhook("CONNECTION_REFUSED", "{}"), 503).header("Retry-After", "1");
        isBare(webhook("BUG", "x".repeat(70_000)), 413);
    }

    private static ValidatableResponse webhook(String trouble, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/webhooks/provider/" + trouble)
                .then();
    }

    private static ValidatableResponse isBare(ValidatableResponse response, int status) {
        return response.statusCode(status).contentType(emptyString()).body(emptyString());
    }

    private static ValidatableResponse withToken(String token) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body("{}")
                .post(THINGS)
                .then();
    }

    private static void isUnauthorized(ValidatableResponse response) {
        isProblem(response, 401, "unauthorized").header("WWW-Authenticate", "Bearer");
    }
}
