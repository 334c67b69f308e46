"""Counts on one machine: one small TinyDB file beside the people's, changed under a lock.

The bot adds to it, and `bot.py review` reads and drops beside the running bot, so each change
reads the file anew while no other process may. Changes that wait for each other are written
together.
"""

import asyncio
import fcntl
import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from typing import TypeAlias

from pydantic import ValidationError
from tinydb import TinyDB
from tinydb.table import Document

from storage import atomic
from storage.atomic import AtomicFile
from storage.counts import Count, Counted
from storage.faults import what_and_remedy
from storage.store import NotSavedError, StorageError
from storage.tally import VERSION, Tally, from_json, to_json

_LOG = logging.getLogger(__name__)

_ONLY = 1
"""The id of the only document."""

Change: TypeAlias = Callable[[Tally], Tally]


class TinyDBCounts:
    """Keeps a tally in the file `counts.json` under `root`."""

    def __init__(self, root: Path) -> None:
        """Touch nothing yet."""
        self._file = root / "counts.json"
        self._next = _Batch()
        self._writing = asyncio.Lock()

    async def add(self, update_id: int, counts: Sequence[Count], day: date) -> None:
        """Count what one update brought, once."""
        if counts:
            await self._change(lambda tally: tally.add(update_id, counts, day))

    async def counted(self) -> Counted:
        """Return all that is counted."""
        tally = await asyncio.to_thread(_read, self._file)
        return tally.counted

    async def drop_questions(self, numbers: Collection[int]) -> None:
        """Drop these questions."""
        await self._change(lambda tally: tally.without_questions(numbers))

    async def drop_votes(self, answer: str) -> None:
        """Drop the votes on an answer."""
        await self._change(lambda tally: tally.without_votes(answer))

    async def _change(self, change: Change) -> None:
        batch = self._next
        batch.changes.append(change)
        if batch.task is None:
            batch.task = asyncio.create_task(self._write(batch))
        await asyncio.shield(batch.task)

    async def _write(self, batch: "_Batch") -> None:
        async with self._writing:
            self._next = _Batch()
            await asyncio.to_thread(_changed, self._file, batch.changes)


@dataclass(kw_only=True)
class _Batch:
    """Changes that are written together, and who writes them."""

    changes: list[Change] = field(default_factory=list)
    task: asyncio.Task[None] | None = None


def _changed(file: Path, changes: Sequence[Change]) -> None:
    """Change what the file holds. Raises NotSavedError; then it is as it was."""
    try:
        with _alone(file):
            before = _read(file)
            after = before
            for change in changes:
                after = change(after)
            if after != before:
                table = TinyDB(file, storage=AtomicFile, blank=True)
                table.insert(Document(to_json(after), doc_id=_ONLY))
    except OSError as error:
        raise NotSavedError(f"Not counted: {what_and_remedy(error, file.parent)}") from None


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Keep other processes from changing the file meanwhile."""
    atomic.make_folder(file.parent)
    with file.with_suffix(".lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _read(file: Path) -> Tally:
    """Return what the file holds; nothing is counted where there is none, or a damaged one.

    Raises StorageError when it can't be read, or a newer bot wrote it.
    """
    try:
        documents = TinyDB(file, storage=AtomicFile).all()
        if not documents:
            return Tally()
        (plain,) = documents
        if plain.get("version") != VERSION:
            raise StorageError(f"{file}: another version of the bot wrote it. Run that one again.")
        return from_json(plain)
    except OSError as error:
        raise StorageError(f"Not read: {what_and_remedy(error, file.parent)}") from None
    except (ValidationError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return _set_aside(file)


def _set_aside(file: Path) -> Tally:
    """Rename a damaged file, never deleting it, and start to count anew."""
    names = (file.with_name(f"{file.name}.damaged-{number}") for number in count(1))
    aside = next(name for name in names if not name.exists())
    try:
        file.rename(aside)
    except OSError as error:
        raise StorageError(f"Not set aside: {what_and_remedy(error, file.parent)}") from None
    _LOG.error("%s could not be read and is set aside; counting starts anew", aside)
    return Tally()
