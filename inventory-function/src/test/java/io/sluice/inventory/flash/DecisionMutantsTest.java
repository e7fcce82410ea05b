package io.sluice.inventory.flash;

import static io.sluice.inventory.flash.SimHunt.assertCaught;

import io.sluice.contracts.OrderId;
import io.sluice.inventory.domain.Allotment;
import io.sluice.inventory.domain.FlashRequest;
import io.sluice.inventory.domain.Part;
import io.sluice.inventory.domain.Pool;
import io.sluice.inventory.domain.Sale;
import io.sluice.inventory.domain.Settlement;
import io.sluice.inventory.domain.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What PostgreSQL's transactions rest on: whatever one of them lacks, the simulator finds a schedule that shows it. */
class DecisionMutantsTest {

    /** Redis admitted it, so it is held: nothing in PostgreSQL says no. */
    @Test
    void catchesDecisionsThatTrustRedis() {
        assertCaught(
                new SimParts() {
                    @Override
                    SimTables tables() {
                        return new SimTables() {
                            @Override
                            protected void check(Pool pool) {
                                // No CHECK constraint.
                            }
                        };
                    }

                    @Override
                    SimDecisions decisions(SimTables tables, SimClock clock, Allotment.Rules rules) {
                        return new SimDecisions(tables, clock, rules) {
                            @Override
                            protected Pool asItIs(Pool locked) {
                                return withTotal(locked, Integer.MAX_VALUE);
                            }
                        };
                    }
                },
                "I1");
    }

    private static Pool withTotal(Pool pool, long total) {
        return new Pool(
                pool.id(), pool.sku(), pool.saleId(), total, pool.held(), pool.sold(), false, null, pool.ended());
    }

    @Test
    void catchesAnExpiryThatLeavesNoTombstone() {
        assertCaught(
                new SimParts() {
                    @Override
                    SimExpiries expiries(SimTables tables, SimClock clock, Duration patience) {
                        return new SimExpiries(tables, clock, patience) {
                            @Override
                            protected void leave(long pool, Expiry.Lapsed lapsed) {
                                // Nobody will know.
                            }
                        };
                    }
                },
                "I6");
    }

    @Test
    void catchesAReleaseThatLeavesNoTombstone() {
        assertCaught(
                new SimParts() {
                    @Override
                    SimSettlements settlements(SimTables tables) {
                        return new SimSettlements(tables) {
                            @Override
                            protected void bury(Settlement end) {
                                // Nobody will know.
                            }
                        };
                    }
                },
                "held for ever");
    }

    @Test
    void catchesDecisionsWithoutTheClaimsKey() {
        assertCaught(
                new SimParts() {
                    @Override
                    SimDecisions decisions(SimTables tables, SimClock clock, Allotment.Rules rules) {
                        return new SimDecisions(tables, clock, rules) {
                            @Override
                            protected List<FlashRequest> undecided(List<FlashRequest> requests) {
                                return requests;
                            }
                        };
                    }
                },
                "I7");
    }

    @Test
    void catchesALimitThatOnlyRedisKnows() {
        assertCaught(
                new SimParts() {
                    @Override
                    SimDecisions decisions(SimTables tables, SimClock clock, Allotment.Rules rules) {
                        return new SimDecisions(tables, clock, rules) {
                            @Override
                            protected int limit(Sale.Item item) {
                                return Integer.MAX_VALUE;
                            }
                        };
                    }
                },
                "I4");
    }

    @Test
    void catchesDecisionsThatDoNotHearOfACancellation() {
        assertCaught(
                new SimParts() {
                    @Override
                    SimDecisions decisions(SimTables tables, SimClock clock, Allotment.Rules rules) {
                        return new SimDecisions(tables, clock, rules) {
                            @Override
                            protected Instant closesAt(Sale sale) {
                                return sale.endsAt();
                            }
                        };
                    }
                },
                "held after the sale's end");
    }

    /** What comes free after the end stays where nobody can buy it. */
    @Test
    void catchesAnEndWithoutForwarding() {
        assertCaught(
                new SimParts() {
                    @Override
                    SimSettlements settlements(SimTables tables) {
                        return new SimSettlements(tables) {
                            @Override
                            protected Pool asItIs(Pool locked) {
                                return new Pool(
                                        locked.id(),
                                        locked.sku(),
                                        locked.saleId(),
                                        locked.total(),
                                        locked.held(),
                                        locked.sold(),
                                        false,
                                        null,
                                        false);
                            }
                        };
                    }
                },
                "I13: nobody can buy what is left");
    }

    /** Whoever hears of a refund again takes its goods back again. */
    @Test
    void catchesReturnsWithoutTheirKey() {
        assertCaught(
                new SimParts() {
                    @Override
                    SimSettlements settlements(SimTables tables) {
                        return new SimSettlements(tables) {
                            @Override
                            protected List<Part> holds(OrderId order) {
                                return super.holds(order).stream()
                                        .map(part -> new Part(part.poolId(), part.sku(), part.quantity()))
                                        .toList();
                            }
                        };
                    }
                },
                "I2");
    }

    /** What was said to be placed is said to be rejected when the order ends. */
    @Test
    void catchesTicketsThatFollowTheirClaim() {
        assertCaught(
                new SimParts() {
                    @Override
                    SimReads reads(SimTables tables, SimClock clock, FlashConfig config) {
                        return new SimReads(tables, clock, config) {
                            @Override
                            protected Ticket ticket(SimTables.ClaimRow claim) {
                                return claim.reason() == null
                                        ? super.ticket(claim)
                                        : new Ticket.Rejected(claim.reason());
                            }
                        };
                    }
                },
                "I6");
    }
}
