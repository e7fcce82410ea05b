package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.problems.Problem;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class BuyerTest {

    @ParameterizedTest
    @ValueSource(strings = {"alice", "a", "o'neil:{7}|\"x\"", "\u00e9\u4e2d", "\ud83d\ude00"})
    void isWhomTheTokenNames(String subject) {
        assertThat(new Buyer(new Token(subject)).userId()).isEqualTo(subject);
    }

    /** A NUL passed Redis and Kafka; PostgreSQL refused its whole batch, for ever. */
    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"a\0b", "a\nb", "\u007f", "a\ud83d", "\ude00"})
    @MethodSource("tooLong")
    void isNobodyWhoseNameCannotBeWrittenEverywhere(String subject) {
        var buyer = new Buyer(new Token(subject));

        assertThatThrownBy(buyer::userId)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(403));
    }

    static Stream<String> tooLong() {
        return Stream.of("x".repeat(256));
    }

    private record Token(String subject) implements JsonWebToken {

        @Override
        public String getName() {
            return subject;
        }

        @Override
        public Set<String> getClaimNames() {
            return Set.of();
        }

        @Override
        public <T> T getClaim(String claim) {
            return null;
        }

        @Override
        public String getSubject() {
            return subject;
        }
    }
}
