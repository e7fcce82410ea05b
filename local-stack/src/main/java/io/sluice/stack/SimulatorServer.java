package io.sluice.stack;

import io.sluice.stack.simulator.Simulator;
import io.sluice.stack.simulator.SimulatorConfig;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The payment simulator as a part of the stack: it lives in our own process, and keeps its book with the data. */
final class SimulatorServer implements Server {

    private static final String NAME = "simulator";

    private final SimulatorConfig config;
    private Simulator simulator;

    SimulatorServer(SimulatorConfig config) {
        this.config = config;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public int getPort() {
        return config.port();
    }

    @Override
    public String getPortVariable() {
        return Settings.portVariable("SIMULATOR");
    }

    @Override
    public String getUrl() {
        return "http://127.0.0.1:" + getPort();
    }

    @Override
    public synchronized boolean isRunning() {
        return simulator != null;
    }

    @Override
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        Ports.requireFree(this);
        try {
            simulator = Simulator.start(config);
        } catch (IOException e) {
            throw new CannotStart(NAME + " does not start: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void stop() {
        if (!isRunning()) {
            return;
        }
        try {
            simulator.close();
            simulator = null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** There is no process to kill; what was not delivered is delivered after the next start. */
    @Override
    public void kill() {
        stop();
    }
}
