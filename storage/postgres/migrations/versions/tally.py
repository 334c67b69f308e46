"""The table of what is counted of all people together: one row at most, which names nobody."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table."""
    op.execute("CREATE TABLE tally (one integer PRIMARY KEY CHECK (one = 1), tally jsonb)")
