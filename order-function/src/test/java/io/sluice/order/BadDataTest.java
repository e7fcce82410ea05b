package io.sluice.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.concurrent.CompletionException;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BadDataTest {

    /** What else may go wrong: it passes, or is a mistake of ours, which must not cost a buyer the order. */
    enum Failure {
        AWAY(new ConnectException("Connection refused")),
        POOL_SLOW(new VertxException("Timeout waiting for connection", true)),
        NO_SESSION(new IllegalStateException("session is closed")),
        BEYOND_LONG(new ArithmeticException("long overflow")),
        NO_SUCH_DATE(new DateTimeException("beyond the calendar")),
        NO_JSON(new CompletionException(new IllegalArgumentException("cannot be written as JSON")));

        private final Throwable failure;

        Failure(Throwable failure) {
            this.failure = failure;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "22021, true",
        "22P05, true",
        "23514, true",
        "54000, true",
        "08006, false",
        "40P01, false",
        "42P01, false",
        "42703, false",
        "53300, false",
        "57014, false",
        "XX000, false"
    })
    void knowsDataByTheSqlState(String state, boolean isTheDatas) {
        var refused = new PgException("no", "ERROR", state, "detail");

        assertThat(BadData.isBehind(refused)).isEqualTo(isTheDatas);
        assertThat(BadData.isBehind(new HibernateException("wrapped", new SQLException("no", state, refused))))
                .isEqualTo(isTheDatas);
    }

    @Test
    void saysWhatPostgresqlSaidWithoutTheStatement() {
        var refused = new PgException("no", "ERROR", "22021", "detail");

        assertThat(BadData.said(new HibernateException("INSERT", new SQLException("no: INSERT", "22021", refused))))
                .isEqualTo(refused.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void blamesTheDataOnlyWherePostgresqlDoes(Failure what) {
        assertThat(BadData.isBehind(what.failure)).isFalse();
    }
}
