CREATE TABLE cases (
    id       uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    kind     text        NOT NULL,
    subject  text        NOT NULL, -- What it is about, a payment's id, say: whoever says it again opens no second case.
    order_id uuid,                 -- Absent where no order is known: that may be the very reason.
    detail   text        NOT NULL,
    opened   timestamptz NOT NULL DEFAULT clock_timestamp(), -- A transaction may have begun before the one it waited for ended.
    closed   timestamptz,
    decision text        CHECK (decision IN ('APPROVE', 'REFUSE', 'CLOSE')), -- Absent if something else answered it.
    reason   text,
    who      text,
    UNIQUE (kind, subject),
    CHECK ((closed IS NULL) = (reason IS NULL)),     -- None is closed without a reason,
    CHECK ((decision IS NULL) = (who IS NULL)),      -- no decision is nobody's,
    CHECK (decision IS NULL OR closed IS NOT NULL)   -- and what is decided waits no longer.
);

CREATE INDEX cases_newest ON cases (opened DESC, id DESC);

-- Those that wait are few among all that ever did: they are listed, and counted every 15 s.
CREATE INDEX cases_open ON cases (opened DESC, id DESC) WHERE closed IS NULL;

CREATE TABLE audit (
    id       uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    at       timestamptz NOT NULL DEFAULT clock_timestamp(), -- Two acts of one transaction come in their order.
    who      text        NOT NULL,
    what     text        NOT NULL,
    order_id uuid,                 -- Not all that operators do is about an order.
    reason   text        NOT NULL
);

CREATE INDEX audit_newest ON audit (at DESC, id DESC);
