package io.sluice.providers.wechatpay;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.providers.ProviderReply;
import io.sluice.providers.ProviderTrouble;
import java.io.IOException;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * What WeChat Pay said, yes or no, and signed.
 *
 * @param content what it said if yes; null if that was nothing
 * @param code why, if no; null if yes
 */
record WeChatAnswer<T>(int status, T content, String code) {

    private static final Logger LOG = Logger.getLogger(WeChatAnswer.class);

    /** Codes that say nothing about what was asked, whatever status comes with them. */
    private static final Set<String> PASSING =
            Set.of("SYSTEM_ERROR", "FREQUENCY_LIMITED", "RATELIMIT_EXCEEDED", "BANK_ERROR");

    /** Codes that say that we are set up wrongly: no payment's and no refund's fault. */
    private static final Set<String> OUR_SETUP = Set.of("SIGN_ERROR", "NO_AUTH", "NOAUTH", "APPID_MCHID_NOT_MATCH");

    /** Names for "no such thing", by what was asked for. */
    private static final Set<String> ABSENT = Set.of("ORDER_NOT_EXIST", "ORDERNOTEXIST", "RESOURCE_NOT_EXISTS");

    /** @throws ProviderTrouble if WeChat Pay is busy, limits us, has trouble of its own, or does not know us */
    static ProviderReply healthy(ProviderReply reply) {
        var status = reply.status();
        if (status == 401) {
            LOG.error("WeChat Pay does not accept our signature");
        }
        if (status == 401 || status == 429 || status >= 500) {
            throw ProviderTrouble.because("WeChat Pay answered " + status);
        }
        return reply;
    }

    /** @throws ProviderTrouble if this is neither yes nor no */
    static <T> WeChatAnswer<T> of(ProviderReply reply, Class<T> type, ObjectMapper json) {
        try {
            if (reply.isSuccess()) {
                var content = reply.body().length == 0 ? null : json.readValue(reply.body(), type);
                return new WeChatAnswer<>(reply.status(), content, null);
            }
            var problem = json.readValue(reply.body(), WeChatReplies.Problem.class);
            return refusal(reply.status(), problem == null ? null : problem.code());
        } catch (IOException _) {
            throw ProviderTrouble.because(reply.status() + " without WeChat Pay's words");
        }
    }

    private static <T> WeChatAnswer<T> refusal(int status, String code) {
        if (code == null || status < 400) {
            throw ProviderTrouble.because(status + " without a reason");
        }
        if (OUR_SETUP.contains(code)) {
            LOG.errorf("WeChat Pay does not accept our setup: %d %s", status, code);
            throw ProviderTrouble.because(code);
        }
        if (PASSING.contains(code)) {
            throw ProviderTrouble.because(code);
        }
        return new WeChatAnswer<>(status, null, code);
    }

    /** Whether the answer is yes. */
    boolean isSuccess() {
        return code == null;
    }

    /** Whether WeChat Pay knows nothing of what was asked for. */
    boolean isAbsent() {
        return code != null && ABSENT.contains(code);
    }

    /** What it is told of, if yes. @throws ProviderTrouble if that is missing */
    T told() {
        if (content == null) {
            throw ProviderTrouble.because("an answer without content");
        }
        return content;
    }
}
