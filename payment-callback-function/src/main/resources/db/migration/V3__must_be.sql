-- Fails a transaction whose COMMIT is sent before a statement's answer is known.
CREATE FUNCTION must_be(wanted bigint, counted bigint, what text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF counted <> wanted THEN
        RAISE EXCEPTION '% instead of % %', counted, wanted, what;
    END IF;
END $$;
