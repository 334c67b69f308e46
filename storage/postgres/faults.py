"""What a refusal of PostgreSQL means, and what to do about it.

The server's own words are never repeated: they may quote a value of somebody's.
"""

import psycopg
from psycopg import errors
from psycopg_pool import PoolTimeout

EXAMPLE = "postgresql://user:password@host/name"
"""How an address is written."""

_PERMISSION = (
    "the bot's user lacks a permission. Grant it the use of its tables (GRANT ALL ON ALL TABLES, "
    "and CREATE ON SCHEMA for the first start)"
)

_CROWDED = "the database has no connection left. Raise its max_connections, or run fewer processes"
_STARTING = "the database is stopping or starting. It will be tried again"
_OUT_OF_REACH = "the database can't be reached. See that it runs, and check DATABASE_URL"
_NONE_FREE = "the database can't be reached in time. See that it runs, and check DATABASE_URL"
CROWD = (
    "the database is too slow for so many people at once. Look for what it is busy with "
    "(pg_stat_activity), or run another process"
)
"""What is told whom others leave no seat (storage/postgres/seats.py)."""

_REMEDIES: tuple[tuple[tuple[type[psycopg.Error], ...], str], ...] = (
    (
        (errors.DiskFull,),
        "the database's disk is full. Free some space there or give it a larger one",
    ),
    (
        (errors.ReadOnlySqlTransaction,),
        "the database is read-only. Name the one that may be written to in DATABASE_URL",
    ),
    ((errors.InsufficientPrivilege,), _PERMISSION),
    ((errors.UndefinedTable, errors.UndefinedColumn), "the tables are gone. Restart the bot"),
    (
        (errors.QueryCanceled, errors.LockNotAvailable),
        "the database took too long. Look for what it is busy with (pg_stat_activity)",
    ),
    ((errors.TooManyConnections, errors.ConfigurationLimitExceeded), _CROWDED),
    ((errors.AdminShutdown, errors.CrashShutdown, errors.CannotConnectNow), _STARTING),
    ((PoolTimeout,), _NONE_FREE),
)

_AT_THE_DOOR = {
    "authentication failed": "the database refuses the user or the password. Check DATABASE_URL",
    "does not exist": "there is no such database or user. Create it, or check DATABASE_URL",
    "too many clients": _CROWDED,
    "connection slots": _CROWDED,
    "starting up": _STARTING,
    "shutting down": _STARTING,
}
"""What a server says to who would connect, and what it means: libpq hands on no code there."""

_ANEW = (errors.SerializationFailure, errors.DeadlockDetected)


def what_and_remedy(error: psycopg.Error) -> str:
    """Say why it failed and what to do."""
    for kinds, remedy in _REMEDIES:
        if isinstance(error, kinds):
            return f"PostgreSQL: {remedy}."
    if isinstance(error, psycopg.ProgrammingError) and error.sqlstate is None:
        return f"DATABASE_URL can't be read. Write it like {EXAMPLE}."
    for words, remedy in _AT_THE_DOOR.items():
        if error.sqlstate is None and words in str(error):
            return f"PostgreSQL: {remedy}."
    if isinstance(error, psycopg.OperationalError):
        return f"PostgreSQL: {_OUT_OF_REACH}."
    return f"PostgreSQL: it refused ({type(error).__name__} {error.sqlstate}). Look into its log."


def worth_a_second_try(error: psycopg.Error, connection: psycopg.AsyncConnection) -> bool:
    """Tell whether the connection is what failed, or the other side of a collision."""
    return connection.closed or isinstance(error, _ANEW)
