package io.sluice.inventory.flash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.contracts.Address;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether two requests under one key ask for the same. */
@ApplicationScoped
class Fingerprints {

    /** Half of a SHA-256: Redis keeps one for each order, and nobody gains from a collision with himself. */
    private static final int BYTES = 16;

    private final ObjectMapper json;

    Fingerprints(ObjectMapper json) {
        this.json = json;
    }

    /** Hexadecimal. */
    String of(String sku, int quantity, Address address) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((sku + '\n' + quantity + '\n').getBytes(StandardCharsets.UTF_8));
            if (address != null) {
                digest.update(json.writeValueAsBytes(address));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an address cannot be written as JSON", e);
        }
    }
}
