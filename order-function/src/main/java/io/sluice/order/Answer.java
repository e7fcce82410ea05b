package io.sluice.order;

import io.sluice.contracts.OrderId;

/** An answer as it is first rendered, and kept for whoever asks with the same key. */
record Answer(OrderId orderId, int status, String body) {}
