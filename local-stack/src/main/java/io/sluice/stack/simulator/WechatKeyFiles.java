package io.sluice.stack.simulator;

import io.sluice.stack.KeyFolder;
import io.sluice.stack.simulator.MerchantAccounts.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keys as a merchant's settings want them, put together anew each time: they are made of what else is in the folder. */
final class WechatKeyFiles {

    private WechatKeyFiles() {}

    /** The merchant's key and its certificate. */
    static String merchantKey(KeyFolder folder) {
        var signer = Signer.WECHAT_MERCHANT.file();
        var certificate = WechatCertificate.issuedFor(
                "Simulated merchant",
                new BigInteger(MerchantAccounts.WECHAT_MERCHANT_SERIAL, 16),
                folder.publicKey(signer),
                folder.privateKey(signer));
        return folder.replace("wechat-merchant.pem", read(folder.privateFile(signer)) + certificate)
                .toString();
    }

    /** The only APIv3 key. */
    static String apiV3Keys(KeyFolder folder, String key) {
        return folder.replace("wechat-api-v3-keys", key + "\n").toString();
    }

    /** The platform's public key under its id. */
    static String publicKeys(KeyFolder folder, String id) {
        var pem = read(folder.publicFile(Signer.WECHAT_PLATFORM_KEY.file()));
        return folder.replace("wechat-public-keys.pem", id + "\n" + pem).toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
