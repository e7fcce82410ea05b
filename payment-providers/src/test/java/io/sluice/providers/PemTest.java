package io.sluice.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators paste is read in each of its forms, and what is something else is called by its name. */
class PemTest {

    private static KeyPair keys;
    private static KeyPair elliptic;

    @BeforeAll
    static void makeKeys() throws GeneralSecurityException {
        keys = pair("RSA", 2048);
        elliptic = pair("EC", 256);
    }

    @Test
    void readsAPrivateKey() {
        assertThat(Pem.privateKey(block("PRIVATE KEY", keys.getPrivate()))).isEqualTo(keys.getPrivate());
    }

    @Test
    void readsAPublicKeyWithAndWithoutItsHeader() {
        assertThat(Pem.publicKey(block("PUBLIC KEY", keys.getPublic()))).isEqualTo(keys.getPublic());
        assertThat(Pem.publicKey(base64(keys.getPublic()))).isEqualTo(keys.getPublic());
        assertThat(Pem.publicKey("\n " + lines(keys.getPublic()) + "\r\n")).isEqualTo(keys.getPublic());
    }

    @Test
    void readsAPrivateKeyWithoutItsHeader() {
        assertThat(Pem.privateKey(base64(keys.getPrivate()))).isEqualTo(keys.getPrivate());
    }

    @Test
    void readsTheBlockOfItsKindWhateverStandsAroundIt() {
        var text = "Bag Attributes\r\n    friendlyName: shop\r\n"
                + block("CERTIFICATE", keys.getPublic())
                + block("PRIVATE KEY", keys.getPrivate()).replace("\n", "\r\n")
                + block("PUBLIC KEY", keys.getPublic());

        assertThat(Pem.privateKey(text)).isEqualTo(keys.getPrivate());
        assertThat(Pem.publicKey(text)).isEqualTo(keys.getPublic());
    }

    @Test
    void readsACertificate(@TempDir Path folder) throws Exception {
        var store = folder.resolve("store").toString();
        keytool("-genkeypair -alias a -keyalg RSA -dname CN=shop -storepass secret -keystore " + store);
        var file = folder.resolve("certificate.pem");
        keytool("-exportcert -rfc -alias a -storepass secret -keystore " + store + " -file " + file);

        assertThat(Pem.certificate(Files.readString(file))
                        .getSubjectX500Principal()
                        .getName())
                .isEqualTo("CN=shop");
    }

    @Test
    void saysWhichBlockItIsInstead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pem.privateKey(block("RSA PRIVATE KEY", keys.getPrivate())))
                .withMessage("not a PKCS#8 RSA private key but a block of RSA PRIVATE KEY");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pem.publicKey(block("PRIVATE KEY", keys.getPrivate())))
                .withMessage("not an RSA public key but a block of PRIVATE KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "-----BEGIN PUBLIC KEY-----", "{\"a\": 1}"})
    void saysWhatGarbageIsNot(String garbage) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pem.privateKey(garbage))
                .withMessageStartingWith("not a PKCS#8 RSA private key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pem.publicKey(garbage))
                .withMessageStartingWith("not an RSA public key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pem.certificate(garbage))
                .withMessageStartingWith("not an X.509 certificate");
    }

    @Test
    void takesNoOtherKindOfKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pem.privateKey(block("PRIVATE KEY", elliptic.getPrivate())))
                .withMessage("not a PKCS#8 RSA private key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pem.publicKey(block("PUBLIC KEY", elliptic.getPublic())))
                .withMessage("not an RSA public key");
    }

    /** A character lost on the way must not make another key. */
    @Test
    void takesNoDamagedKey() {
        var text = base64(keys.getPublic());

        assertThatIllegalArgumentException().isThrownBy(() -> Pem.publicKey(text.substring(0, 200)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pem.publicKey(text.substring(0, 100) + "*" + text.substring(101)))
                .withMessage("not an RSA public key: no base64");
    }

    @Test
    void quotesNothingOfAPrivateKey() {
        var text = base64(keys.getPrivate());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pem.privateKey(text + "!"))
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(text.substring(0, 8)));
    }

    /** The JDK has no other way to make a certificate. */
    private static void keytool(String arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(arguments.split(" ")));
        command.addFirst(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isZero();
    }

    private static KeyPair pair(String algorithm, int size) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        return generator.generateKeyPair();
    }

    private static String base64(Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    private static String lines(Key key) {
        return Base64.getMimeEncoder().encodeToString(key.getEncoded());
    }

    private static String block(String label, Key key) {
        return "-----BEGIN " + label + "-----\n" + lines(key) + "\n-----END " + label + "-----\n";
    }
}
