package io.sluice.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A statement that is to be run in a transaction: of a session, or of a {@link Pipeline}. Its parameters are text and the SQL
 * casts them, as {@code CAST(CAST(?1 AS text) AS uuid)}: what does not fit is refused by PostgreSQL, which fails the transaction,
 * and not by the driver, which PostgreSQL would not hear of.
 *
 * @param sql its parameters are {@code ?1}, {@code ?2} and so on; it has no other question mark
 * @param parameters their values, each a text or null
 */
public record Statement(String sql, List<String> parameters) {

    private static final Pattern PARAMETER = Pattern.compile("\\?(\\d+)");

    /** @throws IllegalArgumentException if there are more or fewer values than the SQL has parameters, or another question mark */
    public Statement {
        parameters = Collections.unmodifiableList(parameters);
        var numbers =
                PARAMETER.matcher(sql).results().mapToInt(Statement::number).toArray();
        if (numbers.length != sql.chars().filter(letter -> letter == '?').count()) {
            throw new IllegalArgumentException("a question mark that is no parameter: " + sql);
        }
        var meant = IntStream.of(numbers).max().orElse(0);
        if (meant != parameters.size()) {
            throw new IllegalArgumentException(
                    "%d values for %d parameters: %s".formatted(parameters.size(), meant, sql));
        }
    }

    /** The same with its values one by one. */
    public static Statement of(String sql, String... parameters) {
        return new Statement(sql, Arrays.asList(parameters.clone()));
    }

    /** Runs it in the transaction of {@code session}; answers how many rows it wrote, or read. */
    public Uni<Integer> in(Mutiny.Session session) {
        var query = session.createNativeQuery(sql);
        for (var number = 0; number < parameters.size(); number++) {
            query.setParameter(number + 1, parameters.get(number));
        }
        return query.executeUpdate();
    }

    /** As PostgreSQL numbers them. */
    String numbered() {
        return sql.replace('?', '$');
    }

    Tuple tuple() {
        return Tuple.from(parameters);
    }

    private static int number(MatchResult parameter) {
        return Integer.parseInt(parameter.group(1));
    }
}
