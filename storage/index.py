"""The index: what spans people. Who is due for a reminder when, and whose replies are unsent."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from storage.record import Record
from storage.store import Lease

_LAST = 2**63
"""Greater than any person's id."""


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
        self._claimed: dict[int, datetime] = {}
        self._unsent: dict[int, None] = {}
        self._newer: set[int] | None = set()

    def put(self, entry: Entry) -> None:
        """Note what was just saved of a person."""
        self._note(entry.person)
        self._claimed.pop(entry.person, None)
        self._put_due(entry.person, entry.due)
        if entry.unsent:
            self._unsent[entry.person] = None
        else:
            self._unsent.pop(entry.person, None)

    def sent(self, person: int) -> None:
        """Note that nothing saved is unsent any more."""
        self._unsent.pop(person, None)

    def drop(self, person: int) -> None:
        """Forget a person."""
        self.put(Entry(person=person, due=None, unsent=False))

    def read(self, entries: Iterable[Entry]) -> None:
        """Add what was read from files, except of people saved or deleted since the start."""
        newer = self._newer or set()
        older = [entry for entry in entries if entry.person not in newer]
        self._due.update((one.person, one.due) for one in older if one.due is not None)
        self._unsent.update((entry.person, None) for entry in older if entry.unsent)

    def complete(self) -> None:
        """Say that everyone has been read: they are put in order, and saves alone change it now."""
        self._in_order = sorted((when, person) for person, when in self._due.items())
        self._newer = None

    def claim_due(self, lease: Lease, limit: int) -> list[int]:
        """Claim who is due and unclaimed, longest due first, until the lease ends.

        Nobody before everyone has been read.
        """
        moment = lease.now.timestamp()
        end = bisect_right(self._in_order, (moment, _LAST))
        due = (person for _, person in islice(self._in_order, end))
        people = list(islice((one for one in due if self._is_free(one, lease.now)), limit))
        self._claimed.update(dict.fromkeys(people, lease.until))
        return people

    def _is_free(self, person: int, now: datetime) -> bool:
        until = self._claimed.get(person)
        return until is None or until <= now

    def unsent(self) -> list[int]:
        """Return whose outbox is not empty."""
        return list(self._unsent)

    def _note(self, person: int) -> None:
        if self._newer is not None:
            self._newer.add(person)

    def _put_due(self, person: int, due: float | None) -> None:
        before = self._due.pop(person, None)
        if due is not None:
            self._due[person] = due
        if before == due or self._newer is not None:
            return
        if before is not None:
            del self._in_order[bisect_left(self._in_order, (before, person))]
        if due is not None:
            insort(self._in_order, (due, person))
