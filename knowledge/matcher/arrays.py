"""Arrays: named arrays and texts in one file, mapped into memory rather than loaded.

What is mapped takes memory only where it is looked at, and processes share it. The file is a
length, a JSON head, and the raw numbers, each array where a cache line begins, so that products
need no copy (the layout of safetensors, with room between).
"""

import json
import os
import struct
import tempfile
import weakref
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[Any]

_LINE = 64


class DamagedError(ValueError):
    """A file is not what was written: it is too short, or no file of arrays at all."""


class FileRows:
    """The rows of an array in a file, read one by one: nothing of it stays in memory.

    A mapping would: what is near a page that is looked at is mapped with it. The file may be
    removed meanwhile.
    """

    def __init__(self, path: Path, start: int, like: Array) -> None:
        """Open a file for an array that begins at byte `start` and is `like` this one."""
        self._file = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._file)
        self._start, self._width = start, like[0].nbytes if len(like) else 0
        self._kind, self._shape = like.dtype, like.shape[1:]

    def __getitem__(self, rows: slice | npt.NDArray[np.integer[Any]]) -> Array:
        """Return rows: those from one to another, or those at places."""
        if isinstance(rows, slice):
            return self._read(rows.start, rows.stop - rows.start)
        return np.concatenate([self._read(row, 1) for row in rows.tolist()])

    def _read(self, first: int, count: int) -> Array:
        found = os.pread(self._file, count * self._width, self._start + first * self._width)
        return np.frombuffer(found, self._kind).reshape(count, *self._shape)


Rows: TypeAlias = Array | FileRows
"""What rows can be taken from."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Arrays:
    """Arrays by name, and texts: anything that JSON can hold."""

    arrays: Mapping[str, Any]
    texts: Any = None


def save(content: Arrays, path: Path) -> None:
    """Write a file under another name first, so that no half of it is ever read.

    Raises OSError where it can't be written; nothing is left behind then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        part = Path(file.name)
        try:
            file.write(_head(content))
            for array in content.arrays.values():
                file.write(bytes(-file.tell() % _LINE))
                file.write(np.ascontiguousarray(array).data)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def read(path: Path, apart: Collection[str] = ()) -> Arrays:
    """Map a file, but the arrays `apart`, whose rows are read when they are asked for.

    Raises OSError where there is no file, and DamagedError.
    """
    empty = path.stat().st_size == 0
    whole = np.zeros(0, np.uint8) if empty else np.asarray(np.memmap(path, np.uint8, mode="r"))
    try:
        (length,) = struct.unpack("<Q", whole[:8].tobytes())
        head = json.loads(whole[8 : 8 + length].tobytes())
        spans = _spans(8 + length, head["arrays"])
        arrays = {
            name: whole[start:end].view(kind).reshape(shape)
            for name, (start, end, kind, shape) in spans.items()
        }
        texts = head["texts"]
    except (struct.error, ValueError, KeyError, TypeError) as wrong:
        raise DamagedError(f"{path} is damaged: remove it, and it is made anew") from wrong
    rows = {name: FileRows(path, spans[name][0], arrays[name]) for name in apart}
    return Arrays(arrays={**arrays, **rows}, texts=texts)


def _head(content: Arrays) -> bytes:
    shapes = {name: (a.dtype.str, a.shape) for name, a in content.arrays.items()}
    head = json.dumps({"arrays": shapes, "texts": content.texts}).encode()
    return struct.pack("<Q", len(head)) + head


def _spans(at: int, shapes: Mapping[str, Any]) -> Mapping[str, tuple[int, int, str, list[int]]]:
    """Return where each array begins and ends, its kind, and its shape."""
    spans: dict[str, tuple[int, int, str, list[int]]] = {}
    for name, (kind, shape) in shapes.items():
        start = at + -at % _LINE
        at = start + int(np.prod(shape)) * np.dtype(kind).itemsize
        spans[name] = start, at, kind, shape
    return spans
