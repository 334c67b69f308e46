"""Reloading: edited YAML is taken up while the bot serves, whole and checked, or not at all.

The files are looked at every few seconds. What has changed and stands still is read, checked and
fitted by a program of its own; then the new knowledge takes the place of the old one between two
turns. With an error in it the old one stays in service, and the log says what to mend, once for
each content. At the start the same program fits what is not fitted yet.
"""

import asyncio
import gc
import logging
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path

from handlers.clock import Clock
from handlers.knowing import Knowing
from knowledge.edition import Glance, content_of, glance
from knowledge.matcher.letters import LettersMatcher
from knowledge.mistakes import Weight
from knowledge.taking import Taken, taken_from, warm

_LOG = logging.getLogger(__name__)
_HOME = Path(__file__).resolve().parent.parent

EVERY = timedelta(seconds=3)
"""How often the files are looked at: an edit is seen after two looks at most."""

_TOLD = 20
"""Errors that the log names; `bot.py check` names all of them."""


async def nothing_more() -> None:
    """Do nothing after an edit went into service."""


class Reloading:
    """Keeps the knowledge in service up with the files of `folder`; fits are kept in `cache`."""

    def __init__(
        self,
        *,
        knowing: Knowing,
        folder: Path,
        cache: Path,
        clock: Clock,
        then: Callable[[], Awaitable[None]] = nothing_more,
    ) -> None:
        """Look at nothing yet; `then` is done each time that an edit went into service."""
        self._knowing = knowing
        self._folder = folder.resolve()
        self._cache = cache
        self._clock = clock
        self._then = then
        self._seen: Glance = ()
        self._settled: Glance = ()
        self._tried = knowing().content

    @asynccontextmanager
    async def beside(self) -> AsyncIterator[None]:
        """Keep up beside what happens inside; what is not done by its end is left."""
        task = asyncio.create_task(self.run())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def run(self) -> None:
        """Make ready what serves, fit what is not fitted, then look again and again."""
        tracks = self._knowing().tracks.values()
        for track in tracks:
            await asyncio.to_thread(warm, track)
        if any(isinstance(track.matcher, LettersMatcher) for track in tracks):
            await self._take_up()
        while True:
            await self.look()
            await self._clock.sleep(EVERY.total_seconds())

    async def look(self) -> None:
        """Look once; files that look as they did the last time, but not as before, are taken up."""
        looks = await asyncio.to_thread(glance, self._folder)
        still, self._seen = looks == self._seen, looks
        if not still or looks == self._settled:
            return
        self._settled = looks
        content = await asyncio.to_thread(content_of, self._folder)
        if content not in {self._tried, self._knowing().content}:
            self._tried = content
            if await self._take_up():
                await self._then()

    async def _take_up(self) -> bool:
        """Read, check and fit; returns whether new knowledge is in service."""
        output = await self._read()
        if output is None:
            return False
        try:
            taken = await asyncio.to_thread(taken_from, output, self._cache)
        except ValueError as wrong:
            _LOG.error("The knowledge was not read anew, the old one serves: %s", wrong)
            return False
        if taken.knowledge is None:
            _tell(taken)
            return False
        self._knowing.replace(taken.knowledge)
        self._tried = taken.knowledge.content
        gc.freeze()  # as at the start: what is loaded stays, and is not looked through again
        _LOG.info("The knowledge is in service as it stands in the files now")
        return True

    async def _read(self) -> bytes | None:
        """Return what the program wrote that reads, checks and fits; None where it failed."""
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "knowledge.take", str(self._folder), str(self._cache)),
            cwd=_HOME,
            stdin=asyncio.subprocess.PIPE,  # ends with the bot, and so does the program
            stdout=asyncio.subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the bot, which then ends the program
        )
        try:
            output = await child.stdout.read() if child.stdout is not None else b""
            await child.wait()
        finally:
            with suppress(ProcessLookupError):
                child.kill()
        if child.returncode == 0:
            return output
        _LOG.error(
            "Reading the knowledge anew failed (exit %d); the old one serves", child.returncode
        )
        return None


def _tell(taken: Taken) -> None:
    errors = [one for one in taken.mistakes if one.weight is Weight.ERROR]
    told = "\n".join(map(str, errors[:_TOLD]))
    _LOG.error(
        "The edited knowledge has errors (%d), so the old one stays in service:\n%s",
        len(errors),
        told,
    )
