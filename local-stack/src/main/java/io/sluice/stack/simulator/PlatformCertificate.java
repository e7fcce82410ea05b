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

/** Makes the X.509 certificate by which merchants know the platform's key; it signs itself, because nobody looks higher. */
final class PlatformCertificate {

    private static final X500Principal PLATFORM =
            new X500Principal("CN=Simulated WeChat Pay platform,O=Simulator,C=CN");
    private static final Duration VALID = Duration.ofDays(5 * 365); // As long as the real ones.
    private static final int SERIAL_BITS = 159; // With the highest one set: 40 hexadecimal digits, like the real ones.

    private PlatformCertificate() {}

    /** @return the certificate as PEM */
    static String issuedFor(PublicKey publicKey, PrivateKey privateKey) {
        var now = Instant.now();
        var serial = new BigInteger(SERIAL_BITS - 1, new SecureRandom()).setBit(SERIAL_BITS - 1);
        try {
            var certificate = new JcaX509v3CertificateBuilder(
                            PLATFORM,
                            serial,
                            Date.from(now.minus(Duration.ofDays(1))),
                            Date.from(now.plus(VALID)),
                            PLATFORM,
                            publicKey)
                    .build(new JcaContentSignerBuilder("SHA256withRSA").build(privateKey));
            return KeyFolder.pem("CERTIFICATE", certificate.getEncoded());
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("a certificate cannot be made", e);
        }
    }
}
