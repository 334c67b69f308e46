"""The simple store: records in memory, gone with the process. For tests, and as the reference.

Each record goes through JSON and back, as in every other store; nothing is clever here.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from storage.in_hand import InHand
from storage.json_text import encode
from storage.locks import PersonLocks
from storage.record import Record, from_json, to_json


class MemoryStore:
    """Keeps records as JSON text in a dictionary."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._texts: dict[int, bytes] = {}
        self._locks = PersonLocks()
        self._in_hand = InHand()

    async def open(self) -> None:
        """Open anew after a close; the records stay."""
        self._in_hand = InHand()

    async def close(self) -> None:
        """Wait for what is in hand."""
        await self._in_hand.close()

    @asynccontextmanager
    async def hold(self, person: int) -> AsyncIterator["_Held"]:
        """Hold one person's lock with their record loaded."""
        with self._in_hand.one():
            async with self._locks.hold(person):
                held = _Held(self._texts, person)
                try:
                    yield held
                finally:
                    held.over = True

    async def load(self, person: int) -> Record | None:
        """Read a record without the lock."""
        with self._in_hand.one():
            return _read(self._texts, person)

    async def people(self) -> AsyncIterator[int]:
        """List everyone."""
        with self._in_hand.one():
            everyone = list(self._texts)
        for person in everyone:
            yield person

    async def unsent(self) -> list[int]:
        """Return whose outbox is not empty."""
        return [record.person for record in self._records() if record.outbox]

    async def due(self, now: datetime, limit: int) -> list[int]:
        """Return who is reachable and due, longest due first."""
        due = sorted(
            (record.reminder_due, record.person)
            for record in self._records()
            if record.reachable and record.reminder_due is not None and record.reminder_due <= now
        )
        return [person for _, person in due[:limit]]

    def _records(self) -> list[Record]:
        with self._in_hand.one():
            return [from_json(json.loads(text)) for text in self._texts.values()]


class _Held:
    """One person's record while their lock is held."""

    def __init__(self, texts: dict[int, bytes], person: int) -> None:
        self._texts = texts
        self._person = person
        self._record = _read(texts, person)
        self.over = False

    @property
    def record(self) -> Record | None:
        """The record as loaded or last saved."""
        return self._record

    async def save(self, record: Record) -> None:
        """Keep the record."""
        self._refuse_when_over()
        if record.person != self._person:
            raise ValueError("a record is saved under the lock of its own person")
        self._texts[self._person] = encode(to_json(record))
        self._record = record

    async def delete(self) -> None:
        """Forget the record."""
        self._refuse_when_over()
        self._texts.pop(self._person, None)
        self._record = None

    def _refuse_when_over(self) -> None:
        if self.over:
            raise RuntimeError("the person's lock is no longer held")


def _read(texts: dict[int, bytes], person: int) -> Record | None:
    text = texts.get(person)
    return None if text is None else from_json(json.loads(text))
