-- The pool of a flash order, so that what was decided about one pool can be read without that of all others in its sale. Null
-- where nobody knows it: an order that a poll ended, and all of before.
ALTER TABLE claim ADD COLUMN pool_id bigint;
