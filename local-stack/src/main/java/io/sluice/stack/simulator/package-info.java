/**
 * The payment providers, played on this machine: their real protocols, genuinely signed webhooks, and a book of their own
 * that tests compare with ours.
 *
 * <p>A {@link io.sluice.stack.simulator.Protocol} is one provider's side of the wire; {@link io.sluice.stack.simulator.Book}
 * is what all providers know, kept over a restart; {@link io.sluice.stack.simulator.Refunds} ends refunds as the faults say;
 * {@link io.sluice.stack.simulator.Webhooks} delivers; {@link io.sluice.stack.simulator.Desk} is where a buyer pays and where
 * a test orders faults; {@link io.sluice.stack.simulator.Pace} holds the providers' limits. Nothing here knows the functions,
 * and it shares no code with them, so that an error in one does not hide in the other.
 */
package io.sluice.stack.simulator;
