package io.sluice.inventory.flash;

import io.sluice.inventory.Batches;
import io.sluice.inventory.domain.Allotment;
import io.sluice.inventory.gate.Gate;
import io.sluice.inventory.gate.GateModel;
import java.time.Duration;

/** What a schedule is played with: all of production that can be had without a server. A mutant lacks something. */
class SimParts {

    GateModel gate() {
        return new GateModel();
    }

    SimTables tables() {
        return new SimTables();
    }

    SimDecisions decisions(SimTables tables, SimClock clock, Allotment.Rules rules) {
        return new SimDecisions(tables, clock, rules);
    }

    SimExpiries expiries(SimTables tables, SimClock clock, Duration patience) {
        return new SimExpiries(tables, clock, patience);
    }

    SimSettlements settlements(SimTables tables) {
        return new SimSettlements(tables);
    }

    SimReads reads(SimTables tables, SimClock clock, FlashConfig config) {
        return new SimReads(tables, clock, config);
    }

    RequestTopic topic(RequestTopic kafka, Gate gate) {
        return kafka;
    }

    TakeRequest takeRequest(
            Admissions admissions, HandOver handOver, PollPause pause, Batches batches, FlashConfig config) {
        return new TakeRequest(admissions, handOver, pause, batches, config);
    }
}
