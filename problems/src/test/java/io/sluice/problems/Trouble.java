package io.sluice.problems;

import com.fasterxml.jackson.core.JsonParseException;
import io.sluice.gather.Gather;
import io.sluice.gather.Limits;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jboss.resteasy.reactive.ClientWebApplicationException;

/** What may go wrong behind an endpoint; each says something that no client should read. */
enum Trouble {
    CONNECTION_REFUSED(new ConnectException("Connection refused: /10.1.2.3:5432")),
    CONNECTION_REFUSED_WRAPPED(new CompletionException(new ConnectException("Connection refused: /10.1.2.3:5432"))),
    CONNECTION_RESET(new IOException("Connection reset by peer")),
    CONNECTION_CLOSED(ClosedConnectionException.INSTANCE),
    CHANNEL_CLOSED(new ClosedChannelException()),
    NO_SUCH_HOST(new UnknownHostException("postgres.internal")),
    POOL_FULL(new ConnectionPoolTooBusyException("SELECT waits")),
    POOL_SLOW(new VertxException("Timeout waiting for connection", true)),
    CONNECTION_OVER(new CompletionException(new NoStackTraceThrowable("Connection is not active now"))),
    SHUTTING_DOWN(sql("57P01")),
    STATEMENT_TIMEOUT(sql("57014")),
    TOO_MANY_CONNECTIONS(sql("53300")),
    STARTING(sql("57P03")),
    DEADLOCK(sql("40P01")),
    LOCKED(new IllegalStateException("wrapped", sql("55P03"))),
    READ_ONLY(sql("25006")),
    TOO_MANY_WAIT(tooManyWait()),

    SYNTAX(sql("42601")),
    DUPLICATE_KEY(sql("23505")),
    BUG(new IllegalStateException("SELECT secret FROM orders")),
    BROKEN_JSON(new IllegalStateException(new JsonParseException(null, "secret column"))),
    MISSING_FILE(new UncheckedIOException(new NoSuchFileException("/etc/secret"))),
    SLOW(new TimeoutException("secret partner was slow")),
    PARTNER_AWAY(new ProcessingException(new ConnectException("Connection refused: secret:8082"))),
    PARTNER_RESET(new IllegalStateException(new ProcessingException(new IOException("Connection reset by secret")))),
    PARTNER_SAYS_404(new ClientWebApplicationException("secret partner", 404)),
    PARTNER_HUNG_UP(new HttpClosedException("secret")),
    RECURSION(new StackOverflowError("secret.Class.method"));

    private final Throwable failure;

    Trouble(Throwable failure) {
        this.failure = failure;
    }

    Throwable failure() {
        return failure;
    }

    /** All before {@link #SYNTAX} do, by themselves. */
    boolean passes() {
        return compareTo(SYNTAX) < 0;
    }

    /** What the second call hears where one may wait. */
    private static Throwable tooManyWait() {
        var full = new Gather<String, String>(
                new Limits(1, 1), _ -> {}, _ -> Uni.createFrom().nothing(), _ -> false);
        full.call("first").subscribeAsCompletionStage();
        return full.call("second").subscribeAsCompletionStage().exceptionNow();
    }

    private static PgException sql(String state) {
        return new PgException("SELECT secret FROM orders", "ERROR", state, "relation orders");
    }
}
