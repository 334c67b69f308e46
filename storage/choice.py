"""Which store is used: files in a folder, or a database where its address is known."""

from pathlib import Path

from storage.counting import Counting
from storage.store import Store
from storage.tinydb_counts import TinyDBCounts
from storage.tinydb_store import TinyDBStore


def chosen(database_url: str | None, data_dir: Path, *, busy: bool = False) -> Store:
    """Return the store, not open yet; PostgreSQL's driver is loaded only where it is used.

    For a `busy` bot, which serves many people, a program of its own works on files.
    """
    if database_url is None:
        return TinyDBStore(data_dir, beside=busy)
    from storage.postgres_store import PostgresStore  # noqa: PLC0415 - 9 MB, not wanted for files

    return PostgresStore(database_url)


def counts_chosen(database_url: str | None, data_dir: Path) -> Counting:
    """Return where counts are kept: beside the records."""
    if database_url is None:
        return TinyDBCounts(data_dir)
    from storage.postgres_counts import PostgresCounts  # noqa: PLC0415 - as above

    return PostgresCounts(database_url)
