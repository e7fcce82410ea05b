package io.sluice.inventory.flash;

import static io.sluice.inventory.flash.SimHunt.assertCaught;

import io.sluice.inventory.gate.Gate.Snapshot;
import io.sluice.inventory.gate.GateModel;
import io.sluice.inventory.gate.GateState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the scripts in Redis rest on: whatever one of them lacks, the simulator finds a schedule that shows it. */
class GateMutantsTest {

    @Test
    void catchesStepsThatAreFollowedTwice() {
        assertCaught(
                with(new GateModel() {
                    @Override
                    protected boolean isNext(long seq, long applied) {
                        return true;
                    }
                }),
                "I5");
    }

    @Test
    void catchesStepsThatAreFollowedAcrossAGap() {
        assertCaught(
                with(new GateModel() {
                    @Override
                    protected boolean isNext(long seq, long applied) {
                        return seq > applied;
                    }
                }),
                "I5");
    }

    @Test
    void catchesAdmissionsThatAreDroppedBeforeTheirDecisionIsFollowed() {
        assertCaught(
                with(new GateModel() {
                    @Override
                    protected boolean mayDrop(long seq, long applied) {
                        return true;
                    }
                }),
                "Redis lost nothing");
    }

    @Test
    void catchesALoadThatReplacesWhatIsNewer() {
        assertCaught(
                with(new GateModel() {
                    @Override
                    protected boolean isBeyond(long seen, long seq, long applied) {
                        return true;
                    }
                }),
                "Redis lost nothing");
    }

    @Test
    void catchesALoadThatDoesNotSayWhatWasDecided() {
        assertCaught(
                with(new GateModel() {
                    @Override
                    public void remember(GateState state, Instant now, Snapshot snapshot) {
                        // Only the figures are loaded.
                    }

                    @Override
                    protected boolean remembers(int decided, Snapshot snapshot) {
                        return true;
                    }
                }),
                "I7");
    }

    @Test
    void catchesALoadThatDoesNotNoticeThatItsFirstHalfIsLost() {
        assertCaught(
                with(new GateModel() {
                    @Override
                    protected boolean remembers(int decided, Snapshot snapshot) {
                        return true;
                    }
                }),
                "I7");
    }

    private static SimParts with(GateModel gate) {
        return new SimParts() {
            @Override
            GateModel gate() {
                return gate;
            }
        };
    }
}
