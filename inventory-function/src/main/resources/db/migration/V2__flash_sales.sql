-- A flash sale: units of some SKUs, set aside, sold in a short time at a price of their own.
CREATE TABLE sale (
    id                    uuid        PRIMARY KEY, -- UUIDv7: the newest is the last.
    name                  text        NOT NULL,
    starts_at             timestamptz NOT NULL,
    ends_at               timestamptz NOT NULL,    -- As announced ...
    cancelled_at          timestamptz,
    closes_at             timestamptz NOT NULL GENERATED ALWAYS AS (LEAST(ends_at, cancelled_at)) STORED, -- ... and as it is: a cancellation moves it.
    payment_window_millis bigint      NOT NULL CHECK (payment_window_millis > 0),
    ended_at              timestamptz,             -- When what was left moved back; null: not yet.
    created_at            timestamptz NOT NULL DEFAULT now(),
    created_by            text        NOT NULL,    -- The operator: the token's subject.
    cancelled_by          text,
    CHECK (ends_at > starts_at)
);

-- Those that have still something to give back.
CREATE INDEX sale_to_end ON sale (closes_at) WHERE ended_at IS NULL;
-- Those that caches follow: the newest, and whatever is not over for long.
CREATE INDEX sale_by_close ON sale (closes_at);

CREATE TABLE sale_item (
    sale_id        uuid    NOT NULL REFERENCES sale,
    sku            text    NOT NULL,
    pool_id        bigint  NOT NULL UNIQUE REFERENCES pool,
    quantity       bigint  NOT NULL CHECK (quantity > 0),      -- Set aside at the beginning.
    price          bigint  NOT NULL CHECK (price > 0),         -- Minor units.
    currency       text    NOT NULL,
    per_user_limit integer NOT NULL CHECK (per_user_limit > 0),
    PRIMARY KEY (sale_id, sku)
);

-- A SKU is in one sale at a time.
CREATE UNIQUE INDEX pool_in_one_sale ON pool (sku) WHERE sale_id IS NOT NULL AND state = 'OPEN';

-- What a user has of a sale, and how often it was cancelled: asked for under the pool's lock.
CREATE INDEX claim_of_buyer ON claim (sale_id, user_id) WHERE sale_id IS NOT NULL;

-- By when an order must be paid, as order-placed says: a hold that outlives it is a difference.
ALTER TABLE claim ADD COLUMN pay_by timestamptz;
-- A poll may end a request of which nothing but its id and its user is known.
ALTER TABLE claim DROP CONSTRAINT claim_only_tombstones_are_anonymous;
ALTER TABLE claim ADD CONSTRAINT claim_only_tombstones_are_anonymous
    CHECK (state = 'RELEASED' OR (user_id IS NOT NULL AND (state = 'EXPIRED' OR fingerprint IS NOT NULL)));

ALTER TABLE movement DROP CONSTRAINT movement_reason_check;
ALTER TABLE movement ADD CONSTRAINT movement_reason_check
    CHECK (reason IN ('HELD', 'SOLD', 'RELEASED', 'SETTLED', 'REFUSED', 'ADJUSTED', 'TO_SALE', 'FROM_SALE'));

-- Which instance runs a loop that one is enough for ...
CREATE TABLE loop_lease (
    name   text        PRIMARY KEY,
    holder uuid        NOT NULL,
    until  timestamptz NOT NULL     -- ... until then; afterwards anyone may take it.
);

-- Comparisons of the figures with what they should be, and what differed.
CREATE TABLE reconciliation (
    id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    began_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at timestamptz,
    pools    integer     NOT NULL DEFAULT 0 -- How many were compared.
);

CREATE TABLE difference (
    reconciliation_id bigint NOT NULL REFERENCES reconciliation ON DELETE CASCADE,
    number            integer NOT NULL,
    kind              text   NOT NULL,
    pool_id           bigint,
    order_id          uuid,
    expected          text   NOT NULL,
    found             text   NOT NULL,
    PRIMARY KEY (reconciliation_id, number)
);
