package io.sluice.inventory.flash;

import static io.restassured.RestAssured.given;

/** What an operator sees. */
final class Dashboard {

    private Dashboard() {}

    /** The figure of this name and these tags, as Prometheus writes them; it fails if there is none. */
    static double reads(String name) {
        return given().get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + name));
    }
}
