"""Serving: how fast the whole bot answers, every turn saved and fsynced, beside an echo bot.

Everything runs in one process: the bot, the Telegram that it talks to, and the people. Telegram's
own limits on sending are lifted, so what is measured is the bot, not the waiting for its place.
"""

import argparse
import asyncio
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from telegram import Update
from telegram.ext import Application, CallbackContext, MessageHandler, filters

from bot import CACHE, HOME, KNOWLEDGE, at_hand, load_knowledge
from handlers.clock import WallClock
from handlers.house import Line, build
from handlers.pace import UNLIMITED
from handlers.serving import running
from localchat import Telegram
from localchat.happenings import Happening
from localchat.person import Person
from localchat.running_clock import RunningClock
from storage.tinydb_counts import TinyDBCounts
from storage.tinydb_store import TinyDBStore

PEOPLE = 1_000
RATE = 200
SECONDS = 15

QUESTIONS = (
    "how much sql is enough",
    "is a bootcamp worth it",
    "can i start without a degree",
    "what is an api actually",
    "do i need maths",
    "how long does it take to get a job",
    "am i too old at 40",
    "which langauge should i lern first",
)


@dataclass
class Stopwatch:
    """Times from what a person did to the first thing that they see of it, in seconds."""

    asked: dict[int, float] = field(default_factory=dict)
    took: dict[str, list[float]] = field(default_factory=dict)
    tapped: dict[int, str] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)

    def start(self, person: int, kind: str) -> None:
        """Begin to wait for the bot's reaction to this person."""
        self.asked[person], self.kinds[person] = time.perf_counter(), kind

    def see(self, happening: Happening) -> None:
        """Note a reaction; the first one counts."""
        message = happening.message
        own = message is None or message.sender is None or not message.sender.is_bot
        if happening.what in {"sent", "edited"} and happening.chat in self.asked and not own:
            took = time.perf_counter() - self.asked.pop(happening.chat)
            self.took.setdefault(self.kinds[happening.chat], []).append(took)

    async def all_answered(self) -> None:
        """Wait until nobody waits any more."""
        while self.asked:  # noqa: ASYNC110 - looked at from outside, as a person would
            await asyncio.sleep(0.005)


@asynccontextmanager
async def wayfinder(folder: Path) -> AsyncIterator[Telegram]:
    """Run the whole bot over files in this folder."""
    telegram = Telegram(clock=RunningClock())
    house = build(
        line=Line(
            token=telegram.token,
            request=telegram.request(),
            polling_request=telegram.request(),
            limits=UNLIMITED,
        ),
        store=TinyDBStore(folder, beside=True),
        counts=TinyDBCounts(folder),
        knowledge=load_knowledge(match=at_hand),
        clock=WallClock(),
        cache=CACHE,
    )
    finding = house.adapter.finding
    assert finding is not None
    async with finding.beside():
        await finding.ready()
        async with running(house.application, house.store, house.outbox, house.clock):
            yield telegram


@asynccontextmanager
async def echo() -> AsyncIterator[Telegram]:
    """Run an empty PTB bot that says what it hears, and keeps nothing."""
    telegram = Telegram(clock=RunningClock())

    async def repeat(update: Update, _context: CallbackContext) -> None:  # type: ignore[type-arg]
        if update.effective_message is not None:
            await update.effective_message.reply_text("heard")

    application = (
        Application.builder()
        .token(telegram.token)
        .request(telegram.request())
        .get_updates_request(telegram.request())
        .concurrent_updates(256)
        .job_queue(None)
        .build()
    )
    application.add_handler(MessageHandler(filters.ALL, repeat))
    updater = application.updater
    assert updater is not None
    async with application:
        await application.start()
        await updater.start_polling()
        yield telegram
        await updater.stop()
        await application.stop()


