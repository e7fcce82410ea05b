package io.sluice.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Secrets and key pairs in a folder: made where they are missing, and readable for their owner alone. */
public final class KeyFolder {

    private static final int RSA_BITS = 2048;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;

    public KeyFolder(Path folder) {
        this.folder = folder;
    }

    /** A secret of {@code prefix} and twice as many hexadecimal characters as {@code bytes}. */
    public String secret(String name, String prefix, int bytes) {
        return text(name, () -> {
            var random = new byte[bytes];
            RANDOM.nextBytes(random);
            return prefix + HexFormat.of().formatHex(random);
        });
    }

    /** A text that is made once and then always the same. */
    public synchronized String text(String name, Supplier<String> made) {
        var file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                write(file, made.get());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text that may be another one tomorrow; answers where it is. */
    public synchronized Path replace(String name, String content) {
        var file = folder.resolve(name);
        try {
            write(file, content);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes sure that there is an RSA key pair of that name. */
    public synchronized void pair(String name) {
        if (Files.exists(privateFile(name)) && Files.exists(publicFile(name))) {
            return;
        }
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            var pair = generator.generateKeyPair();
            write(privateFile(name), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            write(publicFile(name), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException("keys cannot be written to " + folder, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    /** Where the pair's private key is, PKCS#8 as PEM. */
    public Path privateFile(String name) {
        return folder.resolve(name + "-private.pem");
    }

    /** Where the pair's public key is, as PEM. */
    public Path publicFile(String name) {
        return folder.resolve(name + "-public.pem");
    }

    public PrivateKey privateKey(String name) {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(content(privateFile(name))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot read " + privateFile(name), e);
        }
    }

    public PublicKey publicKey(String name) {
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(content(publicFile(name))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot read " + publicFile(name), e);
        }
    }

    private static byte[] content(Path file) {
        try {
            return Base64.getMimeDecoder().decode(Files.readString(file).replaceAll("-----[A-Z ]+-----", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code content} as the lines of a PEM file. */
    public static String pem(String kind, byte[] content) {
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
