-- When the next round of a loop is due that is done once a period, whatever the number of instances: the end of a round says
-- it, so that one whose instance died is still due.
ALTER TABLE loop_lease ADD COLUMN due timestamptz NOT NULL DEFAULT now();

-- What was compared: current sales' pools, or all there are.
ALTER TABLE reconciliation ADD COLUMN scope text NOT NULL DEFAULT 'ALL' CHECK (scope IN ('SALES', 'ALL'));
-- A comparison is written when it begins, and is a report when it has ended.
UPDATE reconciliation SET ended_at = began_at WHERE ended_at IS NULL;

CREATE INDEX reconciliation_reports ON reconciliation (scope, id) WHERE ended_at IS NOT NULL;
