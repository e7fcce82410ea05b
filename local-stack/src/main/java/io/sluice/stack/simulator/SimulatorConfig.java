package io.sluice.stack.simulator;

import java.net.URI;
import java.nio.file.Path;

/**
 * What a simulator needs to know.
 *
 * @param port where it listens on the loopback address; 0 for any free one
 * @param accounts the keys and secrets of both sides
 * @param webhookBaseUrl where payment-callback-function is, for providers that are not told with each payment
 * @param dataDirectory where the book is kept, so that it outlives a restart; made if absent
 * @param pace how fast time runs at the providers
 */
public record SimulatorConfig(int port, MerchantAccounts accounts, URI webhookBaseUrl, Path dataDirectory, Pace pace) {

    /** At the providers' own pace. */
    public SimulatorConfig(int port, MerchantAccounts accounts, URI webhookBaseUrl, Path dataDirectory) {
        this(port, accounts, webhookBaseUrl, dataDirectory, Pace.REAL);
    }
}
