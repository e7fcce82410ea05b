/**
 * A Java agent that kills a JVM, as kill -9 would, when it enters a named method: faults at the exact place, without a
 * switch in what runs in production.
 *
 * <p>{@code -javaagent:e2e.jar=io.sluice.order.Stock#hold#1} halts on the first call.
 */
package io.sluice.e2e.failpoint;
