package io.sluice.providers.wechatpay;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** The small things that WeChat Pay answers. */
final class WeChatReplies {

    private WeChatReplies() {}

    /** Why it did not do what it was asked. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Problem(String code, String message) {}

    /** What the buyer scans. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonNaming(SnakeCaseStrategy.class)
    record Code(String codeUrl) {}

    /** Where a bill is, for half a minute, and what it hashes to. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonNaming(SnakeCaseStrategy.class)
    record BillFile(String hashType, String hashValue, String downloadUrl) {}

    /** All certificates that may sign now. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Certificates(List<Certificate> data) {}

    /** One of them. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonNaming(SnakeCaseStrategy.class)
    record Certificate(String serialNo, WeChatSealed encryptCertificate) {}
}
