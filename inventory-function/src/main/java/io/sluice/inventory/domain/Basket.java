package io.sluice.inventory.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What one order wants: one line per SKU, sorted, so that the same wish always looks the same. */
public record Basket(List<Line> lines) {

    /** Merges lines of the same SKU. */
    public Basket {
        var merged = new TreeMap<String, Long>();
        lines.forEach(line -> merged.merge(line.sku(), line.quantity(), Math::addExact));
        lines = merged.entrySet().stream()
                .map(entry -> new Line(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The SKUs wanted, sorted. */
    public List<String> skus() {
        return lines.stream().map(Line::sku).toList();
    }

    /** All lines or none: decides against the ordinary pools of these SKUs, which the caller has locked. */
    public Verdict against(Collection<Pool> pools) {
        var bySku = pools.stream().collect(Collectors.toMap(Pool::sku, Function.identity()));
        var unknown = skus().stream().filter(sku -> !bySku.containsKey(sku)).toList();
        if (!unknown.isEmpty()) {
            return new Verdict.Unknown(unknown);
        }
        var moves = new ArrayList<Move>();
        var scarce = new ArrayList<String>();
        for (var line : lines) {
            var pool = bySku.get(line.sku());
            var move = Move.hold(pool.id(), line.quantity());
            moves.add(move);
            if (!pool.after(move).isSound()) {
                scarce.add(line.sku());
            }
        }
        return scarce.isEmpty() ? new Verdict.Granted(moves) : new Verdict.Short(scarce);
    }

    /** Tells whether two requests for one order ask for the same. The empty line keeps the user's name apart. */
    public String fingerprint(String userId) {
        var text = lines.stream()
                .map(line -> line.sku() + '\n' + line.quantity() + '\n')
                .collect(Collectors.joining("", "", '\n' + userId));
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
