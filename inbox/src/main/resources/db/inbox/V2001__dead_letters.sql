CREATE TABLE dead_letter (
    id          uuid        PRIMARY KEY,
    topic       text        NOT NULL,
    "partition" integer     NOT NULL,
    "offset"    bigint      NOT NULL,
    message_id  text        NOT NULL, -- Its ce_id; without one, position and time: offsets begin anew if Kafka loses its data.
    key         text,
    reason      text        NOT NULL,
    payload     bytea       NOT NULL, -- As it came: it may be no JSON at all.
    parked_at   timestamptz NOT NULL DEFAULT now(),
    replayed_at timestamptz,          -- When an operator's replay of it succeeded.
    UNIQUE (topic, message_id)        -- The outbox may send a message twice, at two offsets: it is one letter.
);

CREATE INDEX dead_letter_newest ON dead_letter (parked_at DESC, id DESC);
