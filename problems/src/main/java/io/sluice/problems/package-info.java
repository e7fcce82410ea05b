/**
 * Answers that say what is wrong: RFC 9457 problems, the same in every function.
 *
 * <p>What may enter here: the problem, and the mappers that turn what the frameworks throw into one. The types of a
 * function's own problems are its own.
 */
package io.sluice.problems;
