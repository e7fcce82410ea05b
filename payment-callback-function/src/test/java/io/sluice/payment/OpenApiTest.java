package io.sluice.payment;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The generated OpenAPI agrees with docs/api.md, call by call. */
@QuarkusTest
class OpenApiTest {

    private static final Pattern CALL = Pattern.compile("`([A-Z]+) (/(?:v1|webhooks)/[^`?]+)`");

    @Test
    void listsExactlyTheCallsThatArePromised() throws IOException {
        Map<String, Map<String, Object>> paths = openApi().extract().jsonPath().getMap("paths");

        var offered = new TreeSet<String>();
        paths.forEach((path, methods) ->
                methods.keySet().forEach(method -> offered.add(method.toUpperCase(Locale.ROOT) + " " + path)));

        assertThat(offered).isEqualTo(promised("payment-callback-function"));
    }

    @Test
    void saysThatTokensAreNeededAndHowRefusalsLook() {
        openApi()
                .body("components.securitySchemes.SecurityScheme.type", equalTo("http"))
                .body("components.securitySchemes.SecurityScheme.scheme", equalTo("bearer"))
                .body("paths.'/v1/dead-letters'.get.security", notNullValue())
                .body(
                        "paths.'/v1/dead-letters'.get.responses.default.content.'application/problem+json'.schema.$ref",
                        equalTo("#/components/schemas/Problem"))
                .body("components.schemas.Problem.properties.type.type", equalTo("string"));
    }

    /** The calls in the function's own section and in that of every function. */
    private static Set<String> promised(String function) throws IOException {
        var sections = Files.readString(Path.of("../docs/api.md")).split("(?m)^## ");
        return Arrays.stream(sections)
                .filter(section -> section.startsWith(function + " ") || section.startsWith("Every function"))
                .flatMap(section -> CALL.matcher(section).results())
                .map(call -> call.group(1) + " " + call.group(2))
                .collect(toCollection(TreeSet::new));
    }

    private static ValidatableResponse openApi() {
        return given().get("/q/openapi?format=json").then().statusCode(200);
    }
}
