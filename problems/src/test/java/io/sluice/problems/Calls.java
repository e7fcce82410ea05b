package io.sluice.problems;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.sluice.stack.TestTokens;

/** Calls as the tests make them, and what every problem has in common. */
final class Calls {

    static final String THINGS = "/v1/things";

    private Calls() {}

    static RequestSpecification customer() {
        return given().auth().oauth2(TestTokens.customer("alice"));
    }

    static ValidatableResponse post(String body) {
        return customer().contentType(ContentType.JSON).body(body).post(THINGS).then();
    }

    static ValidatableResponse isProblem(ValidatableResponse response, int status, String type, String instance) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + type))
                .body("status", equalTo(status))
                .body("instance", equalTo(instance));
    }

    static ValidatableResponse isProblem(ValidatableResponse response, int status, String type) {
        return isProblem(response, status, type, THINGS);
    }
}
