package io.sluice.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import redis.embedded.core.ExecutableProvider;

/** Redis 6.2 with an append-only file: what it has answered survives a kill, as far as production's does. */
public final class Redis extends ChildServer {

    static final String NAME = "redis";

    public Redis(int port, Folders folders) {
        super(NAME, port, Settings.portVariable("REDIS"), folders);
    }

    @Override
    public String getUrl() {
        return "redis://127.0.0.1:" + getPort();
    }

    @Override
    Child launch() {
        try {
            Files.createDirectories(data);
            // Unpacked beside its data, because Redis rewrites its command line: its path is what we know ours by.
            var executable =
                    ExecutableProvider.newJarResourceProvider(data.toFile()).get();
            return launch(command(executable.getAbsolutePath()), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("Redis cannot be unpacked", e);
        }
    }

    private List<String> command(String executable) {
        var options = Map.of(
                "port", String.valueOf(getPort()),
                "bind", "127.0.0.1",
                "dir", data.toString(),
                "appendonly", "yes",
                "appendfsync", "everysec",
                "save", "");
        var command = new ArrayList<String>();
        command.add(executable);
        options.forEach((name, value) -> command.addAll(List.of("--" + name, value)));
        return command;
    }

    @Override
    boolean isReady() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), getPort())) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            var reader = new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII);
            return "+PONG".equals(new BufferedReader(reader).readLine());
        } catch (IOException _) {
            return false; // Not yet; whether it has died is asked elsewhere.
        }
    }
}
