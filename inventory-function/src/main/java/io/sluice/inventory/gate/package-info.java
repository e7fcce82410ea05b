/**
 * Redis, which carries a flash sale's peak: a fold of what PostgreSQL committed, that admits requests as far as it knows.
 *
 * <p>It may be empty, stale or rolled back at any moment; whatever it admits too much, PostgreSQL refuses. What is available
 * is computed, never stored. Each script's contract stands at its top, in {@code resources/lua}.
 */
package io.sluice.inventory.gate;
