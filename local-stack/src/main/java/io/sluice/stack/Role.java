package io.sluice.stack;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who may hold a token. */
public enum Role {
    CUSTOMER("customer-1"),
    OPERATOR("operator-1"),
    SERVICE("service");

    private final String defaultUser;

    Role(String defaultUser) {
        this.defaultUser = defaultUser;
    }

    /** As it stands in the token's {@code groups}. */
    public String group() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String defaultUser() {
        return defaultUser;
    }

    static Optional<Role> of(String group) {
        return Arrays.stream(values())
                .filter(role -> role.group().equals(group))
                .findFirst();
    }
}
