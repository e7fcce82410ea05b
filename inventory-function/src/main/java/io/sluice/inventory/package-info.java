/**
 * Holds, sells and gives back stock.
 *
 * <p>PostgreSQL decides: never-oversell rests on one conditional update under a CHECK constraint, and on one claim per
 * order. Stock is asked for and changed over HTTP ({@link io.sluice.inventory.HoldResource},
 * {@link io.sluice.inventory.StockResource}); what becomes of orders is heard on Kafka
 * ({@link io.sluice.inventory.OrderEvents}). Every change of a pool's figures is a row in a gapless ledger. An order's
 * stock is never released by age: the order decides, inventory obeys.
 */
package io.sluice.inventory;
