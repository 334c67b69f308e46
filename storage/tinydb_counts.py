"""Counts on one machine: one small TinyDB file beside the people's, changed under a lock.

The bot adds to it, and `bot.py review` reads and drops beside the running bot, so each change
reads the file anew while no other process may.
"""

import asyncio
import fcntl
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from pydantic import ValidationError
from tinydb import TinyDB
from tinydb.table import Document

from storage import atomic
from storage.atomic import AtomicFile
from storage.counting import Change, Counting, changed
from storage.faults import what_and_remedy
from storage.store import NotSavedError, StorageError
from storage.tally import VERSION, Tally, from_json, to_json

_LOG = logging.getLogger(__name__)

_ONLY = 1
"""The id of the only document."""


class TinyDBCounts(Counting):
    """Keeps a tally in the file `counts.json` under `root`."""

    def __init__(self, root: Path) -> None:
        """Touch nothing yet."""
        super().__init__(_File(path=root / "counts.json"))


@dataclass(frozen=True, kw_only=True)
class _File:
    """The file of a tally."""

    path: Path

    async def read(self) -> Tally:
        """Return what the file holds."""
        return await asyncio.to_thread(_read, self.path)

    async def change(self, changes: Sequence[Change]) -> None:
        """Change what the file holds."""
        await asyncio.to_thread(_changed, self.path, changes)


def _changed(file: Path, changes: Sequence[Change]) -> None:
    """Change what the file holds. Raises NotSavedError; then it is as it was."""
    try:
        with _alone(file):
            before = _read(file)
            after = changed(before, changes)
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
