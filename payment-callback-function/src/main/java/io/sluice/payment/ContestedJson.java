package io.sluice.payment;

import io.sluice.contracts.Money;
import io.sluice.payment.domain.Contested;
import io.sluice.payment.domain.Verdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Currency;
import java.util.List;

/** Contested captures as a payment's row keeps them: next to every payment has none, so they are worth no table. */
final class ContestedJson {

    private ContestedJson() {}

    static String write(List<Contested> contested) {
        var array = new JsonArray();
        contested.forEach(one -> array.add(new JsonObject()
                .put("providerId", one.providerId())
                .put("minor", one.amount().minor())
                .put("currency", one.amount().currency().getCurrencyCode())
                .put("at", one.at())
                .put("verdict", one.verdict() == null ? null : one.verdict().name())));
        return array.encode();
    }

    static List<Contested> read(String text) {
        return new JsonArray(text)
                .stream().map(JsonObject.class::cast).map(ContestedJson::read).toList();
    }

    private static Contested read(JsonObject one) {
        var verdict = one.getString("verdict");
        return new Contested(
                one.getString("providerId"),
                new Money(one.getLong("minor"), Currency.getInstance(one.getString("currency"))),
                one.getInstant("at"),
                verdict == null ? null : Verdict.valueOf(verdict));
    }
}
