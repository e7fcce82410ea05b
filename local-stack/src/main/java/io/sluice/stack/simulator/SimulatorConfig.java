package io.sluice.stack.simulator;

import java.net.URI;
import java.nio.file.Path;

/**
 * What a simulator needs to know.
 *
 * @param port where it listens on the loopback address; 0 for any free one
 * @param stripeSecretKey the key that Stripe's callers present
 * @param stripeWebhookSecret what Stripe's webhooks are signed with
 * @param webhookBaseUrl where payment-callback-function is
 * @param dataDirectory where the book is kept, so that it outlives a restart; made if absent
 */
public record SimulatorConfig(
        int port, String stripeSecretKey, String stripeWebhookSecret, URI webhookBaseUrl, Path dataDirectory) {

    /** Leaves the secrets out. */
    @Override
    public String toString() {
        return "SimulatorConfig[" + port + ", " + dataDirectory + "]";
    }
}
