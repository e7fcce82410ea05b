package io.sluice.providers.alipay;

import io.sluice.providers.ProviderTrouble;
import io.sluice.providers.Statement.Line;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches a bill from the address that Alipay gave, on a worker thread. The JDK's client, because it sends a signed address
 * as it is, and stops reading at a limit.
 */
@Singleton
class AlipayDownload {

    private final AlipayConfig config;
    private final Vertx vertx;
    private final HttpClient http;

    AlipayDownload(AlipayConfig config, Vertx vertx) {
        this.config = config;
        this.vertx = vertx;
        this.http = HttpClient.newBuilder().connectTimeout(config.callTimeout()).build(); // Follows no redirects.
    }

    /** What happened that day. Fails if the bill cannot be fetched or believed. */
    Uni<List<Line>> lines(String address) {
        return vertx.executeBlocking(() -> {
            var zip = new ByteArrayInputStream(bytes(AlipayBillAddress.of(address, config.url())));
            return AlipayBill.lines(zip, config.billEntries(), config.billBytes());
        });
    }

    private byte[] bytes(URI address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address).build();
        var reading = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), config.billZipBytes()));
        try {
            var response = reading.get(config.billTimeout().toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw ProviderTrouble.because("the bill's address answered " + response.statusCode());
            }
            return response.body();
        } catch (ExecutionException e) {
            throw new IOException("the bill cannot be fetched: " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException("the bill took longer than " + config.billTimeout(), e);
        } finally {
            reading.cancel(true); // Ends what is still running.
        }
    }
}
