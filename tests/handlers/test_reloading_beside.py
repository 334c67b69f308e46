"""What keeps the knowledge up with its files goes on beside the bot, holds up nobody, and ends."""

import asyncio
import gc
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import HOME
from handlers.knowing import Knowing
from handlers.reloading import EVERY, Reloading
from tests.clocks import SteppedClock, settle
from tests.handlers.edited import cache, folder, known
from tests.patience import PATIENCE

__all__ = ["cache", "folder"]

LONGEST_WAIT = 0.1
"""Seconds that a reply may be held up."""

GIVING_WAY = 10
"""How many times longer a program takes at worst that gives way to all others."""


class HastyClock(SteppedClock):
    """A clock on which nobody sleeps for longer than others need to do something."""

    def __init__(self) -> None:
        super().__init__()
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        """Note for how long it would be."""
        self.slept.append(seconds)
        await asyncio.sleep(0)


async def test_the_loop_looks_on_its_clock_and_ends_with_what_is_inside(
    folder: Path, cache: Path
) -> None:
    clock, knowing = HastyClock(), Knowing(known(folder, cache))
    taken_up = asyncio.Event()

    async def then() -> None:
        taken_up.set()

    reloading = Reloading(knowing=knowing, folder=folder, cache=cache, clock=clock, then=then)
    async with reloading.beside():
        path = folder / "messages" / "questions.yaml"
        path.write_text(path.read_text().replace("I do not know that yet. A few", "NEW. A few"))
        await asyncio.wait_for(taken_up.wait(), GIVING_WAY * PATIENCE)
        assert "NEW." in knowing().messages.fill("questions.unknown")
    assert set(clock.slept) == {EVERY.total_seconds()}
    looks = len(clock.slept)
    await settle()
    assert len(clock.slept) == looks


LEFT_ALONE = 10
"""Seconds in which a program that nobody needs any more has to end; the tenth of a fit."""

KEEPS_UP = """
import asyncio, pathlib, sys
from bot import at_hand, load_knowledge
from handlers.knowing import Knowing
from handlers.reloading import Reloading
from knowledge.matcher import quick
from localchat.running_clock import RunningClock

folder, cache = map(pathlib.Path, sys.argv[1:])
knowing = Knowing(load_knowledge(match=quick))
clock = RunningClock()
asyncio.run(Reloading(knowing=knowing, folder=folder, cache=cache, clock=clock).run())
"""


async def test_a_bot_that_is_killed_leaves_nobody_who_reads_on(folder: Path) -> None:
    """The files are read up to a pipe among them, which holds the program in its middle."""
    os.mkfifo(pipe := folder / "messages" / "zz.yaml")
    bot = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", KEEPS_UP, str(folder), str(folder.parent / "cache")),
        cwd=HOME,
        stderr=asyncio.subprocess.PIPE,  # the program's too: it ends with the last of the two
    )
    writing = await asyncio.to_thread(pipe.open, "w")
    bot.kill()
    _, said = await asyncio.wait_for(bot.communicate(), timeout=LEFT_ALONE)
    writing.close()
    assert said == b""


@pytest.fixture
def frozen() -> Iterator[None]:
    """Leave what other tests left behind to itself, as the bot does with what it loads."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("frozen")
async def test_nobody_waits_while_an_edit_is_taken_up(folder: Path, cache: Path) -> None:
    """Measured in processor time of this process, so that a busy machine changes nothing."""
    knowing = Knowing(known(folder, cache))
    reloading = Reloading(knowing=knowing, folder=folder, cache=cache, clock=SteppedClock())
    await reloading.look()
    await reloading.look()
    before = knowing()
    path = folder / "messages" / "questions.yaml"
    path.write_text(f"{path.read_text()}# edited\n")
    await reloading.look()
    taking_up = asyncio.create_task(reloading.look())
    longest, last = 0.0, time.process_time()
    while not taking_up.done():
        await asyncio.sleep(0)
        now = time.process_time()
        longest, last = max(longest, now - last), now
    assert knowing() is not before
    assert longest < LONGEST_WAIT
