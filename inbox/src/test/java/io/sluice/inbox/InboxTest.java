package io.sluice.inbox;

import static io.sluice.inbox.Note.said;
import static io.sluice.inbox.Post.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.inbox.NoteReader.Attempt;
import io.sluice.stack.TestStack;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = TestStack.class, scope = TestResourceScope.GLOBAL)
class InboxTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Inject
    NoteReader reader;

    @Inject
    Post post;

    @Inject
    MeterRegistry metrics;

    private final String key = UUID.randomUUID().toString();
    private final String first = "first " + key;
    private final String second = "second " + key;

    @AfterEach
    void everythingIsBack() {
        TestStack.current().postgres().start();
        post.endWhatHangs();
    }

    @Test
    void retriesTroubleInOrderWhileThePartitionWaitsAndParksNothing() {
        reader.hasTroubleWith(first, 5);

        post.send(key, said(first), said(second));

        heard(second);
        assertThat(reader.attempts(Set.of(first, second)))
                .extracting(Attempt::text)
                .containsExactly(first, first, first, first, first, first, second);
        assertThat(post.reasons(key)).isEmpty();
    }

    /** One that was given up may still have its session. */
    @Test
    void retriesOnAnEventLoopAndInAContextOfItsOwn() {
        reader.hasTroubleWith(first, 3);

        post.send(key, said(first));

        heard(first);
        assertThat(reader.attempts(Set.of(first)))
                .hasSize(4)
                .allMatch(Attempt::onEventLoop)
                .extracting(Attempt::context)
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    /** A connection that died without a word never answers: the next attempt has another. */
    @Test
    void triesAgainWhatIsNeverAnswered() {
        reader.hangsOnceWith(first);

        post.deliver(List.of(record(key, 1, "1" + key, said(first)), record(key, 2, "2" + key, said(second))));

        assertThat(reader.hasRead(first)).isTrue();
        assertThat(reader.hasRead(second)).isTrue();
        assertThat(post.reasons(key)).isEmpty();
    }

    @Test
    void findsTheRefusedAmongThoseThatCameTogether() {
        reader.refuses(second, "not ours");
        var third = "third " + key;

        post.deliver(List.of(
                record(key, 1, "1" + key, said(first)),
                record(key, 2, "2" + key, "{ no JSON"),
                record(key, 3, "3" + key, said(second)),
                record(key, 4, "4" + key, said(third))));

        assertThat(reader.hasRead(first)).isTrue();
        assertThat(reader.hasRead(third)).isTrue();
        assertThat(post.reasons(key)).containsExactlyInAnyOrder("not ours", "cannot be read as Note");
    }

    /** It was tried for ever, and everything behind it with it. */
    @Test
    void findsThatWhichPostgresqlCannotStoreAmongThoseThatCameTogether() {
        reader.failsWith(second, "22P05", "22P05", "22P05", "22P05");
        var third = "third " + key;

        post.deliver(List.of(
                record(key, 1, "1" + key, said(first)),
                record(key, 2, "2" + key, said(second)),
                record(key, 3, "3" + key, said(third))));

        assertThat(reader.hasRead(first)).isTrue();
        assertThat(reader.hasRead(third)).isTrue();
        assertThat(post.reasons(key)).containsExactly("its data cannot be stored: SQLSTATE 22P05");
    }

    /** Two instances wrote the same row: the second finds it when it looks again. */
    @Test
    void parksNothingThatPostgresqlRefusesOnce() {
        reader.failsWith(first, "23505");

        post.deliver(record(key, 1, "1" + key, said(first)));

        assertThat(reader.attempts(Set.of(first))).hasSize(2);
        assertThat(reader.hasRead(first)).isTrue();
        assertThat(post.reasons(key)).isEmpty();
    }

    /** A mistake of ours, or a server that is away: no message is to blame. */
    @Test
    void parksNothingWhoseDataAreNotToBlame() {
        reader.failsWith(first, "42P01", "53300", "40001", "23502", "23502", "22P02", "22P02");

        post.deliver(record(key, 1, "1" + key, said(first)));

        assertThat(reader.hasRead(first)).isTrue();
        assertThat(post.reasons(key)).isEmpty();
    }

    @Test
    void retriesFromTheOneThatHasTrouble() {
        var third = "third " + key;
        reader.hasTroubleWith(second, 2);

        post.deliver(List.of(
                record(key, 1, "1" + key, said(first)),
                record(key, 2, "2" + key, said(second)),
                record(key, 3, "3" + key, said(third))));

        assertThat(reader.attempts(Set.of(first, second, third)))
                .extracting(Attempt::text)
                .containsExactly(first, second, second, second, third);
        assertThat(post.reasons(key)).isEmpty();
    }

    @Test
    void tellsTheLogWhichMessageHasTrouble() {
        var lines = new ConcurrentLinkedQueue<List<Object>>();
        var log = Logger.getLogger(Inbox.class.getName());
        log.setFilter(line -> lines.add(List.of(line.getParameters())));
        reader.hasTroubleWith(second, 1);

        post.deliver(List.of(record(key, 1, "1" + key, said(first)), record(key, 2, "2" + key, said(second))));

        log.setFilter(null);
        assertThat(lines).contains(List.of("orders", "0:2", "trouble with " + second));
    }

    @Test
    void waitsThroughADatabaseThatIsAwayEvenToPark() {
        reader.refuses(first, "not ours");
        TestStack.current().postgres().kill();
        var retries = count("sluice.inbox.retries");

        post.send(key, said(first), "{ no JSON", said(second));
        await().atMost(PATIENCE).until(() -> count("sluice.inbox.retries") >= retries + 5);
        TestStack.current().postgres().start();

        heard(second);
        assertThat(post.reasons(key)).containsExactlyInAnyOrder("not ours", "cannot be read as Note");
    }

    @Test
    void parksARefusedMessageOnceAndSaysSo() {
        reader.refuses(first, "not ours");
        var parked = count("sluice.inbox.parked");

        post.send(key, said(first), said(second));

        heard(second);
        assertThat(post.reasons(key)).containsExactly("not ours");
        assertThat(post.announced(key, 1))
                .extracting(InboxTest::words)
                .containsExactly(List.of("dead-letter", "orders", "not ours", said(first)));
        assertThat(count("sluice.inbox.parked")).isEqualTo(parked + 1);
    }

    @Test
    void parksWhatCannotBeReadAndGoesOn() {
        post.send(
                key,
                "{ no JSON",
                "{\"type\": \"sung\", \"text\": \"la\"}",
                "{\"text\": \"no type\"}",
                "",
                null,
                "null",
                said(first));

        heard(first);
        assertThat(post.reasons(key))
                .containsExactly(
                        "cannot be read as Note",
                        "cannot be read as Note",
                        "cannot be read as Note",
                        "is empty",
                        "is empty",
                        "is empty");
    }

    @Test
    void ignoresFieldsThatItDoesNotKnow() {
        post.send(key, "{\"type\": \"said\", \"mood\": {\"of\": \"today\"}, \"text\": \"%s\"}".formatted(first));

        heard(first);
    }

    @Test
    void parksARedeliveredMessageOnce() {
        reader.refuses(first, "not ours");
        var parked = count("sluice.inbox.parked");
        var id = UUID.randomUUID().toString();

        post.deliver(record(key, 7, id, said(first)));
        post.deliver(record(key, 7, id, said(first)));
        post.deliver(record(key, 8, id, said(first))); // The relay sent it twice.
        post.deliver(record(key, 9, null, said(first)));
        post.deliver(record(key, 9, null, said(first)));

        assertThat(post.reasons(key)).containsExactly("not ours", "not ours");
        assertThat(post.announced(key, 2)).hasSize(2);
        assertThat(count("sluice.inbox.parked")).isEqualTo(parked + 2);
    }

    @Test
    void keepsTwoMessagesApartThatCameAtTheSameOffset() {
        reader.refuses(first, "not ours");

        post.deliver(record(key, 7, UUID.randomUUID().toString(), said(first)));
        post.deliver(record(key, 7, UUID.randomUUID().toString(), said(first)));

        assertThat(post.reasons(key)).hasSize(2);
    }

    /** What a text column or an index refuses must not make parking fail for ever. */
    @Test
    void parksWhateverAMessageIsMadeOf() {
        reader.refuses(first, "not \0 ours");
        reader.refuses(second, "");

        post.deliver(record(key + "\0", 1, "\0", said(first)));
        post.deliver(record(key, 2, "x".repeat(5_000), said(second)));
        post.deliver(record(key, 3, UUID.randomUUID().toString(), "\0\u0001".repeat(600_000)));

        assertThat(post.reasons(key)).containsExactly("not  ours", "", "cannot be read as Note");
        assertThat(post.announced(key, 3)).hasSize(3);
    }

    private static List<String> words(JsonNode announcement) {
        return Stream.of("type", "topic", "reason", "payload")
                .map(announcement::get)
                .map(JsonNode::asText)
                .toList();
    }

    private void heard(String text) {
        await().atMost(PATIENCE).until(() -> reader.hasRead(text));
    }

    private double count(String counter) {
        var found = metrics.find(counter).tag("topic", "orders").counter();
        return found == null ? 0 : found.count();
    }
}
