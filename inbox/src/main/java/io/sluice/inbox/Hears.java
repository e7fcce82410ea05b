package io.sluice.inbox;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * What a function does with the messages of one topic: a bean. The replay of a dead letter finds it by its topic.
 *
 * @param <E> what the messages are read as
 */
public interface Hears<E> {

    /** The topic. */
    String topic();

    /** What its messages are read as; unknown properties are ignored, an unknown type of message is unreadable. */
    Class<E> type();

    /** Applies one message; a repeat must be harmless. Fails with {@link Refused} if the domain refuses it. */
    Uni<Void> on(E message);

    /**
     * Applies messages that came together, in their order: one after another, so that a retry begins at the one in trouble, or
     * together, where a listener does it itself. Fails with {@link Refused} if the domain refuses one of them,
     * having left nothing behind or what bears to be repeated: they are applied again in halves, until it is alone.
     */
    default Uni<Void> onAll(List<E> messages) {
        return Multi.createFrom()
                .iterable(messages)
                .onItem()
                .transformToUniAndConcatenate(message -> Uni.createFrom()
                        .deferred(() -> on(message))
                        .onFailure()
                        .transform(failure -> new StoppedAt(message, failure)))
                .onItem()
                .ignoreAsUni();
    }
}
