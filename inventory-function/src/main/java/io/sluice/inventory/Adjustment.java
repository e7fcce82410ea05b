package io.sluice.inventory;

/**
 * What an operator wants changed.
 *
 * @param id chosen by the operator: a repeat of it changes nothing
 * @param delta units that arrived, or, negative, turned out to be missing
 * @param who the operator
 */
record Adjustment(String id, String sku, long delta, String reason, String who) {}
