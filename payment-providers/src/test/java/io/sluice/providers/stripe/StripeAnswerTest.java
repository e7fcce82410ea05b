package io.sluice.providers.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.providers.Opening;
import io.sluice.providers.ProviderReply;
import io.sluice.providers.ProviderTrouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only a clear no ends a payment: a wrong one would let the buyer pay twice. */
class StripeAnswerTest {

    @ParameterizedTest(name = "{0}, replayed {1}, id {2}, secret {3}: {4}")
    @CsvSource({
        "200, false, pi_1, s,  Opened",
        "200, true,  pi_1, s,  Opened",
        "201, false, pi_1, s,  Opened",
        "200, false, ,     s,  Unknown",
        "200, false, pi_1, ,   Unknown",
        "204, false, ,     ,   Unknown",
        "302, false, pi_1, s,  Unknown",
        "400, false, ,     ,   Refused",
        "400, true,  ,     ,   Refused",
        "401, false, ,     ,   Unknown",
        "402, false, ,     ,   Refused",
        "402, true,  pi_1, s,  Refused",
        "403, false, ,     ,   Unknown",
        "404, false, ,     ,   Refused",
        "408, false, ,     ,   Unknown",
        "409, false, ,     ,   Unknown",
        "409, true,  ,     ,   Unknown",
        "422, false, ,     ,   Refused",
        "429, false, ,     ,   Unknown",
        "500, false, ,     ,   Unknown",
        "500, true,  ,     ,   Refused",
        "503, false, ,     ,   Unknown",
        "503, true,  ,     ,   Refused",
    })
    void refusesForGoodOnlyWhatStripeSaysForGood(int status, boolean replayed, String id, String secret, String kind) {
        var intent = new StripeIntent(id, "requires_payment_method", null, "eur", secret, null, null);

        assertThat(opening(status, replayed, intent).getClass().getSimpleName()).isEqualTo(kind);
    }

    /** Trouble is what the gateway's calls fail with, and answers as unknown. */
    private static Opening opening(int status, boolean replayed, StripeIntent intent) {
        try {
            var reply = new ProviderReply(status, _ -> String.valueOf(replayed), new byte[0]);
            return StripeGateway.opening(StripeAnswer.of(StripeAnswer.judged(reply), intent));
        } catch (ProviderTrouble trouble) {
            return new Opening.Unknown(trouble.getMessage());
        }
    }
}
