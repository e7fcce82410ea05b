package io.sluice.inbox;

import io.smallrye.mutiny.Uni;

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
}
