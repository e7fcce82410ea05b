package io.sluice.inventory.flash;

import io.sluice.inventory.flash.LedgerDifferences.Scope;
import java.time.Instant;
import java.util.List;

/**
 * A comparison of figures.
 *
 * @param at when it began
 * @param pools how many were compared
 */
record Reconciliation(Scope scope, Instant at, long pools, List<Difference> differences) {}
