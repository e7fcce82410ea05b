package io.sluice.providers.alipay;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.providers.ProviderReply;
import io.sluice.providers.ProviderTrouble;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jboss.logging.Logger;

/** Decides whether an answer is Alipay's, and reads it: an unsigned one is never a yes, and never a final no. */
@Singleton
class AlipayAnswers {

    private static final Logger LOG = Logger.getLogger(AlipayAnswers.class);

    private final AlipayKeys keys;
    private final ObjectMapper json;

    AlipayAnswers(AlipayKeys keys, ObjectMapper json) {
        this.keys = keys;
        this.json = json;
    }

    /** @throws ProviderTrouble unless {@code reply} is Alipay's word, yes or no */
    ProviderReply judged(ProviderReply reply) {
        if (!reply.isSuccess()) {
            throw ProviderTrouble.because("Alipay answered " + reply.status());
        }
        var envelope = envelope(reply);
        var answer = answer(envelope);
        if (!keys.verify(envelope.content(), envelope.sign())) {
            report(answer);
            throw ProviderTrouble.because("not signed by Alipay: " + answer.reason());
        }
        if (answer.isBusy() || answer.code() == null) {
            throw ProviderTrouble.because("Alipay answered " + answer.reason());
        }
        return reply;
    }

    /** @throws ProviderTrouble if the {@link #judged} reply answers another method, or is about another trade */
    AlipayAnswer read(AlipayMethod method, String number, ProviderReply reply) {
        var envelope = envelope(reply);
        var answer = answer(envelope);
        report(answer);
        if (!envelope.name().equals(method.answer()) || !answer.isAbout(number)) {
            throw ProviderTrouble.because("an answer to something else: " + envelope.name());
        }
        return answer;
    }

    private static void report(AlipayAnswer answer) {
        if (answer.isMisconfiguration()) {
            LOG.errorf("Alipay does not accept our application, key or parameters: %s", answer.reason());
        }
    }

    private static AlipayEnvelope envelope(ProviderReply reply) {
        try {
            return AlipayEnvelope.of(reply.body());
        } catch (IOException _) {
            throw ProviderTrouble.because(reply.status() + " without Alipay's words: something in between");
        }
    }

    private AlipayAnswer answer(AlipayEnvelope envelope) {
        try {
            return json.readValue(envelope.content(), AlipayAnswer.class);
        } catch (IOException _) {
            throw ProviderTrouble.because("an answer that cannot be read");
        }
    }
}
