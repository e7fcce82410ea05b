package io.sluice.providers.stripe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.sluice.providers.ProviderTrouble;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;

/** One page of a list as Stripe writes it. */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record StripeList<T extends StripeList.Listed>(
        List<T> data, @JsonProperty("has_more") Boolean hasMore) {

    /** What can be listed: the next page begins after an id. */
    interface Listed {

        String id();
    }

    /** Where the reader of a list is. */
    private static final class Cursor {

        private int pages;
        private String after;

        <T extends Listed> void move(StripeList<T> page, int most) {
            pages++;
            if (page.hasMore() && (page.data().isEmpty() || pages == most)) {
                throw ProviderTrouble.passing("the list goes on after " + pages + " pages");
            }
            after = page.data().isEmpty() ? null : page.data().getLast().id();
        }
    }

    /** @throws IllegalArgumentException if this is not a page */
    StripeList {
        if (data == null || hasMore == null) {
            throw new IllegalArgumentException("no page of a list");
        }
    }

    /**
     * The whole list, page after page; fails if it has more than {@code most}, because a part would look like all.
     *
     * @param page asks for what follows an id, or for the first page where that is null
     */
    static <T extends Listed> Multi<T> all(int most, Function<String, Uni<StripeList<T>>> page) {
        return Multi.createBy()
                .repeating()
                .uni(Cursor::new, cursor -> page.apply(cursor.after).invoke(next -> cursor.move(next, most)))
                .whilst(StripeList::hasMore)
                .onItem()
                .transformToIterable(StripeList::data);
    }
}
