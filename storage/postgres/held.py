"""One person's record while their row is locked."""

import logging
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from storage.postgres.jsonb import text_of
from storage.postgres.row import Kept, LockedRow
from storage.reading import NotARecordError, record_of
from storage.record import Record
from storage.store import DamagedError, Lease

_LOG = logging.getLogger(__name__)

WHERE = "PostgreSQL"
"""The place, as errors name it."""


class HeldRecord:
    """What stands in the row: loaded, and saved once. `owner` is who takes leases."""

    def __init__(self, row: LockedRow, person: int, owner: UUID) -> None:
        """Load nothing yet."""
        self._row = row
        self._person = person
        self._owner = owner
        self._loaded: Kept | None = None
        self._record: Record | None = None

    @property
    def record(self) -> Record | None:
        """The record as loaded or saved."""
        return self._record

    async def load(self) -> None:
        """Lock the row and load it. Raises as `Store.hold` does."""
        self._loaded = await self._row.lock()
        if self._loaded.plain is not None:
            try:
                self._record = record_of(self._loaded.plain, self._person, WHERE)
            except NotARecordError:
                number = await self._row.take_out()
                raise _damaged(number) from None

    async def save(self, record: Record, *, lease: Lease | None = None) -> bool:
        """Make the record durable: it is committed before this returns."""
        if record.person != self._person:
            raise ValueError("a record is saved under the lock of its own person")
        before = self._once()
        granted = lease is not None and _is_free(before, self._owner, lease)
        after = _after(record, before, self._owner, lease if granted else None)
        await self._row.change(before, after, ("save", _columns(record, after)))
        self._record = record
        return granted

    async def delete(self) -> None:
        """Remove the record for good, with what was set aside of it."""
        await self._row.change(self._once(), Kept(), ("delete", {"person": self._person}))
        self._record = None

    async def let_go(self) -> None:
        """Free the row; nothing is saved from here on."""
        self._loaded = None
        await self._row.free()

    def _once(self) -> Kept:
        if self._loaded is None:
            raise RuntimeError("the person's lock is no longer held, or was used to save already")
        loaded, self._loaded = self._loaded, None
        return loaded


def _is_free(kept: Kept, owner: UUID, lease: Lease) -> bool:
    """Tell whether the sending of the replies is nobody's, or the owner's."""
    ours = kept.sender in {None, owner}
    return ours or kept.sending_until is None or kept.sending_until <= lease.now


def _after(record: Record, before: Kept, owner: UUID, lease: Lease | None) -> Kept:
    """Return what the row will hold, with the sending as before where no lease was granted."""
    sender, until = before.sender, before.sending_until
    if not record.outbox:
        sender = until = None
    elif lease is not None:
        sender, until = owner, lease.until
    return Kept(plain=text_of(record), sender=sender, sending_until=until)


def _columns(record: Record, kept: Kept) -> Mapping[str, Any]:
    return {
        "person": record.person,
        "record": kept.plain,
        "due": record.reminder_due if record.reachable else None,
        "unsent": bool(record.outbox),
        "sender": kept.sender,
        "sending_until": kept.sending_until,
    }


def _damaged(number: int) -> DamagedError:
    damaged = DamagedError(
        f"{WHERE}: a record could not be read and was set aside as number {number} of the table "
        "set_aside. Mend it or put it back from a backup; the person starts anew."
    )
    _LOG.error("%s", damaged)
    return damaged
