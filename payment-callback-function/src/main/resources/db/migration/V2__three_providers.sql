-- WeChat Pay and Alipay have no name for a payment before there is money.
ALTER TABLE payment DROP CONSTRAINT payment_check1;
ALTER TABLE payment ADD CHECK (status <> 'PENDING' OR action_type IS NOT NULL);

-- A JSON array of captures that contradict the announced one, each kept for good. Text, because nobody looks into it here.
ALTER TABLE payment ADD contested text NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(CAST(contested AS jsonb)) = 'array');
-- Before, a contradiction stood in the inbox alone.
UPDATE payment
   SET contested = coalesce((
           SELECT CAST(jsonb_agg(jsonb_build_object(
                      'providerId', webhook.provider_id, 'minor', webhook.minor, 'currency', webhook.currency,
                      'at', to_char(webhook.received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                      'verdict', NULL)) AS text)
             FROM webhook
            WHERE webhook.provider = payment.provider AND webhook.kind = 'CAPTURED'
              AND webhook.payment_number = replace(CAST(payment.id AS text), '-', '')
              AND (webhook.provider_id, webhook.minor, webhook.currency)
                  <> (payment.provider_id, payment.captured_minor, payment.captured_currency)), '[]')
 WHERE status = 'NEEDS_OPERATOR';
UPDATE payment SET status = 'CAPTURED' WHERE status = 'NEEDS_OPERATOR' AND contested = '[]';
ALTER TABLE payment ADD CHECK (status <> 'NEEDS_OPERATOR' OR contested <> '[]');

-- While a payment is open it has one due time, at which its provider is asked about it, or closes it if its order needs no
-- payment any more. Also a lease: whoever looks at it pushes it on. Each look makes the next pause longer.
DROP INDEX payment_to_close;
ALTER TABLE payment DROP close_at, DROP close_attempts;
ALTER TABLE payment ADD due_at timestamptz NOT NULL DEFAULT now(), ADD attempts smallint NOT NULL DEFAULT 0;
CREATE INDEX payment_due ON payment (provider, due_at) WHERE status IN ('CREATED', 'PENDING');

ALTER TABLE webhook DROP CONSTRAINT webhook_kind_check;
ALTER TABLE webhook ADD CONSTRAINT webhook_kind_check CHECK (kind IN ('CAPTURED', 'CLOSED', 'REFUND_CHANGED'));
ALTER TABLE webhook ALTER provider_id DROP NOT NULL;
ALTER TABLE webhook ADD CHECK (kind <> 'CAPTURED' OR provider_id IS NOT NULL);
-- As the provider has it: it may be another system's.
ALTER TABLE webhook ADD refund_number text;
-- While news is parked: when its payment is looked for again; null once a person has it.
ALTER TABLE webhook ADD retry_at timestamptz CHECK (retry_at IS NULL OR parked);
CREATE INDEX webhook_to_retry ON webhook (retry_at) WHERE retry_at IS NOT NULL;
UPDATE webhook SET retry_at = now() WHERE parked;
