"""Leases in memory: who sends whose replies until when, for stores that one process has."""

from collections.abc import Collection
from datetime import datetime

from storage.record import Record
from storage.store import Lease


class Leases:
    """One entry a person whose replies are being sent."""

    def __init__(self) -> None:
        """Start with nothing taken."""
        self._taken: dict[int, tuple[object, datetime]] = {}

    def saved(self, record: Record, owner: object, lease: Lease | None) -> bool:
        """Note what a save means: an empty outbox ends the lease, else it is taken if free."""
        if not record.outbox:
            self.end(record.person)
            return lease is not None
        if lease is None or self.is_taken(record.person, lease.now, but=owner):
            return False
        self._taken[record.person] = (owner, lease.until)
        return True

    def end(self, person: int) -> None:
        """Let nobody have it."""
        self._taken.pop(person, None)

    def is_taken(self, person: int, now: datetime, *, but: object = None) -> bool:
        """Tell whether somebody has it, apart from one."""
        owner, until = self._taken.get(person, (but, now))
        return owner is not but and until > now

    def renew(self, people: Collection[int], owner: object, lease: Lease) -> set[int]:
        """Keep longer what the owner still has. Returns what it has no more."""
        kept = {one for one in people if self._taken.get(one, (None, None))[0] is owner}
        self._taken.update((person, (owner, lease.until)) for person in kept)
        return set(people) - kept
