package io.sluice.providers.wechatpay;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Something that is done once at a time: who wants it while it is being done waits for the same end. */
final class WeChatSingleFlight {

    private Uni<Void> running;

    /** The one that is running, or else {@code next}, which starts when it is subscribed to. */
    synchronized Uni<Void> join(Supplier<Uni<Void>> next) {
        if (running == null) {
            running = next.get().onTermination().invoke(this::ended).memoize().indefinitely();
        }
        return running;
    }

    private synchronized void ended() {
        running = null;
    }
}
