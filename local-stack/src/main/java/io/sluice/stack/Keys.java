package io.sluice.stack;

import io.sluice.stack.simulator.MerchantAccounts;
import java.nio.file.Path;

/** The stack's own secrets: made at run time where they are missing, kept readable for their owner alone. */
public final class Keys {

    private static final String TOKENS = "jwt";

    private final KeyFolder folder;
    private final MerchantAccounts accounts;

    private Keys(Path folder) {
        this.folder = new KeyFolder(folder);
        this.accounts = new MerchantAccounts(folder.resolve("providers"));
    }

    /** Makes what is missing. */
    public static synchronized Keys in(Path folder) {
        var keys = new Keys(folder);
        keys.folder.pair(TOKENS);
        return keys;
    }

    /** Signs tokens. */
    public Path privateKey() {
        return folder.privateFile(TOKENS);
    }

    /** What functions verify tokens with. */
    public Path publicKey() {
        return folder.publicFile(TOKENS);
    }

    /** The shop's accounts at the payment providers. */
    public MerchantAccounts accounts() {
        return accounts;
    }

    /** What flash orders' tickets are made with. */
    public String flashTicketKey() {
        return folder.secret("flash-ticket-key", "", 24);
    }
}
