package io.sluice.order;

import io.sluice.order.domain.Line;
import java.util.List;
import java.util.Map;

/**
 * A preview that may become an order.
 *
 * @param asked units by SKU, also those that could not be priced
 * @param lines as priced then
 */
record Checkout(Map<String, Integer> asked, List<Line> lines) {}
