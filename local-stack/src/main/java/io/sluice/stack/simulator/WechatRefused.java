package io.sluice.stack.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/** A refusal in WeChat Pay's form; thrown, because a wrong field can be found anywhere in a body. */
final class WechatRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    private WechatRefused(int status, String code, String message, Map<String, String> detail) {
        super(code, null, false, false); // An expected answer: no stack trace.
        answer = answer(status, code, message, detail);
    }

    static WechatRefused of(int status, String code, String message) {
        return new WechatRefused(status, code, message, Map.of());
    }

    static WechatRefused invalidRequest(String message) {
        return of(400, "INVALID_REQUEST", message);
    }

    static WechatRefused signError(String issue) {
        return new WechatRefused(401, "SIGN_ERROR", "签名验证未通过", Map.of("issue", issue));
    }

    /** @param location {@code body}, {@code query} or {@code header} */
    static WechatRefused parameter(String location, String field, String issue) {
        var detail = new LinkedHashMap<String, String>();
        detail.put("location", location);
        detail.put("field", field);
        detail.put("issue", issue);
        return new WechatRefused(400, "PARAM_ERROR", "参数错误", detail);
    }

    static Answer trouble() {
        return answer(500, "SYSTEM_ERROR", "系统异常,请稍后重试", Map.of());
    }

    Answer answer() {
        return answer;
    }

    private static Answer answer(int status, String code, String message, Map<String, String> detail) {
        var body = new LinkedHashMap<String, Object>();
        body.put("code", code);
        body.put("message", message);
        if (!detail.isEmpty()) {
            body.put("detail", detail);
        }
        return Answer.of(status, body);
    }
}
