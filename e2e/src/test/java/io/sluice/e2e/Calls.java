package io.sluice.e2e;

import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.sluice.stack.Function;
import io.sluice.stack.LocalSystem;
import io.sluice.stack.Role;
import java.time.Duration;

/** One user's HTTP requests, each with a limit to how long they may take. */
record Calls(LocalSystem system, String token) {

    private static final int PATIENCE_MILLIS = 30_000;

    static Calls as(LocalSystem system, Role role, String user) {
        return new Calls(system, system.token(role, user, Duration.ofHours(1)));
    }

    RequestSpecification to(Function function) {
        return anonymous(system.function(function).getUrl()).auth().oauth2(token);
    }

    static RequestSpecification anonymous(String url) {
        var limits = HttpClientConfig.httpClientConfig()
                .setParam("http.connection.timeout", PATIENCE_MILLIS)
                .setParam("http.socket.timeout", PATIENCE_MILLIS);
        return RestAssured.given()
                .config(RestAssured.config().httpClient(limits))
                .baseUri(url)
                .contentType(ContentType.JSON);
    }
}
