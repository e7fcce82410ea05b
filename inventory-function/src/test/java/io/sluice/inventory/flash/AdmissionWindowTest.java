package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AdmissionWindowTest {

    private static final long WINDOW = 50_000_000;

    @Test
    void letsSoManyThroughInEachWindow() {
        var window = new AdmissionWindow(3);

        assertThat(passes(window, 0, 5)).isEqualTo(3);
        assertThat(passes(window, WINDOW - 1, 5)).isZero();
        assertThat(passes(window, WINDOW, 5)).isEqualTo(3);
        assertThat(passes(window, 100 * WINDOW, 1)).isEqualTo(1);
        assertThat(passes(window, 100 * WINDOW + 5, 5)).isEqualTo(2);
    }

    /** It opened the window anew, as full as before, and the next thread did so with its own. */
    @Test
    void countsAThreadThatIsLateAmongThoseWhoWereFaster() {
        var window = new AdmissionWindow(3);

        assertThat(passes(window, 2 * WINDOW, 2)).isEqualTo(2);
        assertThat(passes(window, WINDOW, 5)).isEqualTo(1);
        assertThat(passes(window, 2 * WINDOW, 5)).isZero();
    }

    /** A monotonic clock may begin anywhere, also below zero. */
    @Property
    void neverLetsMoreThrough(
            @ForAll @LongRange(min = -1L << 60, max = 1L << 60) long at,
            @ForAll @IntRange(min = 1, max = 50) int size) {
        assertThat(passes(new AdmissionWindow(size), at, 60)).isEqualTo(size);
    }

    @Test
    void countsThoseWhoComeAtTheSameMoment() throws Exception {
        var window = new AdmissionWindow(1_000);
        var begin = new CountDownLatch(8);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var counts = IntStream.range(0, 8)
                    .mapToObj(_ -> threads.submit(() -> {
                        begin.countDown();
                        begin.await();
                        return passes(window, 7, 1_000);
                    }))
                    .toList();
            var sum = 0L;
            for (var count : counts) {
                sum += count.get();
            }
            assertThat(sum).isEqualTo(1_000);
        }
    }

    private static long passes(AdmissionWindow window, long nanos, int times) {
        return IntStream.range(0, times).filter(_ -> window.pass(nanos)).count();
    }
}
