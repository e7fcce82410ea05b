package io.sluice.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on the loopback: which are free, and what to say about one that is not. */
public final class Ports {

    /** Below what systems give to outgoing connections, so that a stopped server finds its port free again. */
    private static final int FIRST = 20_000;

    private static final int BEYOND = 32_000;

    private Ports() {}

    /** A port that is free now. */
    public static int free() {
        while (true) {
            var port = ThreadLocalRandom.current().nextInt(FIRST, BEYOND);
            if (isFree(port)) {
                return port;
            }
        }
    }

    static boolean isFree(int port) {
        if (answers(port)) {
            return false;
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true); // What only waits for its last packets does not count.
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Whether someone accepts connections there. */
    static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    static void requireFree(Server server) {
        var port = server.getPort();
        if (port != 0 && !isFree(port)) {
            throw new CannotStart("port " + port + ", which " + server.getName() + " needs, is taken: free it, or move "
                    + server.getName() + " with " + server.getPortVariable() + "=<another port>");
        }
    }
}
