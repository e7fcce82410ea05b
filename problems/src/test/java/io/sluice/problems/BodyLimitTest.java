package io.sluice.problems;

import static io.sluice.problems.Calls.THINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.stack.TestTokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class BodyLimitTest {

    private static final int LIMIT = 64 * 1024;
    private static final String FRAME = "{\"parts\": [{\"name\": \"%s\", \"quantity\": 1}]}";

    @TestHTTPResource
    URI application;

    @ParameterizedTest
    @ValueSource(strings = {THINGS, THINGS + "/blocking", THINGS + "/raw"})
    void takesTheLargestBodyHoweverItIsSent(String path) throws Exception {
        assertThat(post(path, withLength(body(LIMIT))).statusCode()).isEqualTo(200);
        assertThat(post(path, chunked(body(LIMIT))).statusCode()).isEqualTo(200);
    }

    @Test
    void passesOnWhatItHasCounted() throws Exception {
        assertThat(post(THINGS + "/raw", chunked(body(1234))).body()).isEqualTo("{\"parts\":1234}");
        assertThat(post(THINGS, chunked("{ no JSON".getBytes(StandardCharsets.US_ASCII)))
                        .body())
                .contains("malformed-json");
    }

    @ParameterizedTest
    @ValueSource(strings = {THINGS, THINGS + "/blocking", THINGS + "/raw"})
    void refusesALargerBodyHoweverItIsSent(String path) throws Exception {
        isTooLarge(post(path, withLength(body(LIMIT + 1))));
        isTooLarge(post(path, chunked(body(LIMIT + 1))));
    }

    @Test
    void doesNotReadABodyThatNeverEnds() throws Exception {
        try (var socket = connect()) {
            var out = socket.getOutputStream();
            out.write("POST %s/raw HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                    .formatted(THINGS)
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(("14000\r\n" + "x".repeat(0x14000) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 413 ").contains("/problems/request-entity-too-large");
        }
    }

    /** Sent in one piece with its headers, a request has ended before anybody looks at its body. */
    @ParameterizedTest
    @ValueSource(strings = {"0\r\n\r\n", "2\r\nab\r\n0\r\n\r\n"})
    void takesASmallBodyInChunks(String chunks) throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream()
                    .write(
                            "POST %s/raw HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n%s"
                                    .formatted(THINGS, chunks)
                                    .getBytes(StandardCharsets.US_ASCII));

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("{\"parts\":%d}".formatted(chunks.charAt(0) - '0'));
        }
    }

    @Test
    void believesNoLengthThatIsNoNumber() throws IOException {
        assertThat(answerToLength("99999999999999999999")).doesNotStartWith("HTTP/1.1 2");
        assertThat(answerToLength("70000")).startsWith("HTTP/1.1 413 ");
        assertThat(answerToLength("-1")).startsWith("HTTP/1.1 4");
    }

    private String answerToLength(String length) throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream()
                    .write("POST %s/raw HTTP/1.1\r\nHost: x\r\nContent-Length: %s\r\nConnection: close\r\n\r\n"
                            .formatted(THINGS, length)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(application.getHost(), application.getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static byte[] body(int length) {
        var name = "x".repeat(length - FRAME.formatted("").length());
        return FRAME.formatted(name).getBytes(StandardCharsets.US_ASCII);
    }

    private static BodyPublisher withLength(byte[] body) {
        return BodyPublishers.ofByteArray(body);
    }

    private static BodyPublisher chunked(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    private HttpResponse<String> post(String path, BodyPublisher body) throws IOException, InterruptedException {
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(
                    HttpRequest.newBuilder(application.resolve(path))
                            .header("Authorization", "Bearer " + TestTokens.customer("alice"))
                            .header("Content-Type", "application/json")
                            .timeout(Duration.ofSeconds(20))
                            .POST(body)
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private static void isTooLarge(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).contains("\"type\":\"/problems/request-entity-too-large\"", "65536");
    }
}
