package io.sluice.order.domain;

/** How the goods travel. */
public record Shipment(String carrier, String trackingNumber) {}
