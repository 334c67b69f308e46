"""The simple store: records in memory, gone with the process. For tests, and as the reference.

Each record goes through JSON and back, as in every other store; nothing is clever here. Several
stores may stand on one `Shelf`, as several processes stand on one database.
"""

import json
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from storage.in_hand import InHand
from storage.json_text import encode
from storage.leases import Leases
from storage.locks import PersonLocks
from storage.record import Record, from_json, to_json
from storage.store import Lease


@dataclass(kw_only=True)
class Shelf:
    """What the stores that stand on it share: records as JSON text, locks, leases, claims."""

    texts: dict[int, bytes] = field(default_factory=dict)
    locks: PersonLocks = field(default_factory=PersonLocks)
    sending: Leases = field(default_factory=Leases)
    claimed: dict[int, datetime] = field(default_factory=dict)

    def read(self, person: int) -> Record | None:
        """Return a person's record."""
        text = self.texts.get(person)
        return None if text is None else from_json(json.loads(text))


class MemoryStore:
    """Keeps records as JSON text in a dictionary."""

    def __init__(self, shelf: Shelf | None = None) -> None:
        """Start with nobody, or with who is on the shelf."""
        self._shelf = shelf or Shelf()
        self._in_hand = InHand()
        self.shared = shelf is not None

    async def open(self) -> None:
        """Open anew after a close; the records stay, as do the leases that others can see."""
        self._in_hand = InHand()
        if not self.shared:
            self._shelf = Shelf(texts=self._shelf.texts)

    async def close(self) -> None:
        """Wait for what is in hand."""
        await self._in_hand.close()

    @asynccontextmanager
    async def hold(self, person: int) -> AsyncIterator["_Held"]:
        """Hold one person's lock with their record loaded."""
        with self._in_hand.one():
            async with self._shelf.locks.hold(person):
                held = _Held(self._shelf, person, self)
                try:
                    yield held
                finally:
                    held.over = True

    async def load(self, person: int) -> Record | None:
        """Read a record without the lock."""
        with self._in_hand.one():
            return self._shelf.read(person)

    async def people(self) -> AsyncIterator[int]:
        """List everyone."""
        with self._in_hand.one():
            everyone = list(self._shelf.texts)
        for person in everyone:
            yield person

    async def unsent(self, now: datetime) -> list[int]:
        """Return whose outbox is not empty, and whose replies nobody sends."""
        taken = self._shelf.sending.is_taken
        people = (record.person for record in self._records() if record.outbox)
        return [person for person in people if not taken(person, now)]

    async def note_sent(self, person: int, up_to: int) -> bool:
        """Empty the outbox, unless others may have added to it."""
        with self._in_hand.one():
            async with self._shelf.locks.hold(person):
                record = self._shelf.read(person)
                if self.shared or record is None or not record.outbox:
                    return False
                if record.outbox[-1].key != up_to:
                    return False
                self._shelf.texts[person] = encode(to_json(replace(record, outbox=())))
                self._shelf.sending.end(person)
        return True

    async def renew(self, people: Collection[int], lease: Lease) -> set[int]:
        """Keep the sending of these people's replies longer."""
        with self._in_hand.one():
            return self._shelf.sending.renew(people, self, lease)

    async def claim_due(self, lease: Lease, limit: int) -> list[int]:
        """Claim who is reachable and due, longest due first."""
        claimed = self._shelf.claimed
        due = sorted(
            (record.reminder_due, record.person)
            for record in self._records()
            if record.reachable and record.reminder_due and record.reminder_due <= lease.now
            if claimed.get(record.person, lease.now) <= lease.now
        )
        people = [person for _, person in due[:limit]]
        claimed.update(dict.fromkeys(people, lease.until))
        return people

    def _records(self) -> list[Record]:
        with self._in_hand.one():
            return [from_json(json.loads(text)) for text in self._shelf.texts.values()]


class _Held:
    """One person's record while their lock is held."""

    def __init__(self, shelf: Shelf, person: int, owner: MemoryStore) -> None:
        self._shelf = shelf
        self._person = person
        self._owner = owner
        self._record = shelf.read(person)
        self.over = False

    @property
    def record(self) -> Record | None:
        """The record as loaded or saved."""
        return self._record

    async def save(self, record: Record, *, lease: Lease | None = None) -> bool:
        """Keep the record."""
        if record.person != self._person:
            raise ValueError("a record is saved under the lock of its own person")
        self._once()
        self._shelf.texts[self._person] = encode(to_json(record))
        self._shelf.claimed.pop(self._person, None)
        self._record = record
        return self._shelf.sending.saved(record, self._owner, lease)

    async def delete(self) -> None:
        """Forget the record."""
        self._once()
        self._shelf.texts.pop(self._person, None)
        self._shelf.claimed.pop(self._person, None)
        self._shelf.sending.end(self._person)
        self._record = None

    def _once(self) -> None:
        if self.over:
            raise RuntimeError("the person's lock is no longer held, or was used to save already")
        self.over = True
