/** The rules of an order's life, in plain Java: no framework, no clock, no randomness. */
package io.sluice.order.domain;
