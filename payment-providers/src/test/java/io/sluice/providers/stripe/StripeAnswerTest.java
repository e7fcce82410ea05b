package io.sluice.providers.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.providers.Opening;
import io.sluice.providers.ProviderReply;
import io.sluice.providers.ProviderTrouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only a clear no ends a payment: a wrong one would let the buyer pay twice. */
class StripeAnswerTest {

    private static final StripeProblem REFUSED =
            new StripeProblem(new StripeProblem.Detail("invalid_request_error", null, null));

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
        var intent = new StripeIntent(id, "requires_payment_method", null, "eur", secret, null);

        assertThat(opening(status, replayed, intent, REFUSED).getClass().getSimpleName())
                .isEqualTo(kind);
    }

    /** A proxy or a wrong address also says 404. */
    @ParameterizedTest
    @ValueSource(ints = {400, 404, 422})
    void refusesNothingForAWordThatIsNotStripes(int status) {
        var empty = new StripeProblem(new StripeProblem.Detail(null, null, null));

        assertThat(opening(status, false, null, new StripeProblem(null))).isInstanceOf(Opening.Unknown.class);
        assertThat(opening(status, false, null, empty)).isInstanceOf(Opening.Unknown.class);
    }

    /** Trouble is what the gateway's calls fail with, and answers as unknown. */
    private static Opening opening(int status, boolean replayed, StripeIntent intent, StripeProblem problem) {
        try {
            var reply = StripeAnswer.judged(new ProviderReply(
                    status, name -> name.equals("Idempotent-Replayed") ? String.valueOf(replayed) : null, new byte[0]));
            return StripePayments.opening(
                    reply.isSuccess() ? StripeAnswer.success(reply, intent) : StripeAnswer.refusal(reply, problem));
        } catch (ProviderTrouble trouble) {
            return new Opening.Unknown(trouble.getMessage());
        }
    }
}
