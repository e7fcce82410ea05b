package io.sluice.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A transaction whose statements are sent when they are asked for, whether or not those before are answered: PostgreSQL runs
 * them in their order, and those that need no answer before they are sent share its way. Each way costs a switch to a server
 * process and back, which is most of what a small statement costs. One that fails fails the transaction.
 *
 * <p>COMMIT is sent before the last answers are known: what must hold for it, a statement checks.
 */
public final class Pipeline {

    private final SqlConnection connection;
    private final List<Uni<RowSet<Row>>> answers = new ArrayList<>();
    private boolean hasMessages;

    Pipeline(SqlConnection connection) {
        this.connection = connection;
    }

    /** Sends {@code statement} now. Its answer need not be waited for: if it is a failure there is no commit. */
    public Uni<List<Row>> send(Statement statement) {
        hasMessages |= Outbox.isAdding(statement);
        return answered(connection.preparedQuery(statement.numbered()).execute(statement.tuple()))
                .map(rows -> rows.stream().toList());
    }

    /** Whether it has added messages to the outbox. */
    boolean hasMessages() {
        return hasMessages;
    }

    /** When {@code work} completes, what it has sent is committed, with the commit right behind it. */
    <T> Uni<T> run(Function<Pipeline, Uni<T>> work) {
        command("BEGIN");
        return Uni.createFrom()
                .deferred(() -> work.apply(this))
                .onFailure()
                .recoverWithUni(
                        failure -> end("ROLLBACK").chain(() -> Uni.createFrom().failure(failure)))
                .call(() -> end("COMMIT"));
    }

    /** Fails with the first failure, which others follow from. After one PostgreSQL rolls back, whatever it is told. */
    private Uni<Void> end(String command) {
        command(command);
        return Uni.join().all(answers).andFailFast().replaceWithVoid();
    }

    private void command(String sql) {
        answered(connection.query(sql).execute());
    }

    /** Whoever stops waiting for an answer takes it from nobody else. */
    private Uni<RowSet<Row>> answered(Future<RowSet<Row>> answer) {
        var uni = Uni.createFrom().completionStage(answer::toCompletionStage);
        answers.add(uni);
        return uni;
    }
}
