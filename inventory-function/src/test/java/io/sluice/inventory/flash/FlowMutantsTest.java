package io.sluice.inventory.flash;

import static io.sluice.inventory.flash.SimHunt.assertCaught;

import io.sluice.inventory.Batches;
import io.sluice.inventory.domain.FlashRequest;
import io.sluice.inventory.flash.Reception.Turned;
import io.sluice.inventory.flash.Reception.Why;
import io.sluice.inventory.gate.Folding;
import io.sluice.inventory.gate.Gate;
import io.sluice.inventory.gate.Gate.Settled;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A timeout means that nobody knows: flows that believe to know are found out by the simulator. */
class FlowMutantsTest {

    /** The broker did not answer, so the units are given back. */
    @Test
    void catchesAnAdmissionThatIsGivenBackOnATimeout() {
        assertCaught(
                new SimParts() {
                    @Override
                    RequestTopic topic(RequestTopic kafka, Gate gate) {
                        return requests -> kafka.send(requests)
                                .call(lost -> lost.isEmpty() ? Uni.createFrom().nullItem() : giveBack(gate, lost))
                                .chain(FlowMutantsTest::giveUp);
                    }
                },
                "Redis lost nothing");
    }

    /** The broker did not answer, so the buyer is told that there is nothing. */
    @Test
    void catchesARefusalOnATimeout() {
        assertCaught(
                new SimParts() {
                    @Override
                    RequestTopic topic(RequestTopic kafka, Gate gate) {
                        return requests -> kafka.send(requests).chain(FlowMutantsTest::giveUp);
                    }

                    @Override
                    TakeRequest takeRequest(
                            Admissions admissions,
                            HandOver handOver,
                            PollPause pause,
                            Batches batches,
                            FlashConfig config) {
                        return new TakeRequest(admissions, handOver, pause, batches, config) {
                            @Override
                            Uni<Reception> take(Wish wish) {
                                return super.take(wish).map(FlowMutantsTest::refuse);
                            }
                        };
                    }
                },
                "refused and taken all the same");
    }

    private static Uni<Folding> giveBack(Gate gate, List<FlashRequest> lost) {
        return gate.settle(
                lost.getFirst().poolId(),
                lost.stream().map(request -> new Settled(request.orderId(), 0)).toList());
    }

    private static Uni<List<FlashRequest>> giveUp(List<FlashRequest> lost) {
        return lost.isEmpty() ? Uni.createFrom().item(lost) : Uni.createFrom().failure(new TimeoutException());
    }

    private static Reception refuse(Reception reception) {
        return reception instanceof Reception.Unavailable ? new Turned(Why.SOLD_OUT) : reception;
    }
}
