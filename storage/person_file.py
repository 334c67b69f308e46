"""One person's file: a small TinyDB of one document, whose id is the person's."""

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pydantic_core
from tinydb import TinyDB
from tinydb.table import Document

from storage import atomic
from storage.atomic import AtomicFile
from storage.faults import what_and_remedy
from storage.reading import NotARecordError, in_todays_version, record_of
from storage.record import VERSION, Record, to_json
from storage.store import DamagedError, NotSavedError, StorageError

_LOG = logging.getLogger(__name__)

_AT_ONCE = 65536
"""Bytes that are read at once: more than nearly every record has."""

_SENT = "outbox_sent"
"""The last field of a file whose outbox holds something: 1 once all of that was sent."""

_NOT_YET = f'"{_SENT}":0}}}}}}'.encode()
_BEHIND = len("0}}}")

_SET_ASIDE = re.compile(r"(.+)\.damaged-(\d+)")


def read(path: Path, person: int) -> Record | None:
    """Return the record; None when there is no file.

    Raises NotARecordError when the file holds something else, NewerError when a newer bot wrote
    it, and StorageError when it can't be read at all.
    """
    plain = glance(str(path.parent), person) or _plain(path, person)
    return None if plain is None else record_of(plain, person, str(path.parent))


def read_plain(path: Path, person: int) -> dict[str, Any] | None:
    """Return the record's plain values in today's version, unchecked. Raises as `read` does."""
    plain = _plain(path, person)
    return None if plain is None else in_todays_version(plain)


def glance(folder: str, person: int) -> dict[str, Any] | None:
    """Return what `read_plain` does where all is as usual, else None.

    TinyDB takes most of the time of a read, and nobody needs it to look at one document.
    """
    try:
        tables = pydantic_core.from_json(_bytes(f"{folder}/{person}.json"))
        ((name, plain),) = tables["_default"].items()
        usual = name == str(person) and plain["version"] == VERSION
        return _without_sent(plain) if usual else None
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return None


def write(path: Path, record: Record) -> None:
    """Make the record durable. Raises NotSavedError; then the file is as it was."""
    with _or_not_saved(path):
        file = TinyDB(path, storage=AtomicFile, blank=True)
        note = {_SENT: 0} if record.outbox else {}
        file.insert(Document({**to_json(record), **note}, doc_id=record.person))


def note_sent(path: Path) -> bool:
    """Note that all that the file's outbox holds was sent; False: there is no place for the note.

    It is one byte in its place, which no kill can halve, and it is not flushed: after a power cut
    some replies may leave once more, as after a kill between sending and noting.
    Raises NotSavedError.
    """
    with _or_not_saved(path):
        descriptor = os.open(path, os.O_RDWR)
        try:
            end = os.fstat(descriptor).st_size
            place = max(0, end - len(_NOT_YET))
            if os.pread(descriptor, len(_NOT_YET), place) != _NOT_YET:
                return False
            os.pwrite(descriptor, b"1", end - _BEHIND)
        finally:
            os.close(descriptor)
    return True


def remove(path: Path) -> None:
    """Remove the file for good, with what was set aside of it. Raises NotSavedError."""
    with _or_not_saved(path):
        for aside in _numbers_set_aside(path):
            if aside.name.startswith(f"{path.name}."):
                atomic.remove(aside)
        atomic.remove(path)


def read_or_set_aside(path: Path, person: int) -> Record | None:
    """Read as `read` does, for whoever holds the lock: raises DamagedError for NotARecordError."""
    try:
        return read(path, person)
    except NotARecordError:
        raise set_aside(path) from None


def set_aside(path: Path) -> DamagedError:
    """Rename a damaged file, never deleting it, and return the error that says where it is.

    Neither the error nor the log line names the person. Raises StorageError when it must stay.
    """
    try:
        number = 1 + max(_numbers_set_aside(path).values(), default=0)
        path.rename(path.with_name(f"{path.name}.damaged-{number}"))
        atomic.flush_folder(path.parent)
    except OSError as error:
        raise StorageError(f"Not set aside: {what_and_remedy(error, path.parent)}") from None
    damaged = DamagedError(
        f"{path.parent}: a record could not be read and was set aside under a name that ends with "
        f".damaged-{number}. Mend it or put it back from a backup; the person starts anew."
    )
    _LOG.error("%s", damaged)
    return damaged


def _plain(path: Path, person: int) -> dict[str, Any] | None:
    try:
        return _document(path, person)
    except OSError as error:
        raise StorageError(f"Not read: {what_and_remedy(error, path.parent)}") from None
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise NotARecordError from None


def _bytes(path: str) -> bytes:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        parts = [os.read(descriptor, _AT_ONCE)]
        while len(parts[-1]) == _AT_ONCE:
            parts.append(os.read(descriptor, _AT_ONCE))
    finally:
        os.close(descriptor)
    return b"".join(parts)


def _document(path: Path, person: int) -> dict[str, Any] | None:
    documents = TinyDB(path, storage=AtomicFile).all()
    if not documents and not path.exists():
        return None
    (document,) = documents
    if document.doc_id != person:
        raise ValueError("another person's record")
    return _without_sent(dict(document))


def _without_sent(plain: dict[str, Any]) -> dict[str, Any]:
    """Return a record's plain values, its outbox empty where all of it was sent."""
    if plain.pop(_SENT, 0):
        plain["outbox"] = []
    return plain


def _numbers_set_aside(path: Path) -> dict[Path, int]:
    """Return every damaged file of the folder with its number."""
    if not path.parent.is_dir():
        return {}
    found = (_SET_ASIDE.fullmatch(file.name) for file in path.parent.iterdir())
    return {path.with_name(match[0]): int(match[2]) for match in found if match}


@contextmanager
def _or_not_saved(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NotSavedError(f"Not saved: {what_and_remedy(error, path.parent)}") from None
