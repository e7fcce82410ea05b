/**
 * Many concurrent calls become one batch, so that what a batch costs (a commit, a round trip) is paid once for many.
 *
 * <p>One batch is in flight at a time; whoever calls meanwhile waits and travels with the next. No timer: a lone call goes
 * at once, and batches grow by themselves under load. How many may wait is bounded. A batch that fails is split, so that
 * one bad request fails alone.
 */
package io.sluice.gather;
