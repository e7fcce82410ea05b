package io.sluice.stack;

/** The functions that the local stack runs; a new one is a line here. The names are those of the variables SLUICE_*. */
public enum Function {
    ORDER("order-function", 8081),
    INVENTORY("inventory-function", 8082),
    PAYMENT("payment-callback-function", 8083);

    private final String folder;
    private final int defaultPort;

    Function(String folder, int defaultPort) {
        this.folder = folder;
        this.defaultPort = defaultPort;
    }

    /** Its module, which is also what it is called. */
    public String folder() {
        return folder;
    }

    public int defaultPort() {
        return defaultPort;
    }
}
