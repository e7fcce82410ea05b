package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns<String> turns = new Turns<>("a test");

    @Test
    void letsOnesTroubleKeepNobodyElseFromHisTurn() {
        assertThat(each("bad alice", "bob", "bad carol", "dave")).containsExactly("for bob", "for dave");
    }

    @Test
    void failsIfNobodyGetsThrough() {
        assertThatThrownBy(() -> each("bad alice", "bad bob")).hasMessage("bad alice");
    }

    @Test
    void isContentIfThereIsNobody() {
        assertThat(each()).isEmpty();
    }

    private List<String> each(String... all) {
        return turns.each(List.of(all), 1, TurnsTest::serve).await().indefinitely();
    }

    private static Uni<String> serve(String who) {
        if (who.startsWith("bad")) {
            throw new IllegalStateException(who);
        }
        return Uni.createFrom().item("for " + who);
    }
}
