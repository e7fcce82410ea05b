package io.sluice.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What PostgreSQL alone stores, one row and one commit at a time, by pgbench: 64 clients, prepared statements.
 *
 * @param perSecond rows a second
 */
record InsertLimit(double perSecond) {

    private static final Path TOOL = Path.of("/usr/bin/pgbench");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");
    private static final String SETUP = """
            CREATE SCHEMA IF NOT EXISTS bench;
            CREATE TABLE IF NOT EXISTS bench.webhook (provider text, business_key text, event_id text, minor bigint,
                currency text, received_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (provider, business_key))
            """;
    private static final String INSERT = """
            INSERT INTO bench.webhook (provider, business_key, event_id, minor, currency)
            VALUES ('STRIPE', gen_random_uuid()::text, 'evt_0123456789abcdef01234567', 1999, 'CNY');
            """;

    /** Unsound without pgbench: the ratio would be to something else. */
    static InsertLimit of(Subject subject) {
        if (!Files.isExecutable(TOOL)) {
            throw new Unsound("no " + TOOL + ": install PostgreSQL's pgbench");
        }
        try {
            subject.execute(SETUP);
            var script = Files.writeString(
                    Files.createTempFile(
                            Files.createDirectories(subject.folders().data("load")), "insert", ".sql"),
                    INSERT);
            return new InsertLimit(
                    rate(command(subject.system().stack().postgres().getUrl(), script)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(String url, Path script) {
        var server = URI.create(url);
        return List.of(
                TOOL.toString(),
                "-h",
                server.getHost(),
                "-p",
                String.valueOf(server.getPort()),
                "-U",
                "postgres",
                "-n",
                "-M",
                "prepared",
                "-c",
                "64",
                "-j",
                "2",
                "-T",
                "10",
                "-f",
                script.toString(),
                server.getPath().substring(1));
    }

    private static double rate(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        var rate = RATE.matcher(output);
        if (process.onExit().join().exitValue() != 0 || !rate.find()) {
            throw new Unsound("pgbench says: " + output);
        }
        return Double.parseDouble(rate.group(1));
    }
}
