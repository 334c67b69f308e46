"""The store for more than one machine: a row a person in PostgreSQL, shared by many processes.

A turn locks the person's row from load to save. Turns of one person in one process wait for each
other before that, so that somebody who floods has one connection at most, and the others the rest.
Then they wait for a seat, so that a crowd gets its turns one after the other.
Its parts are in `storage/postgres/`.
"""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from storage.in_hand import InHand
from storage.locks import PersonLocks
from storage.postgres import schema
from storage.postgres.connections import Connections, Row
from storage.postgres.held import WHERE, HeldRecord
from storage.postgres.limits import Limits
from storage.postgres.row import LockedRow
from storage.postgres.seats import Seats
from storage.reading import NotARecordError, record_of
from storage.record import Record
from storage.store import Lease, StorageError

PAGE = 1_000
"""How many people are listed at a time."""

_FIRST = -(2**63)


class PostgresStore:
    """Keeps each person's record in a row of a database."""

    shared = True

    def __init__(self, url: str, limits: Limits | None = None) -> None:
        """Connect to nobody yet. The `url` holds a password: it is handed to the driver alone."""
        self._url = url
        self._limits = limits or Limits()
        self._session: _Session | None = None

    async def open(self) -> None:
        """Bring the tables up to date, and begin to connect."""
        await asyncio.to_thread(schema.bring_up_to_date, self._url, self._limits)
        connections = Connections(self._url, self._limits)
        await connections.open()
        try:
            ((owner,),) = await connections.ask("who_am_i")
        except StorageError:
            await connections.close()
            raise
        self._session = _Session(connections=connections, owner=owner, seats=Seats(self._limits))

    async def close(self) -> None:
        """Wait for what is in hand, then close the connections."""
        if self._session is not None:
            await self._session.in_hand.close()
            await self._session.connections.close()

    @asynccontextmanager
    async def hold(self, person: int) -> AsyncIterator[HeldRecord]:
        """Hold one person's lock with their record loaded."""
        session = self._in_session()
        with session.in_hand.one():
            async with session.locks.hold(person), session.seats.one():
                row = LockedRow(session.connections, person)
                held = HeldRecord(row, person, session.owner)
                try:
                    await held.load()
                    yield held
                finally:
                    await held.let_go()

    async def load(self, person: int) -> Record | None:
        """Read a record without the lock; only to set a damaged one aside is it taken."""
        rows = await self._in_session().ask("read", person=person)
        if not rows:
            return None
        try:
            return record_of(rows[0][0], person, WHERE)
        except NotARecordError:
            async with self.hold(person) as held:
                return held.record

    async def people(self) -> AsyncIterator[int]:
        """List everyone, a page at a time."""
        session, start, more = self._in_session(), _FIRST, True
        while more:
            rows = await session.ask("people_from", start=start, limit=PAGE)
            for (person,) in rows:
                yield person
                start = person + 1
            more = len(rows) == PAGE

    async def unsent(self, now: datetime) -> list[int]:
        """Return whose replies wait and are sent by nobody."""
        return [person for (person,) in await self._in_session().ask("unsent", now=now)]

    async def note_sent(self, person: int, up_to: int) -> bool:  # noqa: ARG002 - the protocol's
        """Leave it to a save: other processes may have added replies."""
        return False

    async def renew(self, people: Collection[int], lease: Lease) -> set[int]:
        """Keep the sending of these people's replies longer."""
        session = self._in_session()
        kept = await session.ask(
            "renew", people=list(people), sender=session.owner, until=lease.until
        )
        return set(people).difference(person for (person,) in kept)

    async def claim_due(self, lease: Lease, limit: int) -> list[int]:
        """Claim who is due; a person in the middle of a turn is passed over until the next look."""
        claimed = await self._in_session().ask(
            "claim_due", now=lease.now, until=lease.until, limit=limit
        )
        return [person for _, person in sorted(claimed)]

    def _in_session(self) -> "_Session":
        if self._session is None:
            raise StorageError("The store is not open yet.")
        return self._session


@dataclass(kw_only=True)
class _Session:
    """What lives from open to close; `owner` is this process, as leases name it."""

    connections: Connections
    owner: UUID
    seats: Seats
    locks: PersonLocks = field(default_factory=PersonLocks)
    in_hand: InHand = field(default_factory=InHand)

    async def ask(self, name: str, **parameters: Any) -> "list[Row]":  # noqa: ANN401 - what SQL takes
        """Ask what needs no lock. Raises StorageError, also when the store closes."""
        with self.in_hand.one():
            return list(await self.connections.ask(name, parameters))
