package io.sluice.providers.stripe;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.providers.ProviderReply;
import io.sluice.providers.ProviderTrouble;
import java.io.IOException;
import org.jboss.logging.Logger;

/** Reads what Stripe answered: what was asked for, or why not. */
final class StripeReader {

    private static final Logger LOG = Logger.getLogger(StripeReader.class);

    private final ObjectMapper json;

    StripeReader(ObjectMapper json) {
        this.json = json;
    }

    <T> StripeAnswer<T> one(ProviderReply reply, Class<T> type) {
        return answer(reply, json.constructType(type));
    }

    <T extends StripeList.Listed> StripeAnswer<StripeList<T>> list(ProviderReply reply, Class<T> type) {
        return answer(reply, json.getTypeFactory().constructParametricType(StripeList.class, type));
    }

    private <T> StripeAnswer<T> answer(ProviderReply reply, JavaType type) {
        try {
            return reply.isSuccess() ? StripeAnswer.success(reply, json.readValue(reply.body(), type)) : refusal(reply);
        } catch (IOException _) {
            throw ProviderTrouble.because(reply.status() + " without Stripe's words: something in between");
        }
    }

    private <T> StripeAnswer<T> refusal(ProviderReply reply) throws IOException {
        StripeAnswer<T> answer = StripeAnswer.refusal(reply, json.readValue(reply.body(), StripeProblem.class));
        if (answer.isMisconfiguration()) {
            LOG.errorf("Stripe does not accept our key: %s", answer.refusal());
        }
        return answer;
    }

    /** What trouble says about itself; other failures may quote what was sent, so only their kind is told. */
    static String reason(Throwable failure) {
        return failure instanceof ProviderTrouble
                ? failure.getMessage()
                : failure.getClass().getSimpleName();
    }
}
