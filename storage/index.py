"""The index: what spans people. Who is due for a reminder when, and whose replies are unsent."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.record import Record


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What the index knows of a person: `due` in seconds since 1970, None: nothing falls due."""

    person: int
    due: float | None
    unsent: bool


def entry_of(record: Record) -> Entry:
    """Return what the index keeps of a record. Who can't be reached is never due."""
    due = record.reminder_due if record.reachable else None
    return Entry(
        person=record.person,
        due=None if due is None else due.timestamp(),
        unsent=bool(record.outbox),
    )


def entry_of_plain(person: int, plain: dict[str, Any]) -> Entry:
    """Return the same from a record's plain values, unchecked: at the start there are many.

    Raises ValueError, TypeError or KeyError on what is not a record.
    """
    due = plain.get("reminder_due") if plain.get("reachable", True) else None
    return Entry(
        person=person,
        due=None if due is None else datetime.fromisoformat(due).timestamp(),
        unsent=bool(plain.get("outbox")),
    )


class Index:
    """Kept in memory, changed with every save, rebuilt at each start."""

    def __init__(self) -> None:
        """Start knowing nobody."""
        self._due: dict[int, float] = {}
        self._in_order: list[tuple[float, int]] = []
        self._unsent: dict[int, None] = {}
        self._newer: set[int] | None = set()

    def put(self, entry: Entry) -> None:
        """Note what was just saved of a person."""
        self._note(entry.person)
        self._put_due(entry.person, entry.due)
        if entry.unsent:
            self._unsent[entry.person] = None
        else:
            self._unsent.pop(entry.person, None)

    def drop(self, person: int) -> None:
        """Forget a person."""
        self.put(Entry(person=person, due=None, unsent=False))

    def read(self, entries: Iterable[Entry]) -> None:
        """Add what was read from files, except of people saved or deleted since the start."""
        newer = self._newer or set()
        older = [entry for entry in entries if entry.person not in newer]
        due = [(entry.due, entry.person) for entry in older if entry.due is not None]
        self._due.update((person, when) for when, person in due)
        self._in_order.extend(due)
        self._in_order.sort()
        self._unsent.update((entry.person, None) for entry in older if entry.unsent)

    def complete(self) -> None:
        """Say that everyone has been read: from here on, saves alone change the index."""
        self._newer = None

    def due(self, now: datetime, limit: int) -> list[int]:
        """Return who is due at `now`, longest due first."""
        moment = now.timestamp()
        return [person for when, person in self._in_order[:limit] if when <= moment]

    def unsent(self) -> list[int]:
        """Return whose outbox is not empty."""
        return list(self._unsent)

    def _note(self, person: int) -> None:
        if self._newer is not None:
            self._newer.add(person)

    def _put_due(self, person: int, due: float | None) -> None:
        before = self._due.get(person)
        if before == due:
            return
        if before is not None:
            del self._in_order[bisect_left(self._in_order, (before, person))]
            del self._due[person]
        if due is not None:
            insort(self._in_order, (due, person))
            self._due[person] = due
