package io.sluice.order;

import io.sluice.contracts.Address;
import io.sluice.order.domain.Sku;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a client wants to order: lines, or a checkout that has them. */
record OrderRequest(
        @Size(min = 1, max = 50, message = "must be 1 to 50")
        List<@NotNull @Valid LineRequest> lines,

        UUID checkoutId,
        @Valid Address address,

        @Size(max = 500) @Pattern(regexp = Text.LINES, message = Text.LINES_SAYS)
        String remark) {

    /** One SKU; the same SKU twice is added up. */
    record LineRequest(
            @NotNull @Pattern(regexp = Sku.REGEXP, message = Sku.SAYS)
            String sku,

            @NotNull @Min(1) @Max(9_999) Integer quantity) {}

    @AssertTrue(message = "send either lines or checkoutId")
    boolean isLinesOrCheckout() {
        return (lines == null) != (checkoutId == null);
    }

    /** Units by SKU, duplicates added up, in the order of their first mention. */
    static Map<String, Integer> merge(List<LineRequest> lines) {
        var units = new LinkedHashMap<String, Integer>();
        lines.forEach(line -> units.merge(line.sku(), line.quantity(), Integer::sum));
        return units;
    }
}
