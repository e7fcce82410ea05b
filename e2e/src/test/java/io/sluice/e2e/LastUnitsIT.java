package io.sluice.e2e;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.sluice.e2e.Shop.Stock;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More buyers than units, and one buyer who is impatient. */
class LastUnitsIT extends Story {

    @Test
    void sixtyFourBuyersShareTwentyUnits() throws Exception {
        var sku = shop.sells("lamp", 20);
        var buyers = IntStream.range(0, 64)
                .mapToObj(number -> shop.customer("buyer-" + number))
                .<Callable<Response>>map(buyer -> () -> buyer.placesUntilAnswered("key", sku, 1))
                .toList();

        var answers = Together.all(buyers).stream().collect(groupingBy(Response::statusCode));

        assertThat(answers).containsOnlyKeys(201, 409);
        assertThat(answers.get(201)).hasSize(20);
        assertThat(answers.get(409))
                .hasSize(44)
                .allSatisfy(refusal ->
                        assertThat(refusal.jsonPath().getString("type")).isEqualTo("/problems/out-of-stock"));
        assertThat(shop.stock(sku)).isEqualTo(new Stock(0, 20, 0));
    }

    @Test
    void fiftyRequestsWithOneKeyMakeOneOrder() throws Exception {
        var sku = shop.sells("lamp", 100);
        var alice = shop.customer("alice");
        Callable<Response> request = () -> alice.placesUntilAnswered("key", sku, 2);

        var answers = Together.all(Collections.nCopies(50, request));

        var order = answers.getFirst().jsonPath().getString("id");
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(201));
        assertThat(answers)
                .extracting(Response::asString)
                .containsOnly(answers.getFirst().asString());
        assertThat(alice.ordersOf()).containsExactly(order);
        assertThat(shop.stock(sku)).isEqualTo(new Stock(98, 2, 0));
    }
}
