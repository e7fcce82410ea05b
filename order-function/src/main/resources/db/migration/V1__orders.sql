-- Tables keyed by order have the primary key (bucket, id): the order's id carries the bucket of its user.

CREATE TABLE product (
    sku           text    PRIMARY KEY,
    name          text    NOT NULL,
    price         bigint  NOT NULL CHECK (price > 0), -- Minor units.
    currency      text    NOT NULL,
    on_sale       boolean NOT NULL,
    max_per_order integer CHECK (max_per_order > 0)   -- NULL: no limit but the API's.
);

CREATE TABLE checkout (
    bucket     smallint    NOT NULL,
    id         uuid        NOT NULL,
    user_id    text        NOT NULL,
    asked      jsonb       NOT NULL, -- Units by SKU, also those that could not be priced.
    lines      jsonb       NOT NULL, -- As quoted: an order from it is refused if a price has changed since.
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (bucket, id)
);

CREATE INDEX checkout_expired ON checkout (expires_at);

CREATE TABLE orders (
    bucket          smallint    NOT NULL,
    id              uuid        NOT NULL,
    version         bigint      NOT NULL DEFAULT 0, -- Of its last event.
    user_id         text        NOT NULL,
    status          text        NOT NULL CHECK (status IN ('PLACING', 'PENDING_PAYMENT', 'PAID', 'SHIPPED', 'COMPLETED',
                                                           'CANCELLED', 'REJECTED', 'REFUNDING', 'REFUNDED')),
    source          text        NOT NULL CHECK (source IN ('NORMAL', 'FLASH_SALE')),
    flash_sale_id   text        CHECK ((flash_sale_id IS NOT NULL) = (source = 'FLASH_SALE')),
    lines           jsonb       NOT NULL, -- One element a SKU, read and written with the order.
    currency        text        NOT NULL,
    items_total     bigint      NOT NULL CHECK (items_total >= 0),
    shipping_fee    bigint      NOT NULL CHECK (shipping_fee >= 0),
    discount        bigint      NOT NULL CHECK (discount >= 0),
    total           bigint      NOT NULL CHECK (total = items_total + shipping_fee - discount AND total > 0),
    paid            bigint      NOT NULL DEFAULT 0 CHECK (paid >= 0), -- What the order took in; captures that go back at once are not in it.
    refunded        bigint      NOT NULL DEFAULT 0 CHECK (refunded BETWEEN 0 AND paid),
    payment         text,                                 -- The payment that paid came with.
    captures        jsonb       NOT NULL DEFAULT '[]',    -- Every payment heard of: the same one twice is one.
    open_refunds    jsonb       NOT NULL DEFAULT '[]',    -- Refunds under way.
    leading_refund  text,                                 -- The refund that led to REFUNDING ...
    status_before   text,                                 -- ... and where the order returns to if it fails.
    address         jsonb,
    remark          text,
    carrier         text,
    tracking_number text,
    placed_at       timestamptz NOT NULL DEFAULT now(),
    pay_by          timestamptz,
    paid_at         timestamptz,
    shipped_at      timestamptz,
    sweep_at        timestamptz NOT NULL DEFAULT now(),   -- When the sweeper may look after a PLACING order.
    PRIMARY KEY (bucket, id),
    CHECK (status NOT IN ('PENDING_PAYMENT', 'PAID', 'SHIPPED', 'COMPLETED', 'CANCELLED') OR pay_by IS NOT NULL),
    CHECK (status NOT IN ('PAID', 'SHIPPED', 'COMPLETED') OR paid = total),
    CHECK (status NOT IN ('SHIPPED', 'COMPLETED') OR tracking_number IS NOT NULL)
);

CREATE INDEX orders_of_user ON orders (bucket, user_id, placed_at DESC, id DESC);
CREATE INDEX orders_newest ON orders (placed_at DESC, id DESC);
CREATE INDEX orders_placing ON orders (sweep_at) WHERE status = 'PLACING';

CREATE TABLE order_history (
    bucket   smallint    NOT NULL,
    order_id uuid        NOT NULL,
    seq      bigint      GENERATED ALWAYS AS IDENTITY, -- A step need not say an event: the version does not tell steps apart.
    at       timestamptz NOT NULL,
    was      text,                 -- NULL: it did not exist.
    became   text        NOT NULL,
    because  text        NOT NULL,
    event_id uuid,                 -- The message that announced it.
    PRIMARY KEY (bucket, order_id, seq)
);

CREATE TABLE idempotency (
    bucket      smallint    NOT NULL,
    user_id     text        NOT NULL,
    path        text        NOT NULL,
    key         text        NOT NULL,
    fingerprint text        NOT NULL, -- Of the body: the same key with another body is refused.
    order_id    uuid        NOT NULL,
    status      integer,              -- Of the answer as first rendered; NULL while there is none ...
    body        text,                 -- ... and its body.
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (bucket, user_id, path, key),
    CHECK ((status IS NULL) = (body IS NULL))
);

CREATE INDEX idempotency_of_order ON idempotency (bucket, order_id);
CREATE INDEX idempotency_oldest ON idempotency (created_at);

CREATE TABLE stray_capture (
    bucket     smallint    NOT NULL,
    order_id   uuid        NOT NULL, -- An order that does not exist here.
    payment_id text        NOT NULL,
    amount     bigint      NOT NULL,
    currency   text        NOT NULL,
    heard_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (bucket, order_id, payment_id)
);
