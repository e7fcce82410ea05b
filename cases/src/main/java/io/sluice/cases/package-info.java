/**
 * What waits for a person, and what persons did.
 *
 * <p>What no rule can decide becomes a case, in the transaction that met it, once for each subject. An operator decides it over
 * HTTP; what the decision means is the function's ({@link io.sluice.cases.Resolves}) and happens in the transaction that closes the case
 * and writes the audit, all or nothing.
 */
package io.sluice.cases;
