package io.sluice.stack.simulator;

import io.sluice.stack.KeyFolder;
import java.io.IOException;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes the X.509 certificates by which merchants and the platform know each other's keys; each signs itself, because nobody
 * looks higher.
 */
final class WechatCertificate {

    private static final Duration VALID = Duration.ofDays(5 * 365); // As long as the real ones.
    private static final int SERIAL_BITS = 159; // With the highest one set: 40 hexadecimal digits, like the real ones.

    private WechatCertificate() {}

    /** Another one each time. */
    static BigInteger randomSerial() {
        return new BigInteger(SERIAL_BITS - 1, new SecureRandom()).setBit(SERIAL_BITS - 1);
    }

    /** @return the certificate as PEM */
    static String issuedFor(String name, BigInteger serial, PublicKey publicKey, PrivateKey privateKey) {
        var now = Instant.now();
        var subject = new X500Principal("CN=" + name + ",O=Simulator,C=CN");
        try {
            var certificate = new JcaX509v3CertificateBuilder(
                            subject,
                            serial,
                            Date.from(now.minus(Duration.ofDays(1))),
                            Date.from(now.plus(VALID)),
                            subject,
                            publicKey)
                    .build(new JcaContentSignerBuilder("SHA256withRSA").build(privateKey));
            return KeyFolder.pem("CERTIFICATE", certificate.getEncoded());
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("a certificate cannot be made", e);
        }
    }
}
