"""Reloading: how long people wait while an edit of the knowledge is taken up, by the wall clock.

The whole bot serves from a copy of the knowledge, every turn saved and fsynced, Telegram's limits
on sending lifted. People ask at random times before an edit, from the edit until it is in service,
and after that. Beside the replies stand the longest stretches in which the event loop, or any
thread of the process, did not come to run: what holds up everybody at once. "own" is how much of
the loop's longest this process spent itself, so that a busy machine can be told from a busy bot.
"""

import argparse
import asyncio
import random
import shutil
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.serving import QUESTIONS, Stopwatch, fit, settle_in
from bot import CACHE, KNOWLEDGE, at_hand, load_knowledge
from handlers.clock import WallClock
from handlers.house import House, Line, build
from handlers.pace import UNLIMITED
from handlers.service import in_service
from localchat import Telegram
from localchat.person import Person
from localchat.running_clock import RunningClock
from storage.tinydb_counts import TinyDBCounts
from storage.tinydb_store import TinyDBStore

PEOPLE = 200
RATE = 20
SECONDS = 15.0
BEAT = 0.002
"""Seconds between two looks at the clock, of the loop and of a thread."""

_PHRASING = "how do i wibble a wobble before the benchmark is over"
_FORGOTTEN = 240.0
_HEADS = ("median", "p99", "longest", "loop", "own", "threads")


@dataclass
class Phase:
    """What was seen in one phase, in seconds."""

    took: Sequence[float] = ()
    loop: float = 0.0
    own: float = 0.0
    threads: float = 0.0
    lasted: float = 0.0


@dataclass
class Pulse:
    """Looks at the clock again and again, and keeps the longest time between two looks.

    `own` is the longest with no more of it than this process had a processor.
    """

    longest: float = 0.0
    own: float = 0.0
    last: float = field(default_factory=time.perf_counter)
    spent: float = field(default_factory=time.process_time)

    def beat(self) -> None:
        """Look at the clock."""
        now, spent = time.perf_counter(), time.process_time()
        late = max(0.0, now - self.last - BEAT)
        self.longest = max(self.longest, late)
        self.own = max(self.own, min(late, spent - self.spent))
        self.last, self.spent = now, spent


@asynccontextmanager
async def of_loop() -> AsyncIterator[Pulse]:
    """Feel the pulse of the event loop."""
    pulse = Pulse()

    async def beats() -> None:
        while True:
            pulse.beat()
            await asyncio.sleep(BEAT)

    task = asyncio.create_task(beats())
    yield pulse
    task.cancel()


@contextmanager
def of_threads() -> Iterator[Pulse]:
    """Feel the pulse of a thread that needs the interpreter for next to nothing."""
    pulse, over = Pulse(), threading.Event()

    def beats() -> None:
        while not over.wait(BEAT):
            pulse.beat()

    thread = threading.Thread(target=beats, daemon=True)
    thread.start()
    yield pulse
    over.set()
    thread.join()


@asynccontextmanager
async def edited(folder: Path) -> AsyncIterator[tuple[Telegram, House, Path]]:
    """Run the whole bot over a copy of the knowledge, with people's files in this folder."""
    knowledge = Path(shutil.copytree(KNOWLEDGE, folder / "knowledge"))
    telegram = Telegram(clock=RunningClock())
    line = Line(
        token=telegram.token,
        request=telegram.request(),
        polling_request=telegram.request(),
        limits=UNLIMITED,
    )
    house = build(
        line=line,
        store=TinyDBStore(folder / "people"),
        counts=TinyDBCounts(folder / "people"),
        knowledge=load_knowledge(knowledge, at_hand),
        clock=WallClock(),
        cache=CACHE,
    )
    async with in_service(house, knowledge, CACHE):
        yield telegram, house, knowledge


async def asked(telegram: Telegram, people: Sequence[Person], over: Callable[[], bool]) -> Phase:
    """Let people ask at random times (Poisson) until it is over, however slow the bot is."""
    chance, watch, begin = random.Random(0), Stopwatch(), time.perf_counter()  # noqa: S311 - arrivals
    end = telegram.listen(watch.see)
    at = 0.0
    async with of_loop() as loop:
        with of_threads() as threads:
            while not over() and time.perf_counter() - begin < _FORGOTTEN:
                at += chance.expovariate(RATE)
                await asyncio.sleep(max(0.0, begin + at - time.perf_counter()))
                person = chance.choice(people)
                if person.id not in watch.asked:
                    watch.start(person.id, "question")
                    person.say(chance.choice(QUESTIONS))
            lasted = time.perf_counter() - begin
            await watch.all_answered()
    end()
    took = watch.took.get("question", [0.0])
    return Phase(took=took, loop=loop.longest, own=loop.own, threads=threads.longest, lasted=lasted)


def edit(knowledge: Path) -> None:
    """Add a way to ask to an answer, so that everything is read, checked and fitted anew."""
    path = knowledge / "tracks" / "backend" / "answers" / "glossary.yaml"
    head, phrasings, rest = path.read_text().partition("  phrasings:\n")
    path.write_text(f"{head}{phrasings}    - {_PHRASING} {time.time_ns()}\n{rest}")


def row(name: str, phase: Phase) -> str:
    """Return a row of the table, times in milliseconds."""
    ordered = sorted(phase.took)
    of = (ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)], ordered[-1])
    times = "".join(f"{one * 1000:>10.1f}" for one in (*of, phase.loop, phase.own, phase.threads))
    return f"{name:<28}{phase.lasted:>6.1f}{len(ordered):>8}{times}"


def _for(seconds: float) -> Callable[[], bool]:
    end = time.perf_counter() + seconds
    return lambda: time.perf_counter() > end


async def _measure(report: Callable[[str], None]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with edited(Path(folder)) as (telegram, house, knowledge):
            people = [telegram.person(n, name=f"P{n}") for n in range(1, PEOPLE + 1)]
            await settle_in(telegram, people)
            await asyncio.sleep(SECONDS / 3)  # what is made ready after the start is ready by now
            heads = "".join(f"{head:>10}" for head in _HEADS)
            report(f"{f'{RATE} questions a second':<28}{'s':>6}{'replies':>8}{heads}")
            report(row("before an edit", await asked(telegram, people, _for(SECONDS))))
            before = house.knowing()
            edit(knowledge)
            during = await asked(telegram, people, lambda: house.knowing() is not before)
            report(row("until it is in service", during))
            report(row("after it", await asked(telegram, people, _for(SECONDS))))
            report(f"in service: {house.knowing() is not before}; times in milliseconds")


def run(_options: argparse.Namespace, report: Callable[[str], None] = print) -> None:
    """Print the table."""
    report("Replies while an edit is taken up, by the wall clock; every turn saved and fsynced.")
    fit()
    asyncio.run(_measure(report))
