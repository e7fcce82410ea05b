package io.sluice.stack.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;

/** The payment simulator's book: what really happened to the buyers' money. */
record Book(String simulator) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    List<BookedCapture> captures() {
        return StreamSupport.stream(read().path("captures").spliterator(), false)
                .map(capture -> new BookedCapture(
                        capture.path("outTradeNo").asText(),
                        capture.path("amount").path("minor").asLong(),
                        capture.path("amount").path("currency").asText()))
                .toList();
    }

    private JsonNode read() {
        var request = HttpRequest.newBuilder(URI.create(simulator + "/simulator/book"))
                .build();
        try {
            return JSON.readTree(
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException("the simulator's book cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
