package io.sluice.bench;

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
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Single requests: for what sections set up, and where it matters what is answered. */
record Caller(String url, String token) {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * What came back.
     *
     * @param status 0 if nothing came in time: nobody knows what became of the request
     * @param body missing where there was no JSON
     */
    record Answer(int status, JsonNode body) {

        String text(String field) {
            return body.path(field).asText();
        }

        Answer expect(int wanted) {
            if (status != wanted) {
                throw new Unsound("answered " + status + " instead of " + wanted + ": " + body);
            }
            return this;
        }
    }

    /** The connection broke: nobody knows what became of the request. */
    static final class Lost extends Unsound {

        private static final long serialVersionUID = 1;

        private Lost(String what) {
            super(what);
        }
    }

    Answer get(String path) {
        return send(request(path).GET().build());
    }

    /** What is there, if it is no JSON. */
    String read(String path) {
        try {
            return new String(exchange(request(path).GET().build()).body(), StandardCharsets.UTF_8);
        } catch (HttpTimeoutException late) {
            throw new Unsound(path + ": " + late);
        }
    }

    Answer put(String path, String body) {
        return send(request(path).PUT(BodyPublishers.ofString(body)).build());
    }

    Answer post(String path, String body) {
        return send(request(path).POST(BodyPublishers.ofString(body)).build());
    }

    /** Hangs up after {@code patience}. */
    Answer post(String path, String body, String key, Duration patience) {
        return send(request(path)
                .timeout(patience)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private static Answer send(HttpRequest request) {
        try {
            var response = exchange(request);
            return new Answer(response.statusCode(), json(response.body()));
        } catch (HttpTimeoutException _) {
            return new Answer(0, MissingNode.getInstance());
        }
    }

    private static HttpResponse<byte[]> exchange(HttpRequest request) throws HttpTimeoutException {
        try {
            return HTTP.send(request, BodyHandlers.ofByteArray());
        } catch (HttpTimeoutException late) {
            throw late;
        } catch (IOException trouble) {
            throw new Lost(request.method() + " " + request.uri() + ": " + trouble);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException _) {
            return MissingNode.getInstance();
        }
    }
}
