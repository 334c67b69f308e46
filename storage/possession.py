"""A data directory belongs to one process at a time."""

import fcntl
import os
import socket
import weakref
from pathlib import Path

from storage.store import LockedError


class Possession:
    """The directory's lock, held from `take` to `let_go`, or until the process dies."""

    def __init__(self, lock: Path) -> None:
        """Hold nothing yet."""
        self._lock = lock
        self._descriptor: int | None = None

    def take(self) -> None:
        """Take the lock. Raises LockedError naming who has it, or OSError."""
        descriptor = os.open(self._lock, os.O_CREAT | os.O_RDWR, 0o600)
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
