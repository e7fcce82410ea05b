package io.sluice.providers.wechatpay;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Something encrypted, as WeChat Pay writes it.
 *
 * @param associatedData what else the ciphertext vouches for; null or empty for nothing
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(SnakeCaseStrategy.class)
record WeChatSealed(String algorithm, String nonce, String associatedData, String ciphertext) {}
