package io.sluice.inventory.flash;

import io.sluice.inventory.Batches;
import io.sluice.inventory.domain.Allotment;
import io.sluice.inventory.gate.Gate;
import io.sluice.inventory.gate.GateModel;
import java.time.Duration;

/** What a schedule is played with: all of production that can be had without a server. A mutant lacks something. */
class Parts {

    GateModel gate() {
        return new GateModel();
    }

    Tables tables() {
        return new Tables();
    }

    Decisions decisions(Tables tables, SimulatedClock clock, Allotment.Rules rules) {
        return new Decisions(tables, clock, rules);
    }

    Expiries expiries(Tables tables, SimulatedClock clock, Duration patience) {
        return new Expiries(tables, clock, patience);
    }

    Settlements settlements(Tables tables) {
        return new Settlements(tables);
    }

    TableReads reads(Tables tables, SimulatedClock clock, FlashConfig config) {
        return new TableReads(tables, clock, config);
    }

    RequestTopic topic(RequestTopic kafka, Gate gate) {
        return kafka;
    }

    TakeRequest takeRequest(
            Admissions admissions,
            RequestTopic topic,
            Decider decider,
            PollPause pause,
            Batches batches,
            FlashConfig config) {
        return new TakeRequest(admissions, topic, decider, pause, batches, config);
    }
}
