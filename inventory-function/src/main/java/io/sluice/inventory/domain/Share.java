package io.sluice.inventory.domain;

import java.time.Instant;

/**
 * A flash sale's word on one of its pools.
 *
 * @param closesAt a request that was admitted then or later gets nothing; a cancellation of the sale moves it
 * @param perUserLimit units that one user may have, held and sold
 */
public record Share(long poolId, Instant closesAt, int perUserLimit) {}
