/**
 * What crosses the wire between functions: events, money and ids.
 *
 * <p>Only types that appear in a message or in a public HTTP body live here, without logic beyond their own invariant.
 * Every type has a golden sample in {@code src/test/resources/contracts} that is never edited; changes are additive, and
 * a breaking change is a new type.
 */
package io.sluice.contracts;
