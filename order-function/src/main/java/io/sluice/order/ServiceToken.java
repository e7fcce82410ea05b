package io.sluice.order;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.runtime.TokensHelper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestFilter;

/** Says who we are to the other functions: a given token, or one of the OIDC server's, fetched again before it ends. */
@ApplicationScoped
public class ServiceToken implements ResteasyReactiveClientRequestFilter {

    private final Optional<String> given;
    private final Instance<OidcClient> oidc;
    private final TokensHelper tokens = new TokensHelper();

    ServiceToken(@ConfigProperty(name = "sluice.service-token") Optional<String> given, Instance<OidcClient> oidc) {
        this.given = given;
        this.oidc = oidc;
    }

    @Override
    public void filter(ResteasyReactiveClientRequestContext request) {
        if (given.isPresent()) {
            authorize(request, given.get());
            return;
        }
        request.suspend();
        tokens.getTokens(oidc.get())
                .subscribe()
                .with(
                        fetched -> {
                            authorize(request, fetched.getAccessToken());
                            request.resume();
                        },
                        request::resume);
    }

    private static void authorize(ResteasyReactiveClientRequestContext request, String token) {
        request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + token);
    }
}
