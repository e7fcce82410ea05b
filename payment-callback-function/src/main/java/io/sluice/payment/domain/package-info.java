/** What may become of a payment, in plain Java: no framework, no clock, no randomness. */
package io.sluice.payment.domain;
