package io.sluice.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A connection to an HTTP server: one request at a time, and its answer. */
final class Conversation {

    private static final int LARGEST_ANSWER = 16_384;

    private final SocketChannel channel;
    private final ByteBuffer answer = ByteBuffer.allocate(LARGEST_ANSWER);
    private long due;

    private Conversation(SocketChannel channel) {
        this.channel = channel;
    }

    /** Connects; {@code selector} tells from then on when an answer comes. */
    static Conversation with(URI server, Selector selector) throws IOException {
        var channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        var conversation = new Conversation(channel);
        channel.register(selector, SelectionKey.OP_READ, conversation);
        return conversation;
    }

    /** Sends a request that was due at {@code due}; there is room for it, because the one before is answered. */
    void ask(byte[] request, long due) throws IOException {
        this.due = due;
        var bytes = ByteBuffer.wrap(request);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    long due() {
        return due;
    }

    /** The status of the answer when all of it has come; 0 before. */
    int hear() {
        try {
            if (channel.read(answer) < 0 || !answer.hasRemaining()) {
                throw new Unsound("a connection was cut off after " + text());
            }
        } catch (IOException e) {
            throw new Unsound("a connection broke: " + e);
        }
        var text = text();
        var end = text.indexOf("\r\n\r\n") + 4;
        if (end < 4 || text.length() < end + bodyLength(text.substring(0, end))) {
            return 0;
        }
        answer.clear();
        return Integer.parseInt(text.substring(9, 12));
    }

    private String text() {
        return new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
    }

    private static int bodyLength(String head) {
        var field = head.toLowerCase(Locale.ROOT).indexOf("content-length:");
        return field < 0
                ? 0
                : Integer.parseInt(
                        head.substring(field + 15, head.indexOf('\r', field)).strip());
    }
}
