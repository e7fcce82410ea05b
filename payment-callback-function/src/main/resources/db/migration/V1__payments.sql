CREATE TABLE payment (
    bucket            smallint    NOT NULL CHECK (bucket BETWEEN 0 AND 4095), -- Of the order's user: the same in the order's id, by which all is sharded.
    id                uuid        NOT NULL,                                   -- The provider's out_trade_no, and the key that makes a repeated request the same one.
    order_id          uuid        NOT NULL,
    user_id           text        NOT NULL,                                   -- Who may see it.
    provider          text        NOT NULL CHECK (provider IN ('STRIPE', 'WECHATPAY', 'ALIPAY')),
    provider_id       text,                                                   -- What the provider calls it, once known.
    amount_minor      bigint      NOT NULL CHECK (amount_minor > 0),          -- What was asked for.
    amount_currency   text        NOT NULL CHECK (amount_currency ~ '^[A-Z]{3}$'),
    subject           text        NOT NULL,                                   -- Kept, because a request is repeated word for word.
    pay_by            timestamptz NOT NULL,
    status            text        NOT NULL CHECK (status IN ('CREATED', 'PENDING', 'CAPTURED', 'CLOSED', 'FAILED', 'NEEDS_OPERATOR')),
    action_type       text        CHECK (action_type IN ('REDIRECT', 'QR_CODE', 'CLIENT_SECRET')),
    action_value      text,                                                   -- Answered again to whoever asks again.
    captured_minor    bigint      CHECK (captured_minor >= 0),                -- What was really captured, whatever was asked for.
    captured_currency text        CHECK (captured_currency ~ '^[A-Z]{3}$'),
    captured_at       timestamptz,                                            -- When we learned of it; the provider's time is in webhook.
    version           bigint      NOT NULL DEFAULT 0 CHECK (version >= 0),    -- How many events were said about it.
    created_at        timestamptz NOT NULL DEFAULT now(),
    close_at          timestamptz,                                            -- Its order ended: while PENDING it is closed then, or tried again. Also a lease: whoever tries pushes it on.
    close_attempts    smallint    NOT NULL DEFAULT 0,                         -- By the sweep; each makes the next pause longer.
    PRIMARY KEY (bucket, id),
    CHECK ((action_type IS NULL) = (action_value IS NULL)),
    CHECK (status <> 'PENDING' OR (provider_id IS NOT NULL AND action_type IS NOT NULL)),
    CHECK (num_nonnulls(captured_minor, captured_currency, captured_at) IN (0, 3)),
    -- A capture is never forgotten, and never made up.
    CHECK (status = 'NEEDS_OPERATOR' OR (status = 'CAPTURED') = (captured_minor IS NOT NULL)),
    CHECK (status <> 'CAPTURED' OR (provider_id IS NOT NULL AND version > 0))
);

-- A buyer who asks twice gets the same payment.
CREATE UNIQUE INDEX payment_open ON payment (bucket, order_id, provider) WHERE status IN ('CREATED', 'PENDING');
CREATE INDEX payment_of_order ON payment (bucket, order_id);
CREATE INDEX payment_by_status ON payment (status, created_at DESC, id DESC);
CREATE INDEX payment_to_close ON payment (close_at) WHERE status = 'PENDING' AND close_at IS NOT NULL;

-- Every piece of news from a provider, once, whatever it was called when it came again.
CREATE TABLE webhook (
    provider       text        NOT NULL,
    business_key   text        NOT NULL,               -- The object and what became of it: providers repeat it under other event ids.
    event_id       text        NOT NULL,               -- Of the first message that brought it.
    kind           text        NOT NULL CHECK (kind IN ('CAPTURED', 'CLOSED')),
    payment_number text,                               -- As the provider has it: it may be another system's.
    provider_id    text        NOT NULL,
    minor          bigint,
    currency       text,
    occurred_at    timestamptz NOT NULL,               -- By the provider's clock.
    received_at    timestamptz NOT NULL DEFAULT now(),
    parked         boolean     NOT NULL,               -- No payment of ours has that number: kept and counted, for a person to look at.
    PRIMARY KEY (provider, business_key),
    CHECK ((kind = 'CAPTURED') = (minor IS NOT NULL)),
    CHECK ((minor IS NULL) = (currency IS NULL))
);

CREATE INDEX webhook_parked ON webhook (received_at) WHERE parked;

-- One row for each order that somebody wanted to pay here or that ended: whoever opens a payment and whoever ends the
-- order lock it, so that no payment is opened unseen while the order ends.
CREATE TABLE ended_order (
    bucket   smallint    NOT NULL CHECK (bucket BETWEEN 0 AND 4095),
    order_id uuid        NOT NULL,
    ended_at timestamptz,          -- Null while the order lives.
    PRIMARY KEY (bucket, order_id)
);
