package io.sluice.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** One caller of one function. */
record Http(String url, String token) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration REPEATING = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /**
     * What came back.
     *
     * @param body missing where there was no JSON
     */
    record Answer(int status, JsonNode body) {

        Answer expect(int wanted) {
            if (status != wanted) {
                throw new Differs("answered " + status + " instead of " + wanted + ": " + body);
            }
            return this;
        }

        String text(String pointer) {
            return body.at(pointer).asText();
        }

        long number(String pointer) {
            return body.at(pointer).asLong();
        }
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    private Answer send(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** Repeats a request word for word, its key included, as often and as late as the function asks for. */
    private static Answer send(HttpRequest request) {
        var end = System.nanoTime() + REPEATING.toNanos();
        try {
            var response = CLIENT.send(request, BodyHandlers.ofByteArray());
            var pause = retryAfter(response);
            while (pause.isPresent() && System.nanoTime() + pause.get().toNanos() < end) {
                LockSupport.parkNanos(pause.get().toNanos());
                response = CLIENT.send(request, BodyHandlers.ofByteArray());
                pause = retryAfter(response);
            }
            return new Answer(response.statusCode(), json(response));
        } catch (IOException e) {
            throw new Differs(request.uri() + " does not answer: " + e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Differs("interrupted");
        }
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds ->
                        (response.statusCode() == 503 || response.statusCode() == 429) && seconds.matches("\\d{1,3}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException _) {
            return MissingNode.getInstance();
        }
    }
}
