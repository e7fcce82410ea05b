package io.sluice.inventory.flash;

import java.time.Instant;
import java.util.List;

/**
 * A comparison of all figures.
 *
 * @param pools how many were compared
 */
record Reconciliation(Instant at, long pools, List<Difference> differences) {}
