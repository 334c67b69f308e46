"""A data directory belongs to one process at a time."""

import fcntl
import os
import socket
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storage.store import LockedError

_PRIVATE = 0o600

_LOOKS, _BETWEEN = 1_000, 0.01
"""How often we look whether programs have written their last files, and seconds between looks."""


class Possession:
    """The directory's lock, held from `take` to `let_go`, or until the process dies."""

    def __init__(self, lock: Path) -> None:
        """Hold nothing yet."""
        self._lock = lock
        self._descriptor: int | None = None

    @property
    def shared(self) -> Path:
        """The lock that is held by programs that change files for the process (`held_by_many`)."""
        return self._lock.with_name(f"{self._lock.name}.files")

    def take(self) -> None:
        """Take the lock, and wait for programs of a process that was killed.

        Raises LockedError naming who has it, or OSError.
        """
        descriptor = os.open(self._lock, os.O_CREAT | os.O_RDWR, _PRIVATE)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(descriptor, 200, 0).decode(errors="replace").strip()
            os.close(descriptor)
            raise LockedError(
                f"{self._lock.parent}: {holder or 'another process'} is using this folder. "
                "Stop it first, or name another folder with DATA_DIR."
            ) from None
        self._descriptor = descriptor
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"process {os.getpid()} on {socket.gethostname()}\n".encode(), 0)
        _let_go_in_children(self)
        try:
            _wait_for_many(self.shared)
        except (OSError, LockedError):
            self.let_go()
            raise

    def let_go(self) -> None:
        """Free the directory. Harmless when it isn't held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _let_go_in_children(possession: Possession) -> None:
    """Close a forked child's copy: a child that outlives the bot would keep the folder locked."""
    let_go = weakref.WeakMethod(possession.let_go)

    def in_child() -> None:
        close = let_go()
        if close is not None:
            close()

    os.register_at_fork(after_in_child=in_child)


@contextmanager
def held_by_many(lock: Path) -> Iterator[None]:
    """Hold a lock that many may hold at once, each until it has changed its last file."""
    descriptor = os.open(lock, os.O_CREAT | os.O_RDWR, _PRIVATE)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        yield
    finally:
        os.close(descriptor)


def _wait_for_many(lock: Path) -> None:
    """Wait until nobody holds it: what was being written for a killed process is then written."""
    with suppress(FileNotFoundError), lock.open("rb") as file:
        for _ in range(_LOOKS):
            if _free(file.fileno()):
                return
            time.sleep(_BETWEEN)
        raise LockedError(
            f"{lock.parent}: files are still being written for a bot that was stopped. "
            "Wait a while, or end its program (storage.worker); then start again."
        )


def _free(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
