package io.sluice.providers;

import io.quarkus.arc.All;
import io.sluice.contracts.PaymentEvent.Provider;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The providers that this installation has credentials for. */
@Singleton
public class Gateways {

    private final Map<Provider, Gateway> gateways;

    Gateways(@All List<Gateway> gateways) {
        this.gateways = gateways.stream().collect(Collectors.toMap(Gateway::provider, Function.identity()));
    }

    /** The gateway of {@code provider}, if it is configured. */
    public Optional<Gateway> of(Provider provider) {
        return Optional.ofNullable(speaking(provider)).filter(Gateway::isConfigured);
    }

    /** The gateway of {@code provider}, configured or not: also who may not send webhooks here is answered in its own form. */
    public Gateway speaking(Provider provider) {
        return gateways.get(provider);
    }
}
