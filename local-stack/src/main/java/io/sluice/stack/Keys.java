package io.sluice.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** The stack's own secrets: made at run time where they are missing, kept readable for their owner alone. */
public final class Keys {

    private static final int RSA_BITS = 2048;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;

    private Keys(Path folder) {
        this.folder = folder;
    }

    /** Makes what is missing. */
    public static synchronized Keys in(Path folder) {
        var keys = new Keys(folder);
        if (!Files.exists(keys.privateKey()) || !Files.exists(keys.publicKey())) {
            keys.makePair();
        }
        return keys;
    }

    /** Signs tokens. */
    public Path privateKey() {
        return folder.resolve("jwt-private.pem");
    }

    /** What functions verify tokens with. */
    public Path publicKey() {
        return folder.resolve("jwt-public.pem");
    }

    public String stripeSecretKey() {
        return secret("stripe-secret-key", "sk_test_");
    }

    public String stripeWebhookSecret() {
        return secret("stripe-webhook-secret", "whsec_");
    }

    /** What flash orders' tickets are made with. */
    public String flashTicketKey() {
        return secret("flash-ticket-key", "");
    }

    private synchronized String secret(String name, String prefix) {
        var file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                var random = new byte[24];
                RANDOM.nextBytes(random);
                write(file, prefix + HexFormat.of().formatHex(random));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makePair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            var pair = generator.generateKeyPair();
            write(privateKey(), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            write(publicKey(), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException("keys cannot be written to " + folder, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, byte[] content) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }

    /** Whole or not at all, and never readable for others, not even for a moment. */
    private void write(Path file, String content) throws IOException {
        Files.createDirectories(folder);
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var whole = Files.createTempFile(folder, "new", null, mode);
        Files.writeString(whole, content);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
