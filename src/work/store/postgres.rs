//! Taking a job in PostgreSQL's words.

use super::JobWords;
use sqlx::Postgres;

impl JobWords for Postgres {
    // A job whose row is just being written, because its lease is renewed or it is cancelled, is not waited for.
    const CLAIM: &'static str = "UPDATE job SET state = 'running', worker = $1, lease_until = $2, attempts = attempts + 1, \
                started_at = COALESCE(started_at, $3) \
         WHERE id = (SELECT waiting.id FROM job AS waiting \
                     WHERE (waiting.state = 'queued' OR (waiting.state = 'running' AND waiting.lease_until < $3)) \
                       AND (waiting.account_limit IS NULL OR waiting.account_limit > (SELECT COUNT(*) FROM job AS own \
                               WHERE own.account = waiting.account AND own.kind = waiting.kind AND own.state = 'running' AND own.lease_until >= $3)) \
                       AND (waiting.lane IS NULL OR waiting.lane_limit > (SELECT COUNT(*) FROM job AS beside \
                               WHERE beside.lane = waiting.lane AND beside.state = 'running' AND beside.lease_until >= $3)) \
                     ORDER BY (SELECT COUNT(*) FROM job AS busy \
                               WHERE busy.account = waiting.account AND busy.state = 'running' AND busy.lease_until >= $3), \
                              waiting.created_at, waiting.id \
                     LIMIT 1 FOR UPDATE OF waiting SKIP LOCKED) \
         RETURNING *";
}
