"""Finding beside the bot: a program of its own matches questions, so that nobody waits for it.

A question takes milliseconds of a processor. On the event loop everybody would wait for them; a
thread of this process would take turns with it. While the program is not there, or where it can't
tell, questions are matched in place.
"""

import asyncio
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from handlers.clock import Clock
from knowledge.finding import question, told
from knowledge.matcher import Found, Matcher

_LOG = logging.getLogger(__name__)
_HOME = Path(__file__).resolve().parent.parent

PATIENCE = 2.0
"""Seconds without any answer after which the program is given up: the longest takes far less."""

PAUSE = 5.0
"""Seconds before another one is started."""

_ONE_PROCESSOR = {"OPENBLAS_NUM_THREADS": "1"}
"""numpy would share a question's small products with a second processor, which the bot needs."""


class Finding:
    """Asks the program, one line a question; its answers come in the order of the questions."""

    def __init__(self, cache: Path, clock: Clock, patience: float = PATIENCE) -> None:
        """Start nothing yet; `cache` is the folder of the fits, `patience` is in seconds."""
        self._cache = cache
        self._clock = clock
        self._patience = patience
        self._process: Process | None = None
        self._is_ready = asyncio.Event()
        self._asked: deque[asyncio.Future[bytes | None]] = deque()
        self._answered = 0

    @asynccontextmanager
    async def beside(self) -> AsyncIterator[None]:
        """Keep the program running beside what happens inside."""
        task = asyncio.create_task(self._keep(), name="finding")
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def ready(self) -> None:
        """Wait until the program answers."""
        await self._is_ready.wait()

    async def found(self, matcher: Matcher, text: str) -> Found | None:
        """Return what a text comes to; None where it is to be found in place."""
        line, process = question(matcher, text), self._process
        if line is None or process is None or process.stdin is None:
            return None
        answer: asyncio.Future[bytes | None] = asyncio.get_running_loop().create_future()
        self._asked.append(answer)
        process.stdin.write(line)
        try:
            reply = await self._reply(answer)
        except TimeoutError:
            _LOG.error("Matching takes too long; the program that does it is started anew")
            _end(process)
            return None
        return None if reply is None else told(matcher, text, reply)

    async def _reply(self, answer: asyncio.Future[bytes | None]) -> bytes | None:
        """Wait while the program answers anybody: many may have asked. Raises TimeoutError."""
        while True:
            before = self._answered
            await asyncio.wait((answer,), timeout=self._patience)
            if answer.done():
                return answer.result()
            if self._answered == before:
                raise TimeoutError

    async def _keep(self) -> None:
        """Start the program, and another one whenever it has ended."""
        while True:
            try:
                await self._run()
            except OSError as failure:  # no process or memory left; it may pass
                _LOG.error("The program that matches could not start: %s", failure.strerror)
            _LOG.error("The program that matches ended; until the next one is ready we match here")
            await self._clock.sleep(PAUSE)

    async def _run(self) -> None:
        """Run the program until it ends. Raises OSError where it can't be started."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "knowledge.finding", str(self._cache)),
            cwd=_HOME,
            stdin=PIPE,
            stdout=PIPE,
            env=os.environ | _ONE_PROCESSOR,
            start_new_session=True,  # Ctrl-C is for the bot, which then ends the program
        )
        try:
            await self._listen(process)
        finally:
            self._leave()
            _end(process)
            await process.wait()

    async def _listen(self, process: Process) -> None:
        """Hand each line to whoever asked for it, until there are no more."""
        if process.stdout is None:
            return
        if await process.stdout.readline():
            self._process = process
            self._is_ready.set()
        while line := await process.stdout.readline():
            self._answered += 1
            answer = self._asked.popleft()
            if not answer.done():
                answer.set_result(line)

    def _leave(self) -> None:
        """Let everybody who waits match in place."""
        self._process = None
        self._is_ready.clear()
        for answer in self._asked:
            if not answer.done():
                answer.set_result(None)
        self._asked.clear()


def _end(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.kill()
