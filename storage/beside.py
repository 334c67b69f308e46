"""Work on files beside the bot: by the program `storage.worker`, by threads while it isn't there.

Threads take turns with the event loop at each of a file's dozen system calls, and under load a
save waits for all of those turns. A program of its own waits for the disk alone.
"""

import asyncio
import logging
import socket
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TypeVar, cast

from storage.threads import Small, Threads
from storage.unbroken import unbroken
from storage.worker import READY, framed, unframed

_LOG = logging.getLogger(__name__)
_HOME = Path(__file__).resolve().parent.parent
_T = TypeVar("_T")


class Beside:
    """Has work done by the program. Work must be picklable: a function by its name, and values.

    What a program that ends has not answered is done again in threads, so it must be harmless to
    do twice.
    """

    def __init__(self, threads: Threads, lock: Path) -> None:
        """Start nothing yet; the program holds the file `lock` for as long as it runs."""
        self._threads = threads
        self._lock = lock
        self._line: _Line | None = None
        self._program: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Start the program; work goes to threads until it is ready."""
        here, there = socket.socketpair()
        loop = asyncio.get_running_loop()
        _, line = await loop.create_connection(_Line, sock=here)
        self._line = line
        self._program = asyncio.create_task(self._run(line, there), name="worker")

    async def ready(self) -> None:
        """Wait until the program can be asked."""
        if self._line is not None:
            await self._line.greeted.wait()

    async def close(self) -> None:
        """Hang up, and wait until the program has ended, which from then on changes no file."""
        if self._line is not None:
            self._line.hang_up()
        if self._program is not None:
            await asyncio.wait((self._program,))
            self._program.result()

    async def run(self, work: Callable[[], _T], then: Callable[[], None] | None = None) -> _T:
        """Do `work`, and `then` here once it has succeeded; both to their end."""
        if self._line is None or not self._line.ready:
            return await self._threads.run(work, then)
        return await unbroken(self._line.ask(work), then)

    async def run_small(self, work: Callable[[], _T]) -> _T:
        """Do `work` that takes a fraction of a millisecond, to its end."""
        if self._line is None or not self._line.ready:
            return await self._threads.run_small(work)
        return await unbroken(self._line.ask(work))

    async def _run(self, line: "_Line", there: socket.socket) -> None:
        """Run the program until it ends; a bot goes on without."""
        try:
            with there:
                program = await asyncio.create_subprocess_exec(
                    *(sys.executable, "-m", "storage.worker", str(there.fileno()), str(self._lock)),
                    cwd=_HOME,
                    stdin=asyncio.subprocess.DEVNULL,
                    pass_fds=(there.fileno(),),
                    start_new_session=True,  # Ctrl-C is for the bot, which then hangs up
                )
        except OSError as failure:
            _LOG.error("The program for files could not start: %s", failure.strerror)
            line.hang_up()
            return
        await program.wait()
        if not line.hung_up:
            _LOG.error("The program for files ended; until the next start we work on them here")
        self._threads.take(line.unanswered())


class _Line(asyncio.Protocol):
    """The line to the program: questions go there, answers come back in any order."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._received = bytearray()
        self._numbers = count(READY + 1)
        self._asked: dict[int, Small] = {}
        self.greeted = asyncio.Event()
        self.ready = False
        self.hung_up = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way there."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Hand each answer to whoever asked for it."""
        self._received += data
        for number, error, result in unframed(self._received):
            if number == READY:
                self.ready = not self.hung_up
                self.greeted.set()
            elif error is None:
                self._asked.pop(number)[1].set_result(result)
            else:
                self._asked.pop(number)[1].set_exception(error)

    def connection_lost(self, _error: Exception | None) -> None:
        """Ask nothing more."""
        self.ready = False

    def ask(self, work: Callable[[], _T]) -> asyncio.Future[_T]:
        """Send a question; what it comes to is the answer's result or error."""
        future: asyncio.Future[_T] = asyncio.get_running_loop().create_future()
        number = next(self._numbers)
        content = framed((number, work))
        self._asked[number] = (work, future)
        if self._transport is not None:
            self._transport.write(content)
        return future

    def hang_up(self) -> None:
        """Ask nothing more; the program ends once it has done what it was asked."""
        self.ready, self.hung_up = False, True
        if self._transport is not None:
            self._transport.close()

    def unanswered(self) -> list[Small]:
        """Return the questions that nobody will answer, once the program has ended."""
        asked, self._asked = self._asked, {}
        return list(asked.values())
