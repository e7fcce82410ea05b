package io.sluice.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

class ResolversTest {

    private record Of(String kind) implements Resolves {

        @Override
        public Uni<Void> resolve(Mutiny.Session session, OpenCase open, CaseDecision decision, String reason) {
            return Uni.createFrom().voidItem();
        }
    }

    @Test
    void areFoundByTheirKind() {
        var lost = new Of("lost");
        var resolvers = new Resolvers(List.of(lost, new Of("late")));

        assertThat(resolvers.of("lost")).containsSame(lost);
        assertThat(resolvers.of("unknown")).isEmpty();
    }

    @Test
    void areOneForEachKind() {
        assertThatThrownBy(() -> new Resolvers(List.of(new Of("lost"), new Of("lost"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lost");
    }
}
