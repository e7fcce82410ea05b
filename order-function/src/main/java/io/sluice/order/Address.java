package io.sluice.order;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Where an order goes. Personal data: it stays in order-function and never enters an event or a log. */
record Address(
        @NotBlank @Size(max = 100) @Pattern(regexp = Text.ONE_LINE, message = Text.ONE_LINE_SAYS)
        String recipient,

        @NotBlank @Size(max = 32) @Pattern(regexp = Text.ONE_LINE, message = Text.ONE_LINE_SAYS)
        String phone,

        @NotBlank @Size(max = 200) @Pattern(regexp = Text.ONE_LINE, message = Text.ONE_LINE_SAYS)
        String line1,

        @Size(max = 200) @Pattern(regexp = Text.ONE_LINE, message = Text.ONE_LINE_SAYS)
        String line2,

        @NotBlank @Size(max = 100) @Pattern(regexp = Text.ONE_LINE, message = Text.ONE_LINE_SAYS)
        String city,

        @Size(max = 100) @Pattern(regexp = Text.ONE_LINE, message = Text.ONE_LINE_SAYS)
        String region,

        @Size(max = 20) @Pattern(regexp = Text.ONE_LINE, message = Text.ONE_LINE_SAYS)
        String postalCode,

        @NotNull @Pattern(regexp = "[A-Z]{2}", message = "must be an ISO 3166 code of two capitals")
        String country) {

    @Override
    public String toString() {
        return "Address[…]"; // Never in a log.
    }
}
