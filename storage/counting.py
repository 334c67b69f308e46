"""Counting: the promises of Counts, kept over any place that can read and change a tally.

Changes that wait for each other are written together, so that a crowd costs a few writes.
"""

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeAlias

from storage.counts import Count, Counted
from storage.tally import Tally

Change: TypeAlias = Callable[[Tally], Tally]


class Place(Protocol):
    """Where a tally is kept."""

    async def read(self) -> Tally:
        """Return the tally; an empty one where there is none yet. Raises StorageError."""

    async def change(self, changes: Sequence[Change]) -> None:
        """Read, change and keep the tally durably while nobody else may.

        Raises StorageError; then it is as it was.
        """


class Counting:
    """Counts in a place."""

    def __init__(self, place: Place) -> None:
        """Touch nothing yet."""
        self._place = place
        self._next = _Batch()
        self._writing = asyncio.Lock()

    async def add(self, update_id: int, counts: Sequence[Count], day: date) -> None:
        """Count what one update brought, once."""
        if counts:
            await self._change(lambda tally: tally.add(update_id, counts, day))

    async def counted(self) -> Counted:
        """Return all that is counted."""
        return (await self._place.read()).counted

    async def drop_questions(self, numbers: Collection[int]) -> None:
        """Drop these questions."""
        await self._change(lambda tally: tally.without_questions(numbers))

    async def drop_votes(self, answer: str) -> None:
        """Drop the votes on an answer."""
        await self._change(lambda tally: tally.without_votes(answer))

    async def tally(self) -> Tally:
        """Return all that is kept, to be moved elsewhere. Raises StorageError."""
        return await self._place.read()

    async def replace(self, tally: Tally) -> None:
        """Keep another tally in place of this one. Raises StorageError; then it is as it was."""
        await self._change(lambda _before: tally)

    async def _change(self, change: Change) -> None:
        batch = self._next
        batch.changes.append(change)
        if batch.task is None:
            batch.task = asyncio.create_task(self._write(batch))
        await asyncio.shield(batch.task)

    async def _write(self, batch: "_Batch") -> None:
        async with self._writing:
            self._next = _Batch()
            await self._place.change(batch.changes)


@dataclass(kw_only=True)
class _Batch:
    """Changes that are written together, and who writes them."""

    changes: list[Change] = field(default_factory=list)
    task: asyncio.Task[None] | None = None


def changed(tally: Tally, changes: Sequence[Change]) -> Tally:
    """Return a tally after these changes, in their order."""
    for change in changes:
        tally = change(tally)
    return tally
