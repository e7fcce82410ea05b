-- What a refund gives back moves as well.
ALTER TABLE movement DROP CONSTRAINT movement_reason_check;
ALTER TABLE movement ADD CONSTRAINT movement_reason_check
    CHECK (reason IN ('HELD', 'SOLD', 'RELEASED', 'RETURNED', 'SETTLED', 'REFUSED', 'ADJUSTED', 'TO_SALE', 'FROM_SALE'));
