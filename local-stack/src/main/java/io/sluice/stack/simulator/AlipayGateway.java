package io.sluice.stack.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The one address of Alipay's: lets a call in, or says why not, and wraps what is said. */
final class AlipayGateway {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AlipayGate gate;
    private final AlipayMethods methods;
    private final AlipayEnvelope envelope;

    AlipayGateway(AlipayGate gate, AlipayMethods methods, AlipayEnvelope envelope) {
        this.gate = gate;
        this.methods = methods;
        this.envelope = envelope;
    }

    Answer answer(Request request) {
        if (!request.method().equals("POST")) {
            return Answer.empty(405);
        }
        var parameters = parameters(request);
        var reply = gate.refusal(parameters).orElseGet(() -> reply(parameters, request));
        return AlipayGate.isOfNobody(parameters)
                ? page(envelope.unsigned(method(parameters), reply), false)
                : signed(parameters, reply);
    }

    /** Also for who could not come in: trouble comes before every check. */
    Answer trouble(Request request) {
        return signed(parameters(request), AlipayReply.unknown());
    }

    private AlipayReply reply(Map<String, String> parameters, Request request) {
        var method = methods.named(method(parameters));
        if (method.isEmpty()) {
            return AlipayReply.invalid("isv.invalid-method", "不存在的方法名");
        }
        return business(parameters)
                .map(business -> new AlipayCall(
                        parameters, business, request.header("Host").orElse("")))
                .map(method.get())
                .orElseGet(() -> AlipayReply.invalid("isv.invalid-parameter", "biz_content 不是 JSON 对象"));
    }

    private Answer signed(Map<String, String> parameters, AlipayReply reply) {
        return page(envelope.signed(method(parameters), reply), reply.lost());
    }

    private static Answer page(String text, boolean lost) {
        var answer = Answer.of(200, "text/html;charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
        return lost ? answer.asLost() : answer;
    }

    /** Public parameters come in the query or in the form. */
    private static Map<String, String> parameters(Request request) {
        var parameters = new HashMap<>(request.query());
        parameters.putAll(request.form());
        return parameters;
    }

    /** Empty if it is none that there is: what is said then is not said in its name. */
    private String method(Map<String, String> parameters) {
        return Optional.of(parameters.getOrDefault("method", ""))
                .filter(name -> methods.named(name).isPresent())
                .orElse("");
    }

    private static Optional<JsonNode> business(Map<String, String> parameters) {
        try {
            return Optional.of(JSON.readTree(parameters.getOrDefault("biz_content", "")))
                    .filter(JsonNode::isObject);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }
}
