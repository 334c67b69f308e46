"""Files that change all at once or not at all, whatever is killed and whenever.

The way of it: write a file of a unique temporary name, flush it, give it the real name, flush the
folder. A reader sees the old file or the new one; what was acknowledged survives a power cut.
"""

import errno
import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from storage.json_text import encode

TEMPORARY = ".tmp-"
"""How temporary names begin. What a killed process left under such a name is safe to remove."""

_PRIVATE_FILE, _PRIVATE_FOLDER = 0o600, 0o700
_FULL_FLUSH = getattr(fcntl, "F_FULLFSYNC", None)
_NOT_KNOWN_HERE = {errno.ENOTSUP, errno.EINVAL, errno.ENOTTY}
"""What a disk answers, often one of another machine, that knows only fsync."""


class AtomicFile(Storage):
    """TinyDB's storage in one JSON file that is replaced, never rewritten in place.

    TinyDB reads before it writes, to merge; `blank` begins with nothing instead, for whoever
    replaces all that the file holds.
    """

    def __init__(self, path: Path, *, blank: bool = False) -> None:
        """Touch nothing yet."""
        self._path = path
        self._blank = blank

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return the tables; None when there is no file. Raises ValueError on what is not JSON."""
        if self._blank:
            return None
        try:
            tables: dict[str, dict[str, Any]] = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return None
        return tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the file. Raises OSError, and then the file is as it was."""
        replace(self._path, encode(data))
        self._blank = False


def replace(path: Path, content: bytes) -> None:
    """Make `content` what the file holds, durably. Raises OSError, and then it is as it was."""
    temporary = _temporary(path.parent)
    try:
        create(temporary, content)
    except FileNotFoundError:
        make_folder(path.parent)
        create(temporary, content)
    try:
        with _put_back_on_failure(path):
            temporary.rename(path)
            flush_folder(path.parent)
    except OSError:
        _discard(temporary)
        raise


def remove(path: Path) -> None:
    """Remove the file, if it is there, durably. Raises OSError, and then it is as it was."""
    with _put_back_on_failure(path):
        try:
            path.unlink()
        except FileNotFoundError:
            return
        flush_folder(path.parent)


def make_folder(folder: Path) -> None:
    """Make a folder that is its owner's alone, with those above it, durably. Harmless if there."""
    if folder.is_dir():
        return
    if not folder.parent.is_dir():
        make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(_PRIVATE_FOLDER)
    flush_folder(folder.parent)


def flush_folder(folder: Path) -> None:
    """Make names that were given or taken in this folder durable."""
    flush_file(folder)


def flush_file(path: Path) -> None:
    """Make what was written to a file durable."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        _flush(descriptor)
    finally:
        os.close(descriptor)


def create(path: Path, content: bytes) -> None:
    """Write a new file, its owner's alone, durable but for its name. Raises OSError."""
    with _created(path, content) as descriptor:
        _flush(descriptor)


@contextmanager
def _created(path: Path, content: bytes) -> Iterator[int]:
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _PRIVATE_FILE)
    try:
        _write_all(descriptor, content)
        yield descriptor
    except OSError:
        _discard(path)
        raise
    finally:
        os.close(descriptor)


def _temporary(folder: Path) -> Path:
    return folder / f"{TEMPORARY}{secrets.token_hex(8)}"


def _write_all(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _flush(descriptor: int) -> None:
    """Flush to the platters; on macOS fsync alone stops at the drive's own cache (man 2 fsync)."""
    if _FULL_FLUSH is not None:
        try:
            fcntl.fcntl(descriptor, _FULL_FLUSH)
        except OSError as error:
            if error.errno not in _NOT_KNOWN_HERE:
                raise
        else:
            return
    os.fsync(descriptor)


@contextmanager
def _put_back_on_failure(path: Path) -> Iterator[None]:
    """Keep the old content within reach, so that a change whose flush failed is taken back."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        descriptor = None
    try:
        yield
    except OSError:
        with suppress(OSError):  # the disk is failing: the first error says so
            _put_back(path, descriptor)
        raise
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _put_back(path: Path, descriptor: int | None) -> None:
    """Undo a change. It is not flushed again: the disk has just refused that."""
    if descriptor is None:
        path.unlink(missing_ok=True)
    elif not path.exists() or not os.path.samestat(path.stat(), os.fstat(descriptor)):
        temporary = _temporary(path.parent)
        with os.fdopen(os.dup(descriptor), "rb") as old, _created(temporary, old.read()):
            pass
        temporary.rename(path)


def _discard(temporary: Path) -> None:
    with suppress(OSError):  # what stays behind is swept at the next start
        temporary.unlink()
