"""The Store protocol: what every place that keeps records promises, and how it fails."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
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


class Held(Protocol):
    """One person's record while their lock is held: load, decide and save stand inside."""

    @property
    def record(self) -> Record | None:
        """The record as it was when the lock was taken, or as last saved; None: there is none."""

    async def save(self, record: Record) -> None:
        """Make the record durable before returning. Raises NotSavedError; then nothing changed."""

    async def delete(self) -> None:
        """Remove the record for good. Raises NotSavedError when that fails."""


class Store(Protocol):
    """Where records live. Safe to use from many tasks of one event loop at once."""

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

    async def unsent(self) -> list[int]:
        """Return the people whose outbox holds replies not yet known to be sent."""

    async def due(self, now: datetime, limit: int) -> list[int]:
        """Return reachable people whose reminder is due at `now`, longest due first."""
