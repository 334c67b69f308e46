"""The first tables: everyone's record, and what could not be read.

Beside the record stand the columns that span people: when a reminder is due (NULL: never), whether
replies wait, and the leases of whoever reminds or sends.
"""

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.execute(
        """
        CREATE TABLE people (
            person bigint PRIMARY KEY,
            record jsonb CHECK (jsonb_typeof(record) = 'object'),
            due timestamptz,
            unsent boolean NOT NULL DEFAULT false,
            claimed_until timestamptz,
            sender uuid,
            sending_until timestamptz
        ) WITH (fillfactor = 80)
        """
    )
    op.execute("CREATE INDEX people_due ON people (due, person) WHERE due IS NOT NULL")
    op.execute("CREATE INDEX people_unsent ON people (person) WHERE unsent")
    op.execute(
        """
        CREATE TABLE set_aside (
            number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            person bigint NOT NULL,
            record jsonb,
            at timestamptz NOT NULL DEFAULT now()
        )
        """
    )
    op.execute("CREATE INDEX set_aside_person ON set_aside (person)")
