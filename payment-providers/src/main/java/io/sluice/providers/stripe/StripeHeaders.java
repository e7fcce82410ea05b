package io.sluice.providers.stripe;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;

/** What every request to Stripe carries. */
class StripeHeaders implements ClientRequestFilter {

    private final StripeConfig config;
    private final StripeSecrets secrets;

    StripeHeaders(StripeConfig config, StripeSecrets secrets) {
        this.config = config;
        this.secrets = secrets;
    }

    @Override
    public void filter(ClientRequestContext request) {
        var headers = request.getHeaders();
        headers.putSingle(
                HttpHeaders.AUTHORIZATION, "Bearer " + secrets.secretKey().orElse(""));
        headers.putSingle("Stripe-Version", config.apiVersion());
    }
}
