"""One person's row, locked from load to save; and what is done when its server goes away between.

The lock is the server's: it holds between processes, and ends with the connection. A change whose
connection breaks may be committed or not; from here nobody can tell. So the row is locked again
over another connection and looked at. As it was loaded: it is changed now. As it was to be: that
was done already. Else somebody else was there first, and the change counts as not saved.
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

import psycopg

from storage.postgres.connections import Connection, Connections, Row
from storage.postgres.faults import what_and_remedy, worth_a_second_try
from storage.postgres.queries import query
from storage.store import NotSavedError, StorageError
from storage.unbroken import unbroken

Change: TypeAlias = tuple[str, Mapping[str, Any]]
"""The name of what changes and commits, and its parameters."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What a row holds: the record's plain values, and who sends its replies until when."""

    plain: Any = None
    sender: UUID | None = None
    sending_until: datetime | None = None

    def as_read(self) -> "Kept":
        """Return what was written, its values as text, as it would be read."""
        plain = None if self.plain is None else json.loads(self.plain)
        return Kept(plain=plain, sender=self.sender, sending_until=self.sending_until)


class LockedRow:
    """A person's row, and the connection that locks it."""

    def __init__(self, connections: Connections, person: int) -> None:
        """Lock nothing yet."""
        self._connections = connections
        self._whose = {"person": person}
        self._taken: Connection | None = None

    async def lock(self) -> Kept:
        """Lock the row, making it where there is none, and return what it holds.

        Raises StorageError.
        """
        try:
            return await self._lock_or_again()
        except psycopg.Error as error:
            raise StorageError(f"Not read. {what_and_remedy(error)}") from None

    async def change(self, before: Kept, after: Kept, change: Change) -> None:
        """Change what the row holds, and commit; it comes to its end whoever is cancelled.

        Raises NotSavedError; then nothing has changed.
        """
        await unbroken(asyncio.ensure_future(self._change(before, after, change)))

    async def take_out(self) -> int:
        """Move the row to the table of what can't be read; returns its number there."""
        try:
            cursor = await self._connection.execute(query("set_aside"), self._whose)
            number: int
            ((number,),) = await cursor.fetchall()
        except psycopg.Error as error:
            raise StorageError(f"Not set aside. {what_and_remedy(error)}") from None
        return number

    async def free(self) -> None:
        """Let go of the row; what was not committed is undone."""
        await unbroken(asyncio.ensure_future(self._give_back()))

    @property
    def _connection(self) -> Connection:
        if self._taken is None:
            raise RuntimeError("the row is not locked")
        return self._taken

    async def _lock_or_again(self) -> Kept:
        self._taken = await self._connections.take()
        try:
            return await self._lock()
        except psycopg.Error as error:
            if not worth_a_second_try(error, self._connection):
                raise
        await self._connect_anew()
        return await self._lock()

    async def _lock(self) -> Kept:
        row: Row | None = None
        while row is None:
            await self._connection.rollback()
            cursor = await self._connection.execute(query("lock"), self._whose)
            await cursor.set_result(-1)
            row = await cursor.fetchone()
        plain, sender, sending_until = row
        return Kept(plain=plain, sender=sender, sending_until=sending_until)

    async def _change(self, before: Kept, after: Kept, change: Change) -> None:
        try:
            await self._commit_or_again(before, after, change)
        except psycopg.Error as error:
            raise NotSavedError(f"Not saved. {what_and_remedy(error)}") from None

    async def _commit_or_again(self, before: Kept, after: Kept, change: Change) -> None:
        try:
            await self._commit(change)
        except psycopg.Error as error:
            if not worth_a_second_try(error, self._connection):
                raise
        else:
            return
        await self._connect_anew()
        found = await self._lock()
        if found == before:
            await self._commit(change)
        elif found != after.as_read():
            raise NotSavedError(
                "Not saved. PostgreSQL: the connection broke, and before there was a new one "
                "another process changed the record. It must be decided anew."
            )

    async def _commit(self, change: Change) -> None:
        name, parameters = change
        await self._connection.execute(query(name), parameters)

    async def _connect_anew(self) -> None:
        await self._give_back()
        await self._connections.renew()
        self._taken = await self._connections.take()

    async def _give_back(self) -> None:
        if self._taken is not None:
            taken, self._taken = self._taken, None
            await self._connections.give_back(taken)
