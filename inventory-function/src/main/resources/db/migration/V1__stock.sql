-- What can run out: a SKU's ordinary stock, or a SKU's share in one flash sale.
CREATE TABLE pool (
    id         bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- Whoever locks several pools locks them in this order.
    sku        text    NOT NULL CHECK (sku ~ '^[A-Za-z0-9._-]{1,64}$'),
    sale_id    uuid,                                             -- The flash sale whose share this is; null: ordinary stock.
    total      bigint  NOT NULL DEFAULT 0 CHECK (total >= 0),    -- Units ever delivered, less those that went missing.
    held       bigint  NOT NULL DEFAULT 0 CHECK (held >= 0),     -- Set aside for unpaid orders.
    sold       bigint  NOT NULL DEFAULT 0 CHECK (sold >= 0),     -- Paid for and not come back.
    seq        bigint  NOT NULL DEFAULT 0 CHECK (seq >= 0),      -- Number of the last movement.
    infinite   boolean NOT NULL DEFAULT false,                   -- Never runs out: a download, say.
    warn_below bigint  CHECK (warn_below >= 0),                  -- Warn when fewer units are available; null: never.
    state      text    NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'ENDED')),
    CONSTRAINT pool_never_oversold CHECK (infinite OR held + sold <= total),
    CONSTRAINT pool_of_a_sale_is_finite CHECK (sale_id IS NULL OR NOT infinite)
) WITH (fillfactor = 50); -- A hot row changes in place (HOT): half of each page is left free for its next versions.

CREATE UNIQUE INDEX pool_ordinary ON pool (sku) WHERE sale_id IS NULL;
CREATE UNIQUE INDEX pool_of_sale ON pool (sale_id, sku) WHERE sale_id IS NOT NULL;
-- For counting those below their level. The figures stay out of it: an indexed column cannot change in place.
CREATE INDEX pool_watched ON pool (id) WHERE warn_below IS NOT NULL;

-- The one decision about an order's stock. Whoever decides inserts it first, so that there is never a second one.
CREATE TABLE claim (
    bucket       smallint    NOT NULL CHECK (bucket BETWEEN 0 AND 4095), -- Of the order's user, taken from the order's id: the shard.
    order_id     uuid        NOT NULL,
    user_id      text,                               -- Null for a tombstone: an order that ended before it asked.
    sale_id      uuid,                               -- The flash sale, of a flash order only.
    state        text        NOT NULL CHECK (state IN ('HELD', 'REJECTED', 'EXPIRED', 'RELEASED', 'SOLD', 'RETURNED')),
    reason       text,                               -- Why it is REJECTED, EXPIRED or RELEASED.
    refused_skus text[]      NOT NULL DEFAULT '{}',  -- What was out of stock: a repeat is told the same.
    fingerprint  text,                               -- SHA-256 of what was asked for; null for a tombstone.
    decided_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    placed_at    timestamptz,                        -- When order-function said that the order is placed; never cleared.
    PRIMARY KEY (bucket, order_id),
    CONSTRAINT claim_only_tombstones_are_anonymous
        CHECK (state = 'RELEASED' OR (user_id IS NOT NULL AND fingerprint IS NOT NULL)),
    CONSTRAINT claim_names_what_was_refused CHECK (state = 'REJECTED' OR refused_skus = '{}')
);

-- What an order has or had of a pool. Its state is its claim's.
CREATE TABLE hold (
    bucket   smallint NOT NULL,
    order_id uuid     NOT NULL,
    pool_id  bigint   NOT NULL,                      -- No foreign key: pools and orders are sharded differently.
    quantity bigint   NOT NULL CHECK (quantity > 0),
    returned bigint   NOT NULL DEFAULT 0,            -- Came back by refunds: the sum of its hold_return rows.
    PRIMARY KEY (bucket, order_id, pool_id),
    FOREIGN KEY (bucket, order_id) REFERENCES claim,
    CONSTRAINT hold_returns_what_was_sold CHECK (returned BETWEEN 0 AND quantity)
);

-- What came back by one refund: the key makes a repeated event harmless.
CREATE TABLE hold_return (
    bucket    smallint NOT NULL,
    order_id  uuid     NOT NULL,
    pool_id   bigint   NOT NULL,
    refund_id uuid     NOT NULL,
    quantity  bigint   NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (bucket, order_id, pool_id, refund_id),
    FOREIGN KEY (bucket, order_id, pool_id) REFERENCES hold
);

-- Every change of a pool's figures: the audit ledger, and what caches fold.
CREATE TABLE movement (
    pool_id     bigint      NOT NULL REFERENCES pool,
    seq         bigint      NOT NULL CHECK (seq > 0), -- Gapless: it comes from the same UPDATE of the pool.
    held_delta  bigint      NOT NULL,
    sold_delta  bigint      NOT NULL,
    total_delta bigint      NOT NULL,
    reason      text        NOT NULL CHECK (reason IN ('HELD', 'SOLD', 'RELEASED', 'ADJUSTED')),
    changes     jsonb       NOT NULL,                 -- Whose units: [{"orderId", "userId", "quantity", "state"}].
    at          timestamptz NOT NULL DEFAULT clock_timestamp(), -- Not the transaction's start: it rises with seq.
    PRIMARY KEY (pool_id, seq)
);

-- What operators changed, once per id.
CREATE TABLE adjustment (
    adjustment_id text        PRIMARY KEY,
    sku           text        NOT NULL,
    delta         bigint      NOT NULL CHECK (delta <> 0),
    reason        text        NOT NULL,
    who           text        NOT NULL, -- The operator: the token's subject.
    at            timestamptz NOT NULL DEFAULT now()
);
