package io.sluice.stack.simulator;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** The payment providers on this machine, behind one port. */
public final class Simulator implements AutoCloseable {

    private static final int BACKLOG = 128;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private final AtomicReference<Faults> faults = new AtomicReference<>(Faults.NONE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Book book;
    private final Refunds refunds;
    private final Webhooks webhooks;
    private final List<Protocol> protocols;
    private final HttpServer server;

    private Simulator(SimulatorConfig config) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // Or every answer waits 40 ms for an acknowledgement.
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), config.port()), BACKLOG);
        Files.createDirectories(config.dataDirectory());
        book = new Book(config.dataDirectory(), JSON);
        refunds = new Refunds(book, faults, config.pace().refundSettles(), this::announce);
        webhooks = new Webhooks(config.webhookBaseUrl());
        protocols = List.of(
                new StripeProtocol(
                        config, book, refunds, new StripeReplays(config.dataDirectory(), JSON), this::announce),
                new WechatProtocol(config, book, refunds, JSON),
                AlipayProtocol.of(config, book, refunds));
        server.setExecutor(threads);
        var desk = new Desk(book, refunds, JSON, faults, new Buyer(book, protocols, this::announce));
        server.createContext("/", new Door(protocols, desk, faults));
    }

    /**
     * Starts a simulator, and delivers the webhooks that a former one did not.
     *
     * @throws IOException if the port is taken or the directory cannot be written
     */
    public static Simulator start(SimulatorConfig config) throws IOException {
        var simulator = new Simulator(config);
        simulator.server.start();
        simulator.book.payments().stream()
                .filter(payment -> !payment.announced())
                .forEach(simulator::announce);
        simulator.book.refunds().stream().filter(refund -> !refund.announced()).forEach(simulator::announce);
        simulator.refunds.resume();
        return simulator;
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Its address, which is the root of every provider's API. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    private void announce(Payment payment) {
        protocol(payment.provider())
                .flatMap(protocol -> protocol.noticeOf(payment))
                .ifPresent(notice -> webhooks.send(notice, faults.get(), () -> told(payment)));
    }

    private void announce(Refund refund) {
        protocol(refund.wish().provider())
                .flatMap(protocol -> protocol.noticeOf(refund))
                .ifPresent(notice -> webhooks.send(notice, faults.get(), () -> told(refund)));
    }

    private Optional<Protocol> protocol(String provider) {
        return protocols.stream()
                .filter(protocol -> protocol.provider().equals(provider))
                .findFirst();
    }

    /** Only how a payment ended is worth remembering. */
    private void told(Payment payment) {
        if (!payment.isOpen()) {
            book.told(payment);
        }
    }

    private void told(Refund refund) {
        if (!refund.isPending()) {
            book.told(refund);
        }
    }

    /** Stops; what was not delivered yet is delivered by the next simulator on the same directory. */
    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.shutdownNow();
        refunds.close();
        webhooks.close();
        for (var protocol : protocols) {
            protocol.close();
        }
        book.close();
    }
}
