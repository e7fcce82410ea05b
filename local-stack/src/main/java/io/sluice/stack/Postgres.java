package io.sluice.stack;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** PostgreSQL 18, as durable as in production: fsync and synchronous_commit are on, unlike the library's defaults. */
public final class Postgres implements Server {

    static final String NAME = "postgres";

    private static final String DATABASE = "sluice";
    private static final Duration STARTUP = Duration.ofSeconds(120);

    /** Held, because a logger nobody holds forgets its level. */
    private static final Logger LIBRARY = Logger.getLogger("io.zonky.test");

    static {
        LIBRARY.setLevel(Level.WARNING);
    }

    private final int port;
    private final Path data;
    private final Path log;
    private final PidFile pid;
    private EmbeddedPostgres server;

    public Postgres(int port, Folders folders) {
        this.port = port;
        data = folders.data(NAME);
        log = folders.log(NAME);
        pid = PidFile.ofPostgres(folders);
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public int getPort() {
        return port;
    }

    @Override
    public String getPortVariable() {
        return Settings.portVariable("POSTGRES");
    }

    /** As the reactive driver wants it; with {@code jdbc:} in front, as JDBC does. */
    @Override
    public String getUrl() {
        return "postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null && pid.process().isPresent();
    }

    @Override
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        kill(); // An orphan, or our own that has died.
        Ports.requireFree(this);
        try {
            server = builder().start();
        } catch (IOException | IllegalStateException e) {
            throw new CannotStart("PostgreSQL does not start (" + e.getMessage() + "): its log is " + log, e);
        }
        Schemas.prepare(getUrl());
    }

    private EmbeddedPostgres.Builder builder() {
        var output = Redirect.appendTo(log.toFile());
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                // A checkpoint makes commits wait for the disk, and pages be written whole again: as seldom as in
                // production.
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("checkpoint_timeout", "15min")
                // Taken only as far as it is used; four times the default is still little for a server.
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_connections", "300") // 7 functions x (20 reactive + 2 Flyway), twice, and people.
                .setErrorRedirector(output)
                .setOutputRedirector(output)
                .setPGStartupWait(STARTUP);
    }

    @Override
    public synchronized void stop() {
        release();
        pid.endOrphan();
    }

    @Override
    public synchronized void kill() {
        pid.endOrphan();
        forget();
    }

    /** Closing would ask a server to stop that is not there; what is left of it is a lock on a file. */
    private void forget() {
        server = null;
        try {
            Files.deleteIfExists(data.resolve("epg-lock"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void release() {
        if (server == null) {
            return;
        }
        try {
            server.close();
            server = null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
