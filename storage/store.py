"""The Store protocol: what every place that keeps records promises, and how it fails."""

from collections.abc import AsyncIterator, Collection
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from storage.record import Record


class StorageError(Exception):
    """Something about storage went wrong; the message says what, where, and what to do."""


class NotSavedError(StorageError):
    """A save failed: the record in the store is the one from before."""


class DamagedError(StorageError):
    """A record could not be read. It was set aside, never deleted; the message says where."""


class LockedError(StorageError):
    """Another process holds the directory; the message says which one."""


@dataclass(frozen=True, kw_only=True)
class Lease:
    """From `now`, by the clock of whoever asks, until when something is that process's alone.

    A process that dies gives nothing back, so what it had is free again at the end of its lease.
    """

    now: datetime
    until: datetime


class Held(Protocol):
    """One person's record while their lock is held: load, decide and save once stand inside."""

    @property
    def record(self) -> Record | None:
        """The record as it was when the lock was taken, or as saved; None: there is none."""

    async def save(self, record: Record, *, lease: Lease | None = None) -> bool:
        """Make the record durable before returning. Raises NotSavedError; then nothing changed.

        With a `lease`, also take the sending of what the outbox holds: True when it is ours, False
        when another process has it, which will find what was added once it crosses off what it
        sent. An empty outbox ends every such lease. A hold saves or deletes once.
        """

    async def delete(self) -> None:
        """Remove the record for good. Raises NotSavedError when that fails."""


class Store(Protocol):
    """Where records live. Safe to use from many tasks of one event loop at once."""

    @property
    def shared(self) -> bool:
        """Whether other processes may use the same records meanwhile."""

    async def open(self) -> None:
        """Take possession. Raises LockedError, or StorageError when the place can't be used."""

    async def close(self) -> None:
        """Wait for what is in hand, then let go. Harmless when called twice."""

    def hold(self, person: int) -> AbstractAsyncContextManager[Held]:
        """Hold one person's lock, first come first served, with their record loaded.

        Raises DamagedError when the record can't be read (it has been set aside by then, so that
        the next hold finds none) and StorageError when the store can't be reached.
        """

    async def load(self, person: int) -> Record | None:
        """Read a record without the lock, for looking only. Raises as `hold` does."""

    def people(self) -> AsyncIterator[int]:
        """Every person's id, each once, in no promised order."""

    async def unsent(self, now: datetime) -> list[int]:
        """Return the people whose outbox holds replies that nobody is sending at `now`.

        Stores that processes share return them in another order each time.
        """

    async def note_sent(self, person: int, up_to: int) -> bool:
        """Note that a person's replies were sent, where that costs less than a save.

        True: the outbox held nothing newer than the key `up_to`, and is empty now, as is every
        lease on it. False: nothing changed, and a save is needed. It outlives a kill, but perhaps
        no power cut. Raises NotSavedError; then nothing changed.
        """

    async def renew(self, people: Collection[int], lease: Lease) -> set[int]:
        """Keep the sending of these people's replies longer.

        Returns those whose replies are no longer ours to send: another process took them over, and
        perhaps sent them all, or the person was forgotten.
        """

    async def claim_due(self, lease: Lease, limit: int) -> list[int]:
        """Claim reachable people whose reminder is due, longest due first.

        Nobody else gets them before the lease ends, or their record is saved.
        """
