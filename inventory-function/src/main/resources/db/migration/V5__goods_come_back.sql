-- What a refund gives back moves as well. Whatever is there was allowed before: it is not read again under the table's lock.
ALTER TABLE movement DROP CONSTRAINT movement_reason_check;
ALTER TABLE movement ADD CONSTRAINT movement_reason_check
    CHECK (reason IN ('HELD', 'SOLD', 'RELEASED', 'RETURNED', 'SETTLED', 'REFUSED', 'ADJUSTED', 'TO_SALE', 'FROM_SALE')) NOT VALID;
