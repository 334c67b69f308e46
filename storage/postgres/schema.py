"""The tables, brought to today's shape at the start, by whichever process comes first.

Alembic takes the steps that `migrations/` holds. It and SQLAlchemy are loaded only where there is a
step to take, so that they cost neither time nor memory at the other starts.
"""

from pathlib import Path

import psycopg

from storage.postgres.faults import what_and_remedy
from storage.postgres.limits import Limits
from storage.postgres.queries import query
from storage.store import StorageError

HEAD = "0002"
"""The newest step that there is."""

_LOCK = 7_236_104_559
"""The advisory lock of whoever changes the tables: any number that nobody else uses."""

_MIGRATIONS = Path(__file__).with_name("migrations")


def bring_up_to_date(url: str, limits: Limits) -> None:
    """Make or change the tables where needed, in one transaction. Blocks: run it in a thread.

    Raises StorageError, and then the tables are as they were.
    """
    try:
        with psycopg.connect(url, **limits.of_network()) as connection:  # type: ignore[arg-type]
            version = _version(connection)
        if version != HEAD:
            _migrate(url, limits)
    except psycopg.Error as error:
        raise StorageError(f"Not opened. {what_and_remedy(error)}") from None


def _version(connection: psycopg.Connection) -> str | None:
    try:
        row = connection.execute(query("tables_version")).fetchone()
    except psycopg.errors.UndefinedTable:
        return None
    return None if row is None else row[0]


def _migrate(url: str, limits: Limits) -> None:
    import alembic.command  # noqa: PLC0415 - not wanted in memory without a step to take
    import alembic.config  # noqa: PLC0415
    import alembic.util  # noqa: PLC0415
    import sqlalchemy  # noqa: PLC0415

    engine = sqlalchemy.create_engine(
        "postgresql+psycopg://",
        creator=lambda: psycopg.connect(url, **limits.of_network()),  # type: ignore[arg-type]
        poolclass=sqlalchemy.NullPool,
    )
    config = alembic.config.Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    try:
        with engine.begin() as connection:
            connection.execute(sqlalchemy.text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            config.attributes["connection"] = connection
            alembic.command.upgrade(config, "head")
    except sqlalchemy.exc.DBAPIError as error:
        if isinstance(error.orig, psycopg.Error):
            raise error.orig from None
        raise
    except alembic.util.CommandError:
        raise StorageError(
            f"PostgreSQL: its tables are of a newer bot than this one, which knows step {HEAD} at "
            "most. Run that bot again."
        ) from None
