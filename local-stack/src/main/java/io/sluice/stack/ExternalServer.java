package io.sluice.stack;

import java.util.function.Consumer;

/**
 * A server that somebody else runs: we use it, and neither start nor stop it.
 *
 * @param prepare makes what we need on it, given its address
 */
record ExternalServer(String name, String url, Consumer<String> prepare) implements Server {

    @Override
    public String getName() {
        return name;
    }

    @Override
    public int getPort() {
        return 0;
    }

    @Override
    public String getPortVariable() {
        return "";
    }

    @Override
    public String getUrl() {
        return url;
    }

    @Override
    public boolean isRunning() {
        return true;
    }

    @Override
    public void start() {
        prepare.accept(url);
    }

    @Override
    public void stop() {}

    @Override
    public void kill() {}
}
