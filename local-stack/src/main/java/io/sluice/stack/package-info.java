/**
 * Sluice on this machine: real PostgreSQL, Redis and Kafka, the functions beside them, and the launcher.
 *
 * <p>Tests get the servers from {@link io.sluice.stack.TestStack}, whole-system tests from
 * {@link io.sluice.stack.LocalStack}, people from {@code ./sluice up}. Everything started here leaves its process id in
 * a file and is ended by that id, never by a name; everything kept is kept under one folder.
 */
package io.sluice.stack;
