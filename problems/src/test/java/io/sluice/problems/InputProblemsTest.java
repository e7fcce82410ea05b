package io.sluice.problems;

import static io.restassured.RestAssured.given;
import static io.sluice.problems.Calls.THINGS;
import static io.sluice.problems.Calls.isProblem;
import static io.sluice.problems.Calls.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = TestKeys.class, scope = TestResourceScope.GLOBAL)
class InputProblemsTest {

    @Test
    void takesWhatIsRight() {
        post("""
                {"parts": [{"name": "a", "quantity": 1}], "colour": "RED", "at": "2026-01-01T00:00:00Z"}""").statusCode(200).body("parts", equalTo(1));
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        isProblem(post("""
                                {"parts": [{"name": "a", "quantity": 1}, {"name": " ", "quantity": 0}]}"""), 400, "validation-failed")
                .body("errors.field", contains("parts[1].name", "parts[1].quantity"))
                .body("errors.message", contains("must not be blank", "must be greater than or equal to 1"))
                .body("detail", equalTo("parts[1].name must not be blank"));
        isProblem(post("{}"), 400, "validation-failed").body("errors.field", contains("parts"));
        isProblem(post("{\"parts\": [null]}"), 400, "validation-failed").body("errors.field", contains("parts[0]"));
    }

    @Test
    void namesAnUnknownFieldAndThoseItKnows() {
        isProblem(post("{\"parts\": [{\"name\": \"a\", \"amount\": 1}]}"), 400, "validation-failed")
                .body("errors[0].field", equalTo("parts[0].amount"))
                .body("errors[0].message", equalTo("is not known; allowed: name, quantity"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'parts': [{'name': 'a', 'quantity': 'one'}]}          | parts[0].quantity",
                "{'parts': [{'name': 'a', 'quantity': '1'}]}            | parts[0].quantity",
                "{'parts': [{'name': 'a', 'quantity': 1.5}]}            | parts[0].quantity",
                "{'parts': [{'name': 'a', 'quantity': 3000000000}]}     | parts[0].quantity",
                "{'parts': [{'name': 'a', 'quantity': [1]}]}            | parts[0].quantity",
                "{'parts': [{'name': 5, 'quantity': 1}]}                | parts[0].name",
                "{'parts': [{'name': {}, 'quantity': 1}]}               | parts[0].name",
                "{'parts': [7]}                                         | parts[0]",
                "{'parts': 'lamp'}                                      | parts",
                "{'parts': [], 'colour': 'BLUE'}                        | colour",
                "{'parts': [], 'at': 'yesterday'}                       | at",
            },
            quoteCharacter = '"')
    void namesTheFieldOfAWrongType(String body, String field) {
        var answer = isProblem(post(body.replace('\'', '"')), 400, "validation-failed")
                .body("errors[0].field", equalTo(field))
                .extract()
                .asString();

        assertThat(answer).doesNotContain("io.sluice", "java", "Part");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"parts\": [}", "no JSON", "[]", "7", "{} {}", "{\"parts\": [], \"parts\": []}"})
    void refusesWhatIsNoJsonOfOurs(String body) {
        var answer = isProblem(post(body), 400, "malformed-json").extract().asString();

        assertThat(answer).doesNotContain("io.sluice", "jackson", "line:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null"})
    void refusesAnEmptyBody(String body) {
        var answer = post(body).statusCode(400).contentType("application/problem+json");

        answer.body("detail", equalTo("body must not be null"));
    }

    @Test
    void refusesQueryParametersThatCannotBe() {
        isProblem(get("limit=0"), 400, "validation-failed").body("errors.field", contains("limit"));
        isProblem(get("limit=many"), 400, "bad-request");
        isProblem(get("limit=99999999999"), 400, "bad-request");
        isProblem(get("colour=BLUE"), 400, "bad-request");
    }

    private static ValidatableResponse get(String query) {
        return given().get(THINGS + "?" + query).then();
    }
}
