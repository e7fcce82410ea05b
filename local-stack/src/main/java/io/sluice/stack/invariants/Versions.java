package io.sluice.stack.invariants;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Each aggregate's events are numbered from 1 without a gap, were said in that order, and end where its row is. */
final class Versions {

    private final Map<String, List<Long>> said;

    /** {@code key} is the field with the aggregate's id. */
    Versions(List<Said> topic, String key) {
        said = topic.stream()
                .collect(Collectors.groupingBy(
                        event -> event.text(key),
                        LinkedHashMap::new,
                        Collectors.mapping(Said::version, Collectors.toList())));
    }

    /** {@code rows} has the version of each aggregate that ever said anything. */
    List<String> against(Map<String, String> rows) {
        var ids = new TreeSet<>(said.keySet());
        ids.addAll(rows.keySet());
        return ids.stream()
                .flatMap(id -> contradiction(id, rows.get(id)).stream())
                .toList();
    }

    private Optional<String> contradiction(String id, String version) {
        var versions = said.getOrDefault(id, List.of());
        if (version == null) {
            return Optional.of(id + " does not exist, and was announced with versions " + versions);
        }
        var expected =
                LongStream.rangeClosed(1, Long.parseLong(version)).boxed().toList();
        return versions.equals(expected)
                ? Optional.empty()
                : Optional.of(id + " is at version " + version + ", and was announced with " + versions);
    }
}
