/**
 * What must hold after every story and every fault, whatever happened: checked from outside, on the tables, the topics
 * and the payment simulator's book.
 *
 * <p>{@link io.sluice.stack.invariants.Invariants} is the way in. It trusts no function: it reads what each has written,
 * and compares it with what the others have.
 */
package io.sluice.stack.invariants;