def fit() -> None:
    """Fit the matcher in a child process, as the bot does, so that only its result is held here."""
    child = [sys.executable, "-m", "knowledge.take", str(KNOWLEDGE), str(CACHE)]
    with subprocess.Popen(  # noqa: S603 - our own program, which ends with its standard input
        child, cwd=HOME, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as program:
        if program.wait() != 0:
            raise RuntimeError("The knowledge was not fitted: `python bot.py check` says why.")


async def settle_in(telegram: Telegram, people: Sequence[Person]) -> None:
    """Bring everybody to a plan, so that they tap and ask as people with one do."""
    watch = Stopwatch()
    end = telegram.listen(watch.see)
    for text in ("/start", "career changer", "6"):
        for person in people:
            watch.start(person.id, text)
            person.say(text)
        await watch.all_answered()
    end()


async def open_loop(telegram: Telegram, people: Sequence[Person]) -> Stopwatch:
    """Let people come at random times (Poisson), as many a second however slow the bot is."""
    chance, watch = random.Random(0), Stopwatch()  # noqa: S311 - arrivals, not secrets
    end = telegram.listen(watch.see)
    begin = time.perf_counter()
    at = 0.0
    while at < SECONDS:
        at += chance.expovariate(RATE)
        await asyncio.sleep(max(0.0, begin + at - time.perf_counter()))
        person = chance.choice(people)
        if person.id in watch.asked:
            continue
        if chance.random() < 0.5:
            watch.start(person.id, "tap")
            message = person.newest_with_buttons()
            assert message is not None
            last = watch.tapped.get(person.id)
            button = chance.choice([one for one in message.buttons if one.data not in {"", last}])
            watch.tapped[person.id] = button.data
            person.tap_data(message, button.data)
        else:
            watch.start(person.id, "question")
            person.say(chance.choice(QUESTIONS))
    with suppress(TimeoutError):  # a tap that changes nothing has no reaction to be seen
        await asyncio.wait_for(watch.all_answered(), timeout=10)
    end()
    return watch


async def capacity(telegram: Telegram, people: Sequence[Person]) -> float:
    """Return turns a second with everybody waiting at once."""
    watch = Stopwatch()
    end = telegram.listen(watch.see)
    begin = time.perf_counter()
    for person in people:
        watch.start(person.id, "wait")
        person.say("how much sql is enough")
    await watch.all_answered()
    end()
    return len(people) / (time.perf_counter() - begin)


def memory() -> float:
    """Return the memory of the bot and the programs beside it, in MB (Linux).

    What both have mapped counts once. Elsewhere it is the highest so far of this process alone.
    """
    own = Path("/proc/self/task", str(os.getpid()), "children")
    if own.exists():
        return sum(_share(process) for process in ("self", *own.read_text().split()))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024


def _share(process: str) -> float:
    """Return a process's proportional share of memory, in MB."""
    lines = Path("/proc", process, "smaps_rollup").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) / 1024


def start_up() -> float:
    """Return the seconds from starting the program until the local chat has ended, fresh."""
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, "bot.py", "chat"],
            stdin=subprocess.DEVNULL,
            env={"DATA_DIR": folder, "PATH": ""},
            check=True,
        )
        return time.perf_counter() - begin


def line(name: str, times: Sequence[float]) -> str:
    """Return a row of the table: count, median and 99th percentile in milliseconds."""
    ordered = sorted(times)
    high = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return f"{name:<28}{len(times):>7}{statistics.median(times) * 1000:>10.1f}{high * 1000:>10.1f}"


async def _measure(report: Callable[[str], None]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with wayfinder(Path(folder)) as telegram:
            await asyncio.sleep(1)  # until the programs beside it are loaded
            report(f"memory at rest, with the programs beside it: {memory():.0f} MB")
            people = [telegram.person(n, name=f"P{n}") for n in range(1, PEOPLE + 1)]
            await settle_in(telegram, people)
            watch = await open_loop(telegram, people)
            report(f"{f'open loop, {RATE} a second':<28}{'turns':>7}{'median':>10}{'p99, ms':>10}")
            for kind, times in sorted(watch.took.items()):
                report(line(kind, times))
            report(line("all", [took for times in watch.took.values() for took in times]))
            at_once = await capacity(telegram, people)
            report(f"capacity, {PEOPLE} waiting at once: {at_once:.0f} a second")
            more = [telegram.person(n, name=f"P{n}") for n in range(PEOPLE + 1, 10 * PEOPLE + 1)]
            for begin in range(0, len(more), 500):
                await capacity(telegram, more[begin : begin + 500])
            report(f"memory with {10 * PEOPLE} people (and their Telegram): {memory():.0f} MB")
    async with echo() as telegram:
        people = [telegram.person(n, name=f"P{n}") for n in range(1, PEOPLE + 1)]
        report(f"an empty echo bot, the same: {await capacity(telegram, people):.0f} a second")
    report(f"start-up to a finished empty chat: {start_up():.2f} s")


def run(_options: argparse.Namespace, report: Callable[[str], None] = print) -> None:
    """Print the table."""
    report("Telegram's limits on sending are lifted here; every turn is saved and fsynced.")
    fit()
    asyncio.run(_measure(report))
