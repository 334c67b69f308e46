"""Knowing: the knowledge in service, replaced as a whole as soon as something better is there."""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path

from knowledge import matcher
from knowledge.library import Knowledge, Track
from knowledge.matcher.letters import LettersMatcher

_LOG = logging.getLogger(__name__)
_HOME = Path(__file__).parent.parent


class Knowing:
    """Holds what the bot knows now; call it to get it."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Begin with this knowledge."""
        self._knowledge = knowledge

    def __call__(self) -> Knowledge:
        """Return the knowledge as it is now; it never changes under whoever holds it."""
        return self._knowledge

    @asynccontextmanager
    async def fitting(self, folder: Path, cache: Path) -> AsyncIterator[None]:
        """Fit beside what happens inside; what is not done by its end is left for another time."""
        task = asyncio.create_task(self.fit(folder, cache))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def fit(self, folder: Path, cache: Path) -> None:
        """Fit the matchers in a child process, then put them into service, where none is fitted.

        Until then, and where it fails, those that need no fit go on serving.
        """
        if all(not isinstance(t.matcher, LettersMatcher) for t in self._knowledge.tracks.values()):
            return
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "knowledge.matcher.fit", str(folder), str(cache), cwd=_HOME
        )
        try:
            code = await child.wait()
        finally:
            with suppress(ProcessLookupError):
                child.kill()
        if code != 0:
            _LOG.warning(
                "The answers could not be fitted (exit %d); the quick matcher serves", code
            )
            return
        tracks = await asyncio.to_thread(_fitted, self._knowledge, cache)
        self._knowledge = replace(self._knowledge, tracks=tracks)


def _fitted(knowledge: Knowledge, cache: Path) -> dict[str, Track]:
    return {
        id_: replace(track, matcher=matcher.ready(track.answers, cache) or track.matcher)
        for id_, track in knowledge.tracks.items()
    }
