package io.sluice.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * Where an order goes. Personal data: it stays in order-function and on the internal topics {@link Topics#FLASH_REQUESTS}
 * and {@link Topics#STOCK}, which are kept for a day; it enters no other event and no log.
 *
 * @param line2 or null
 * @param region or null
 * @param postalCode or null
 * @param country ISO 3166-1 alpha-2
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Address(
        @NotBlank @Size(max = 100) @Pattern(regexp = ONE_LINE, message = ONE_LINE_SAYS)
        String recipient,

        @NotBlank @Size(max = 32) @Pattern(regexp = ONE_LINE, message = ONE_LINE_SAYS)
        String phone,

        @NotBlank @Size(max = 200) @Pattern(regexp = ONE_LINE, message = ONE_LINE_SAYS)
        String line1,

        @Size(max = 200) @Pattern(regexp = ONE_LINE, message = ONE_LINE_SAYS)
        String line2,

        @NotBlank @Size(max = 100) @Pattern(regexp = ONE_LINE, message = ONE_LINE_SAYS)
        String city,

        @Size(max = 100) @Pattern(regexp = ONE_LINE, message = ONE_LINE_SAYS)
        String region,

        @Size(max = 20) @Pattern(regexp = ONE_LINE, message = ONE_LINE_SAYS)
        String postalCode,

        @NotNull @Pattern(regexp = "[A-Z]{2}", message = "must be an ISO 3166 code of two capitals")
        String country) {

    /** Also no half of a character that takes two: nobody could write it. */
    private static final String ONE_LINE = "[^\\p{Cntrl}\\p{Cs}]*";

    private static final String ONE_LINE_SAYS = "must not contain control characters";

    @Override
    public String toString() {
        return "Address[…]"; // Never in a log.
    }
}
