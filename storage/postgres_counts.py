"""Counts for more than one machine: one row in PostgreSQL, locked while it is changed.

Counting is rare, so each change has a connection of its own, which can't be dead already.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from pydantic import ValidationError

from storage.counting import Change, Counting, changed
from storage.json_text import encode
from storage.postgres import schema
from storage.postgres.faults import what_and_remedy
from storage.postgres.limits import Limits
from storage.postgres.queries import query
from storage.store import NotSavedError, StorageError
from storage.tally import VERSION, Tally, from_json, to_json


class PostgresCounts(Counting):
    """Keeps a tally in a row of a database."""

    def __init__(self, url: str, limits: Limits | None = None) -> None:
        """Connect to nobody yet. The `url` holds a password: it is handed to the driver alone."""
        super().__init__(_Row(url=url, limits=limits or Limits()))


@dataclass(kw_only=True)
class _Row:
    """The row of a tally; `ready` once the tables are known to be of today's shape."""

    url: str = field(repr=False)
    limits: Limits
    ready: bool = False

    async def read(self) -> Tally:
        """Return what the row holds."""
        try:
            async with self._connected() as connection:
                return await _tally(connection, "read_tally")
        except psycopg.Error as error:
            raise StorageError(f"Not read. {what_and_remedy(error)}") from None

    async def change(self, changes: Sequence[Change]) -> None:
        """Change what the row holds, in one transaction."""
        try:
            async with self._connected() as connection, connection.transaction():
                await connection.execute(query("add_tally"))
                before = await _tally(connection, "lock_tally")
                after = changed(before, changes)
                if after != before:
                    plain = encode(to_json(after)).decode()
                    await connection.execute(query("save_tally"), {"tally": plain})
        except psycopg.Error as error:
            raise NotSavedError(f"Not counted. {what_and_remedy(error)}") from None

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator["psycopg.AsyncConnection[tuple[Any, ...]]"]:
        if not self.ready:
            await asyncio.to_thread(schema.bring_up_to_date, self.url, self.limits)
            self.ready = True
        options: dict[str, Any] = self.limits.of_network()
        connection = await psycopg.AsyncConnection.connect(self.url, autocommit=True, **options)
        async with connection:
            await connection.execute(query("limits"), self.limits.of_session())
            yield connection


async def _tally(connection: "psycopg.AsyncConnection[tuple[Any, ...]]", name: str) -> Tally:
    """Return the tally that a statement reads. Raises StorageError for what is none."""
    row = await (await connection.execute(query(name))).fetchone()
    if row is None or row[0] is None:
        return Tally()
    if not isinstance(row[0], dict) or row[0].get("version") != VERSION:
        raise StorageError(
            "PostgreSQL: another version of the bot wrote the counts. Run that one again."
        )
    try:
        return from_json(row[0])
    except ValidationError:
        raise StorageError(
            "PostgreSQL: the counts are damaged. Empty the table `tally`; counting starts anew."
        ) from None
