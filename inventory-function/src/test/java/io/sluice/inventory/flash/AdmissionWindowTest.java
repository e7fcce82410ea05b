package io.sluice.inventory.flash;

import static io.sluice.inventory.flash.AdmissionWindow.KEPT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AdmissionWindowTest {

    private static final long WINDOW = 10_000_000;

    @Test
    void letsSoManyThroughInEachWindow() {
        var window = used(3);

        assertThat(passes(window, WINDOW - 1, 5)).isZero();
        assertThat(passes(window, WINDOW, 5)).isEqualTo(3);
        assertThat(passes(window, 2 * WINDOW, 1)).isEqualTo(1);
        assertThat(passes(window, 2 * WINDOW + 5, 5)).isEqualTo(2);
    }

    @Test
    void keepsWhatWasNotUsedOfTheLastWindows() {
        var window = used(3);

        assertThat(passes(window, 4 * WINDOW, 50)).isEqualTo(4 * 3);
        assertThat(passes(window, 104 * WINDOW, 50)).isEqualTo(KEPT * 3);
    }

    /** It opened the window anew, as full as before, and the next thread did so with its own. */
    @Test
    void countsAThreadThatIsLateAmongThoseWhoWereFaster() {
        var window = used(3);

        assertThat(passes(window, 2 * WINDOW, 5)).isEqualTo(5);
        assertThat(passes(window, WINDOW, 5)).isEqualTo(1);
        assertThat(passes(window, 2 * WINDOW, 5)).isZero();
    }

    /** A monotonic clock may begin anywhere, also below zero. */
    @Property
    void neverLetsMoreThrough(
            @ForAll @LongRange(min = -1L << 60, max = 1L << 60) long begin,
            @ForAll @IntRange(min = 1, max = 50) int size,
            @ForAll @Size(max = 30) List<@LongRange(min = -WINDOW, max = 3 * WINDOW) Long> steps) {
        var window = new AdmissionWindow(size);
        var now = begin;
        var latest = begin;
        var passed = passes(window, now, 1_000);
        assertThat(passed).isEqualTo(KEPT * size);
        for (var step : steps) {
            now += step;
            latest = Math.max(latest, now);
            passed += passes(window, now, 1_000);
        }
        var windows = Math.floorDiv(latest, WINDOW) - Math.floorDiv(begin, WINDOW);
        assertThat(passed).isLessThanOrEqualTo((KEPT + windows) * size);
    }

    @Test
    void countsThoseWhoComeAtTheSameMoment() throws Exception {
        var window = new AdmissionWindow(1_000 / KEPT);
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

    /** One of which at 0 nothing is left. */
    private static AdmissionWindow used(int size) {
        var window = new AdmissionWindow(size);
        assertThat(passes(window, 0, KEPT * size + 2)).isEqualTo(KEPT * size);
        return window;
    }

    private static long passes(AdmissionWindow window, long nanos, int times) {
        return IntStream.range(0, times).filter(_ -> window.pass(nanos)).count();
    }
}
