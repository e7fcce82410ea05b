package io.sluice.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The few words of Redis' protocol that these tests need. */
record RedisCalls(int port) {

    String call(String command) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            var first = in.readLine();
            return first.startsWith("$") ? in.readLine() : first.substring(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
