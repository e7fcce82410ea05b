package io.sluice.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BasketTest {

    @Test
    void mergesLinesOfTheSameSku() {
        var basket = basket(line("vase", 1), line("lamp", 2), line("vase", 3));

        assertThat(basket.lines()).containsExactly(line("lamp", 2), line("vase", 4));
    }

    @Test
    void holdsWhatIsThereToTheLastUnit() {
        var verdict = basket(line("lamp", 3)).against(List.of(pool(1, "lamp", 5, 1, 1)));

        assertThat(verdict).isEqualTo(new Verdict.Granted(List.of(Move.hold(1, 3))));
    }

    @Test
    void holdsNothingWhenOneLineIsScarce() {
        var pools = List.of(pool(1, "lamp", 5, 1, 1), pool(2, "vase", 100, 0, 0));

        var verdict = basket(line("lamp", 4), line("vase", 1)).against(pools);

        assertThat(verdict).isEqualTo(new Verdict.Short(List.of("lamp")));
    }

    @Test
    void holdsAnyNumberOfWhatNeverRunsOut() {
        var download = Pool.ordinary(1, "song", 0, 7, 9, true, 5L);

        var verdict = basket(line("song", 999_999)).against(List.of(download));

        assertThat(verdict).isEqualTo(new Verdict.Granted(List.of(Move.hold(1, 999_999))));
    }

    @Test
    void decidesNothingAboutAnUnknownSku() {
        var verdict = basket(line("lamp", 1), line("ghost", 1)).against(List.of(pool(1, "lamp", 0, 0, 0)));

        assertThat(verdict).isEqualTo(new Verdict.Unknown(List.of("ghost")));
    }

    @Test
    void hasOneFingerprintHoweverTheLinesAreWritten() {
        var once = basket(line("lamp", 2), line("vase", 4)).fingerprint("alice");
        var again = basket(line("vase", 1), line("lamp", 2), line("vase", 3)).fingerprint("alice");

        assertThat(again).isEqualTo(once);
    }

    @Test
    void hasAnotherFingerprintForAnythingElse() {
        var fingerprints = List.of(
                basket(line("lamp", 2)).fingerprint("alice"),
                basket(line("lamp", 3)).fingerprint("alice"),
                basket(line("vase", 2)).fingerprint("alice"),
                basket(line("lamp", 2)).fingerprint("bob"),
                basket(line("lamp", 2), line("vase", 1)).fingerprint("alice"),
                basket(line("lamp", 2)).fingerprint("vase\n1\n\nalice"));

        assertThat(fingerprints).doesNotHaveDuplicates();
    }

    @Test
    void hasNoEmptyLines() {
        assertThatThrownBy(() -> line("lamp", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Basket basket(Line... lines) {
        return new Basket(List.of(lines));
    }

    private static Line line(String sku, long quantity) {
        return new Line(sku, quantity);
    }

    private static Pool pool(long id, String sku, long total, long held, long sold) {
        return Pool.ordinary(id, sku, total, held, sold, false, null);
    }
}
