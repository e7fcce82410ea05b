package io.sluice.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseRefusalTest {

    @ParameterizedTest
    @CsvSource({
        "22001, true",
        "22003, true",
        "22021, true",
        "22P05, true",
        "23505, true",
        "23514, true",
        "54000, true",
        "22012, false",
        "22023, false",
        "22P02, false",
        "23502, false",
        "23503, false",
        "54001, false",
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
        var wrapped = new CompletionException(new SQLException("no", state, refused));

        assertThat(DatabaseRefusal.isBehind(refused)).isEqualTo(isTheDatas);
        assertThat(DatabaseRefusal.isBehind(wrapped)).isEqualTo(isTheDatas);
        assertThat(DatabaseTrouble.isBehind(refused) && isTheDatas).isFalse();
    }

    @Test
    void saysWhatPostgresqlSaidWithoutTheStatement() {
        var refused = new PgException("no", "ERROR", "22021", "detail");

        assertThat(DatabaseRefusal.said(new CompletionException(new SQLException("no: INSERT", "22021", refused))))
                .isEqualTo(refused.getMessage());
    }

    @Test
    void blamesTheDataForNothingElse() {
        assertThat(DatabaseRefusal.isBehind(new ConnectException("Connection refused")))
                .isFalse();
        assertThat(DatabaseRefusal.isBehind(new SQLException("no state"))).isFalse();
        assertThat(DatabaseRefusal.isBehind(new IllegalArgumentException("no"))).isFalse();
        assertThat(DatabaseRefusal.isBehind(new ArithmeticException("long overflow")))
                .isFalse();
    }
}
