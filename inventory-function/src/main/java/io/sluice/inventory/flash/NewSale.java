package io.sluice.inventory.flash;

import io.sluice.contracts.Money;
import io.sluice.inventory.Sku;
import io.sluice.inventory.domain.Sale;
import io.sluice.problems.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** A flash sale that an operator wants. */
record NewSale(
        @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cc}*", message = "must not contain control characters")
        String name,

        @NotNull Instant startsAt,
        @NotNull Instant endsAt,
        @NotNull Duration paymentWindow,
        @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid NewItem> items) {

    private static final Duration LONGEST = Duration.ofDays(31);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);

    /** A price beyond this, times the most units an order can have, would not fit a {@code long}. */
    private static final long DEAREST = 1_000_000_000_000L;

    /** One SKU of it. */
    record NewItem(
            @Sku String sku,
            @NotNull @Min(1) @Max(1_000_000_000) Long quantity,
            @NotNull Money price,
            @NotNull @Min(1) @Max(9_999) Integer perUserLimit) {

        @AssertTrue(message = "price must be 1 to " + DEAREST + " minor units")
        boolean isPriceInRange() {
            return price == null || price.minor() > 0 && price.minor() <= DEAREST;
        }
    }

    @AssertTrue(message = "endsAt must be later than startsAt, by 31 days at most")
    boolean isEndInRange() {
        return startsAt == null
                || endsAt == null
                || startsAt.isBefore(endsAt)
                        && Duration.between(startsAt, endsAt).compareTo(LONGEST) <= 0;
    }

    @AssertTrue(message = "paymentWindow must be PT1S to PT24H")
    boolean isPaymentWindowInRange() {
        return paymentWindow == null
                || paymentWindow.compareTo(Duration.ofSeconds(1)) >= 0 && paymentWindow.compareTo(LONGEST_WINDOW) <= 0;
    }

    @AssertTrue(message = "items must not have a SKU twice")
    boolean isEachSkuOnce() {
        return items == null
                || items.stream()
                                .filter(item -> item != null)
                                .map(NewItem::sku)
                                .distinct()
                                .count()
                        == items.stream().filter(item -> item != null).count();
    }

    /** To the millisecond, as Redis and the orders' ids have it. */
    Sale toSale(Instant now, RandomGenerator random) {
        if (!endsAt.isAfter(now)) {
            throw Problem.invalid("endsAt", "must be later than now");
        }
        return new Sale(
                nextId(now, random),
                name,
                Instant.ofEpochMilli(startsAt.toEpochMilli()),
                Instant.ofEpochMilli(endsAt.toEpochMilli()),
                null,
                paymentWindow,
                items.stream().map(NewSale::item).toList());
    }

    private static Sale.Item item(NewItem item) {
        return new Sale.Item(item.sku(), 0, item.quantity(), item.price(), item.perUserLimit());
    }

    /** A UUIDv7 (RFC 9562, section 5.7): sales are listed by it, the newest first. */
    private static UUID nextId(Instant now, RandomGenerator random) {
        return new UUID(
                now.toEpochMilli() << 16 | 0x7000 | random.nextLong() >>> 52,
                0x8000_0000_0000_0000L | random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL);
    }
}
