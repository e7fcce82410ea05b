package io.sluice.providers.wechatpay;

import io.sluice.providers.ProviderCalls;
import io.sluice.providers.ProviderReply;
import io.sluice.providers.ProviderTrouble;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Fetches bills. They are not signed: the signed answer that tells of one tells its hash, which is checked instead. */
@ApplicationScoped
class WeChatBillFiles {

    private static final String REAL_HOSTS = ".mch.weixin.qq.com";
    private static final String SHA_1 = "SHA1";

    private final WeChatConfig config;
    private final WeChatDownloads downloads;
    private final ProviderCalls calls;

    WeChatBillFiles(WeChatConfig config, WeChatAccount account, WeChatPublicKeys publicKeys, Clock clock) {
        this.config = config;
        this.downloads = ProviderCalls.client(config.url(), config.bills())
                .register(new WeChatRequestSigner(account, publicKeys, clock))
                .build(WeChatDownloads.class);
        this.calls = new ProviderCalls("wechatpay bills", config.bills(), WeChatBillFiles::file);
    }

    private static ProviderReply file(ProviderReply reply) {
        if (!reply.isSuccess()) {
            throw ProviderTrouble.because("no bill: " + reply.status());
        }
        return reply;
    }

    /** The bytes as they came. Fails with {@link ProviderTrouble}, also if they are to come from elsewhere. */
    Uni<byte[]> fetch(WeChatReplies.BillFile file) {
        var address = address(file);
        return calls.once(() -> downloads.get(address)).map(ProviderReply::body);
    }

    /** Our Authorization goes there: to no other house than WeChat Pay's, or the one that is configured. */
    private URI address(WeChatReplies.BillFile file) {
        try {
            var address = URI.create(Objects.requireNonNullElse(file.downloadUrl(), ""));
            if (config.url().resolve("/").equals(address.resolve("/")) || isReal(address)) {
                return address;
            }
        } catch (IllegalArgumentException _) {
            // Nowhere, then.
        }
        throw ProviderTrouble.because("a bill that is not at WeChat Pay's");
    }

    private static boolean isReal(URI address) {
        return "https".equals(address.getScheme())
                && address.getPort() == -1
                && Objects.requireNonNullElse(address.getHost(), "").endsWith(REAL_HOSTS);
    }

    /**
     * The bill in {@code bytes}, unpacked.
     *
     * @throws ProviderTrouble if it is another than was told of, or too large
     */
    byte[] unpacked(byte[] bytes, WeChatReplies.BillFile file) {
        try (var packed = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            var bill = packed.readNBytes(config.bills().largest() + 1);
            if (bill.length > config.bills().largest()) {
                throw ProviderTrouble.because(
                        "a bill larger than " + config.bills().largest());
            }
            var hash =
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bill));
            if (!SHA_1.equals(file.hashType()) || !hash.equalsIgnoreCase(file.hashValue())) {
                throw ProviderTrouble.because("another bill than was told of");
            }
            return bill;
        } catch (IOException | GeneralSecurityException e) {
            throw ProviderTrouble.because("a bill that cannot be unpacked: " + e.getMessage());
        }
    }
}
