package io.sluice.stack.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What Alipay's gateway says to a call, before it is signed.
 *
 * @param lost whether the caller never gets it
 */
record AlipayReply(
        String code, String message, String subCode, String subMessage, Map<String, Object> fields, boolean lost) {

    static AlipayReply done(Map<String, Object> fields) {
        return new AlipayReply("10000", "Success", null, null, fields, false);
    }

    /** The business says no. */
    static AlipayReply refused(String subCode, String because) {
        return new AlipayReply("40004", "Business Failed", subCode, because, Map.of(), false);
    }

    /** A public parameter is not there. */
    static AlipayReply missing(String subCode) {
        return new AlipayReply("40001", "Missing Required Arguments", subCode, "缺少参数", Map.of(), false);
    }

    static AlipayReply invalid(String subCode, String because) {
        return new AlipayReply("40002", "Invalid Arguments", subCode, because, Map.of(), false);
    }

    /** Trouble of Alipay's own: whether anything was done is not said. */
    static AlipayReply unknown() {
        return new AlipayReply("20000", "Service Currently Unavailable", "isp.unknow-error", "系统繁忙", Map.of(), false);
    }

    AlipayReply asLost() {
        return new AlipayReply(code, message, subCode, subMessage, fields, true);
    }

    Map<String, Object> content() {
        var content = new LinkedHashMap<String, Object>();
        content.put("code", code);
        content.put("msg", message);
        if (subCode != null) {
            content.put("sub_code", subCode);
            content.put("sub_msg", subMessage);
        }
        content.putAll(fields);
        return content;
    }
}
