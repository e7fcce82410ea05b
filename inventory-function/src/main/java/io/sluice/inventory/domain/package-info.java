/** Every rule about stock, in plain Java: no clock, no randomness, no database. */
package io.sluice.inventory.domain;
