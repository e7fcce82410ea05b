package io.sluice.stack.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.PrivateKey;

/** How Alipay's gateway wraps what it says: under the method's name, and signed over exactly the text that is sent. */
final class AlipayEnvelope {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrivateKey platform;

    AlipayEnvelope(PrivateKey platform) {
        this.platform = platform;
    }

    String signed(String method, AlipayReply reply) {
        var content = written(reply);
        return "{\"" + name(method) + "\":" + content + ",\"sign\":\"" + AlipaySignature.sign(content, platform)
                + "\"}";
    }

    String unsigned(String method, AlipayReply reply) {
        return "{\"" + name(method) + "\":" + written(reply) + "}";
    }

    private static String name(String method) {
        return method.isEmpty() ? "error_response" : method.replace('.', '_') + "_response";
    }

    /** With escaped slashes, as Alipay writes them: whoever verifies JSON that he wrote anew finds out. */
    private static String written(AlipayReply reply) {
        try {
            return JSON.writeValueAsString(reply.content()).replace("/", "\\/");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are always JSON", e);
        }
    }
}
