-- Every question and every change of the store, each under its name, and each one way to the server
-- and back. A row without a record is only ever seen by the transaction that makes it.

-- name: lock
-- A new person needs a row to lock, so it is made first. A deletion may come in between.
BEGIN;
INSERT INTO people (person) VALUES (%(person)s) ON CONFLICT (person) DO NOTHING;
SELECT record, sender, sending_until FROM people WHERE person = %(person)s FOR UPDATE;

-- name: save
UPDATE people
SET record = %(record)s::jsonb, due = %(due)s, unsent = %(unsent)s, claimed_until = NULL,
    sender = %(sender)s, sending_until = %(sending_until)s
WHERE person = %(person)s;
COMMIT;

-- name: delete
DELETE FROM people WHERE person = %(person)s;
DELETE FROM set_aside WHERE person = %(person)s;
COMMIT;

-- name: set_aside
WITH damaged AS (DELETE FROM people WHERE person = %(person)s RETURNING person, record)
INSERT INTO set_aside (person, record) SELECT person, record FROM damaged RETURNING number;
COMMIT;

-- name: read
SELECT record FROM people WHERE person = %(person)s;

-- name: people_from
SELECT person FROM people WHERE person >= %(start)s ORDER BY person LIMIT %(limit)s;

-- name: claim_due
UPDATE people SET claimed_until = %(until)s
WHERE person IN (
    SELECT person FROM people
    WHERE due <= %(now)s AND (claimed_until IS NULL OR claimed_until <= %(now)s)
    ORDER BY due, person
    LIMIT %(limit)s
    FOR UPDATE SKIP LOCKED
)
RETURNING due, person;

-- name: unsent
-- In no order, so that several processes which take over do not all begin with the same people.
SELECT person FROM people
WHERE unsent AND (sending_until IS NULL OR sending_until <= %(now)s)
ORDER BY random();

-- name: renew
UPDATE people SET sending_until = %(until)s
WHERE person = ANY(%(people)s) AND sender = %(sender)s
RETURNING person;

-- name: add_tally
-- What is counted needs a row to lock.
INSERT INTO tally (one) VALUES (1) ON CONFLICT (one) DO NOTHING;

-- name: lock_tally
SELECT tally FROM tally WHERE one = 1 FOR UPDATE;

-- name: read_tally
SELECT tally FROM tally WHERE one = 1;

-- name: save_tally
UPDATE tally SET tally = %(tally)s::jsonb WHERE one = 1;

-- name: who_am_i
SELECT gen_random_uuid();

-- name: tables_version
SELECT version_num FROM alembic_version;

-- name: limits
SELECT set_config('statement_timeout', %(statement)s, false),
       set_config('lock_timeout', %(lock)s, false),
       set_config('idle_in_transaction_session_timeout', %(idle)s, false);
