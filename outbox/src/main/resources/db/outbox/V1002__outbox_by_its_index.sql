-- What the relay asks in every round, as functions, because they must go by the primary key: the table is empty most of the
-- time, and a statement that PostgreSQL planned then reads and sorts all of it, dead rows too, once a flash sale fills it.

CREATE FUNCTION outbox_next(relay uuid, held_back text[], batch integer)
    RETURNS TABLE (seq bigint, id uuid, topic text, key text, at timestamptz, type text, payload text)
    LANGUAGE sql STABLE SET enable_seqscan = off
BEGIN ATOMIC
    SELECT seq, id, topic, key, at, payload ->> 'type', payload::text
      FROM outbox
     WHERE shard = ANY (ARRAY(SELECT shard FROM outbox_lease WHERE holder = relay AND until > now()))
       AND topic <> ALL (held_back)
     ORDER BY seq LIMIT batch;
END;

CREATE FUNCTION outbox_delete(seqs bigint[])
    RETURNS void
    LANGUAGE sql SET enable_seqscan = off
BEGIN ATOMIC
    DELETE FROM outbox WHERE seq = ANY (seqs);
END;
