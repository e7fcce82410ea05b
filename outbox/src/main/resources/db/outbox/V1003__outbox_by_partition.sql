-- The relay leaves alone what takes nothing: a topic, a partition, or one key (Slice). Rows of an instance that does not write
-- the hash yet count as partition 0, and are gone in a moment.
ALTER TABLE outbox ADD COLUMN hash integer NOT NULL DEFAULT 0; -- The key's, as Kafka's partitioner has it.

-- Beside V1002's, which instances of the version before ask while this one is rolled out.
CREATE FUNCTION outbox_next(relay uuid, topics text[], numbers integer[], ofs integer[], batch integer)
    RETURNS TABLE (seq bigint, id uuid, topic text, key text, at timestamptz, type text, payload text)
    LANGUAGE sql STABLE SET enable_seqscan = off
BEGIN ATOMIC
    SELECT seq, id, topic, key, at, payload ->> 'type', payload::text
      FROM outbox
     WHERE shard = ANY (ARRAY(SELECT shard FROM outbox_lease WHERE holder = relay AND until > now()))
       AND NOT EXISTS (SELECT FROM unnest(topics, numbers, ofs) AS held (topic, number, of)
                        WHERE held.topic = outbox.topic AND outbox.hash % held.of = held.number)
     ORDER BY seq LIMIT batch;
END;
