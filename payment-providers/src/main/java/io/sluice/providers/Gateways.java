package io.sluice.providers;

import io.quarkus.arc.All;
import io.sluice.contracts.PaymentEvent.Provider;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The providers that this installation has credentials for. */
@Singleton
public class Gateways {

    private final List<Gateway> configured;

    Gateways(@All List<Gateway> gateways) {
        configured = gateways.stream().filter(Gateway::isConfigured).toList();
    }

    /** The gateway of {@code provider}, if it is configured. */
    public Optional<Gateway> of(Provider provider) {
        return configured.stream()
                .filter(gateway -> gateway.provider() == provider)
                .findFirst();
    }
}
