-- What a provider said of refunds, kept so that a word that contradicts an earlier one is told from a repeat.
ALTER TABLE orders ADD COLUMN ended_refunds jsonb NOT NULL DEFAULT '[]';

-- One payment of an order that does not exist may bring money more than once: each has a refund of its own. What is there was
-- sent back by the refund that follows from its payment, as contracts' RefundId has it.
ALTER TABLE stray_capture
    ADD COLUMN refund_id text,
    ADD COLUMN said smallint NOT NULL DEFAULT 1; -- Events that it made: RefundRequested, and RefundApproved since there is one.

UPDATE stray_capture
   SET refund_id = substr(payment_id, 1, 12) || '8' || substr(payment_id, 14, 3)
                || encode(set_byte(hash, 0, get_byte(hash, 0) & 63 | 128), 'hex')
  FROM (SELECT payment_id AS payment,
               substr(sha256(convert_to('refund', 'UTF8') || '\x00' || convert_to(payment_id, 'UTF8') || '\x00'), 1, 8) AS hash
          FROM stray_capture) AS hashed
 WHERE payment_id = payment;

ALTER TABLE stray_capture
    DROP CONSTRAINT stray_capture_pkey,
    ADD PRIMARY KEY (bucket, order_id, refund_id);
