package io.sluice.stack;

import javax.management.MXBean;

/**
 * A part of the stack, which keeps its port and its data over stops, kills and starts.
 *
 * <p>An MXBean, because a test and its test resource may see this interface through different class loaders: the JVM's
 * MBean server is what they have in common ({@link TestStack#current()}).
 */
@MXBean
public interface Server {

    String getName();

    /** 0 if it runs elsewhere. */
    int getPort();

    /** The environment variable that moves it to another port. */
    String getPortVariable();

    /** Where others find it. */
    String getUrl();

    boolean isRunning();

    /** Returns when the server answers; ends an orphan of its own first. Does nothing if it runs. */
    void start();

    /** Lets the server finish what it does; does nothing if it does not run. */
    void stop();

    /** kill -9, for fault tests; also of an orphan. */
    void kill();
}
