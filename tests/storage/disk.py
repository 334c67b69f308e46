"""The calls that reach the disk: recorded, and made to fail where a test wants it."""

import errno
import fcntl
import os
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True, kw_only=True)
class Call:
    """One call: what it does to which path, and the new name where it gives one."""

    name: str
    path: Path
    target: Path | None = None


class Disk:
    """Stands between Python and the operating system; what isn't told to fail is really done."""

    def __init__(self, patch: pytest.MonkeyPatch, root: Path) -> None:
        """Record what happens below `root`."""
        self.calls: list[Call] = []
        self.longest_write: int | None = None
        self._root = root
        self._open: dict[int, Path] = {}
        self._fails: Callable[[int, str], int | None] = lambda _at, _name: None
        for name in ("rename", "unlink", "mkdir"):
            patch.setattr(os, name, self._on_paths(name, getattr(os, name)))
        self._real_open, self._real_close, self._real_write = os.open, os.close, os.write
        patch.setattr(os, "open", self._opened)
        patch.setattr(os, "close", self._closed)
        patch.setattr(os, "write", self._written)
        patch.setattr(os, "fsync", self._flushed(os.fsync))
        if hasattr(fcntl, "F_FULLFSYNC"):  # macOS: flushes go through fcntl there
            patch.setattr(fcntl, "fcntl", self._flushed(fcntl.fcntl))

    def fail_at(self, call: int, number: int) -> None:
        """Make one call fail, counted from the first that is recorded."""
        self._fails = lambda at, _name: number if at == call else None

    def fail_from(self, call: int, number: int, only: str | None = None) -> None:
        """Make each call from this one on fail, or each of that name."""
        self._fails = lambda at, name: number if at >= call and only in {None, name} else None

    def fail_nth(self, name: str, nth: int, number: int = errno.EIO) -> None:
        """Make one call of that name fail: the first is 0."""
        counted = count()
        self._fails = lambda _at, called: (
            number if called == name and next(counted) == nth else None
        )

    def heal(self) -> None:
        """Let everything succeed again."""
        self._fails = lambda _at, _name: None

    def _note(self, name: str, path: Path, target: Path | None = None) -> None:
        at = len(self.calls)
        self.calls.append(Call(name=name, path=path, target=target))
        number = self._fails(at, name)
        if number is not None:
            raise OSError(number, os.strerror(number), str(path))

    def _ours(self, path: Path) -> bool:
        return path == self._root or self._root in path.parents

    def _on_paths(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any, *more: Any, **options: Any) -> Any:  # noqa: ANN401
            if self._ours(Path(path)):
                self._note(name, Path(path), Path(more[0]) if name == "rename" else None)
            return real(path, *more, **options)

        return call

    def _opened(self, path: Any, *more: Any, **options: Any) -> int:  # noqa: ANN401
        ours = self._ours(Path(path))
        if ours:
            self._note("open", Path(path))
        descriptor = self._real_open(path, *more, **options)
        if ours:
            self._open[descriptor] = Path(path)
        return descriptor

    def _closed(self, descriptor: int) -> None:
        path = self._open.pop(descriptor, None)
        self._real_close(descriptor)
        if path is not None:
            self.calls.append(Call(name="close", path=path))

    def _written(self, descriptor: int, data: bytes) -> int:
        if descriptor in self._open:
            self._note("write", self._open[descriptor])
            data = data[: self.longest_write]
        return self._real_write(descriptor, data)

    def _flushed(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(descriptor: int, *more: Any) -> Any:  # noqa: ANN401
            if descriptor in self._open:
                self._note("flush", self._open[descriptor])
            return real(descriptor, *more)

        return call
