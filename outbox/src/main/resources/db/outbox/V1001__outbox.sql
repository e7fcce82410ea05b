CREATE TABLE outbox (
    seq     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- Relay order; within one key also commit order, because the aggregate's row is locked.
    shard   smallint    NOT NULL,                                 -- From the key: one holder relays a shard.
    id      uuid        NOT NULL,                                 -- Message id, sent as Kafka header ce_id.
    topic   text        NOT NULL,
    key     text        NOT NULL,
    at      timestamptz NOT NULL,                                 -- When it happened, sent as ce_time.
    added   timestamptz NOT NULL DEFAULT now(),                   -- When it was written here: the relay's lag.
    payload jsonb       NOT NULL CHECK (payload ? 'type')             -- The type is sent as ce_type.
) WITH (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 5000); -- Every row is deleted soon: vacuum by count, not by share.

CREATE TABLE outbox_lease (
    shard  smallint    PRIMARY KEY,
    holder uuid,                                        -- The relay that may send this shard's rows ...
    until  timestamptz NOT NULL DEFAULT '-infinity'     -- ... until then; afterwards anyone may take it.
);

INSERT INTO outbox_lease (shard) SELECT generate_series(0, 3);
