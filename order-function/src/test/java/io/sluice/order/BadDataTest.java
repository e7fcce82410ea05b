package io.sluice.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import org.hibernate.HibernateException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BadDataTest {

    /** What else may go wrong, and whether the data are to blame. */
    enum Failure {
        BEYOND_LONG(new ArithmeticException("long overflow"), true),
        NEGATIVE_MONEY(new CompletionException(new IllegalArgumentException("never negative")), true),
        AWAY(new ConnectException("Connection refused"), false),
        POOL_SLOW(new VertxException("Timeout waiting for connection", true), false),
        BUG(new IllegalStateException("session is closed"), false);

        private final Throwable failure;
        private final boolean isTheDatas;

        Failure(Throwable failure, boolean isTheDatas) {
            this.failure = failure;
            this.isTheDatas = isTheDatas;
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

    @ParameterizedTest
    @EnumSource
    void blamesTheDataOnlyWhereItIsSure(Failure what) {
        assertThat(BadData.isBehind(what.failure)).isEqualTo(what.isTheDatas);
    }
}
