"""Reminders: a wave of people due at once, beside PTB's JobQueue.

The wave runs in simulated time against the in-process Telegram at its real limits, so it shows the
waiting that a rate limiter causes; its records live in memory, with the index that the TinyDB store
keeps. The comparison runs in real time with the limits lifted, since JobQueue reads the wall clock.
"""

import argparse
import asyncio
import gc
import random
import resource
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from telegram.ext import Application, CallbackContext, JobQueue

from benchmarks import leaping
from bot import load_knowledge
from handlers.clock import Clock, WallClock
from handlers.house import House, Line, build
from handlers.pace import UNLIMITED, Limits
from handlers.reminding.preferences import rescheduled
from handlers.serving import running
from knowledge.library import Knowledge
from localchat import Flood, Person, Telegram
from localchat.happenings import Happening
from localchat.running_clock import RunningClock
from storage.index import Index, entry_of
from storage.memory import MemoryStore
from storage.memory_counts import MemoryCounts
from storage.record import FirstPlan, Record
from storage.store import Held, Lease

WAVE = 100_000
PER_SECOND = 30
CHATTING, CHAT_EVERY = 20, 60.0
COMPARED = (1_000, 10_000)
IDLE_TICKS = 1_000
_NO_NEWS = 60.0

DUE = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


class IndexedStore(MemoryStore):
    """Records in memory, with the index of the TinyDB store instead of a look at everybody."""

    def __init__(self) -> None:
        """Start with nobody."""
        super().__init__()
        self.index = Index()
        self.index.complete()

    @asynccontextmanager
    async def hold(self, person: int) -> AsyncIterator[Held]:  # type: ignore[override]
        """Hold a person, and keep the index as the record was left."""
        async with super().hold(person) as held:
            yield held
            if held.record is not None:
                self.index.put(entry_of(held.record))

    async def claim_due(self, lease: Lease, limit: int) -> list[int]:
        """Claim who is due."""
        return self.index.claim_due(lease, limit)

    async def unsent(self, _now: datetime) -> list[int]:
        """Return whose replies wait."""
        return self.index.unsent()


def learner(person: int, due: datetime) -> Record:
    """Return somebody with a plan, who is reminded every day at this time."""
    record = Record(
        person=person,
        created_at=due - timedelta(hours=1),
        heard_at=due - timedelta(hours=1),
        track="backend",
        answers={
            "standing": "changer",
            "hours": [6, 6],
            "path": "self",
            "reminder": f"{due:%H:%M}",
            "reminder_days": "daily",
        },
        first_plan=FirstPlan(made_on=date(2026, 3, 1), earliest=None, latest=None),
    )
    return rescheduled(record, due - timedelta(minutes=1))


async def fill(store: IndexedStore, people: Sequence[int], due: datetime) -> None:
    """Put people into a store who are due at this time."""
    for person in people:
        async with store.hold(person) as held:
            await held.save(learner(person, due))


@dataclass
class Watch:
    """When reminders were sent, and how long chatting people waited, in simulated time."""

    telegram: Telegram
    sent: list[datetime] = field(default_factory=list)
    asked: dict[int, datetime] = field(default_factory=dict)
    waited: list[timedelta] = field(default_factory=list)
    reminded: set[int] = field(default_factory=set)

    def see(self, happening: Happening) -> None:
        """Note a message of the bot: a reply to whoever asked, else a reminder."""
        message = happening.message
        if happening.what != "sent" or message is None or message.sender is None:
            return
        if not message.sender.is_bot:
            return
        if happening.chat in self.asked and "Snooze for an hour" not in message.labels:
            self.waited.append(message.date - self.asked.pop(happening.chat))
        elif "Snooze for an hour" in message.labels:
            self.reminded.add(happening.chat)
            self.sent.append(message.date)


@contextmanager
def cost() -> Iterator[Callable[[], tuple[float, float]]]:
    """Yield a function that returns the CPU seconds and the MB used since."""
    gc.collect()
    begin, before = time.process_time(), memory()
    yield lambda: (time.process_time() - begin, memory() - before)


def memory() -> float:
    """Return this process's memory now, in MB (Linux), or its highest so far elsewhere."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024


async def wave(people: int, knowledge: Knowledge, clock: leaping.LeapingClock) -> list[str]:
    """Remind everybody at once at Telegram's limit, while some of them chat."""
    telegram = Telegram(clock=clock, flood=Flood(clock=clock), messages_kept=3)
    store, watch = IndexedStore(), Watch(telegram)
    everybody = range(1, people + 1)
    persons = [telegram.person(one, name="P") for one in everybody]
    await fill(store, everybody, DUE)
    house = _house(telegram, store, knowledge, clock, Limits())
    telegram.listen(watch.see)
    with cost() as so_far:
        async with running(house.application, store, house.outbox, clock, house.tick):
            chatting = [
                asyncio.create_task(_chat(watch, persons[-one], clock, one))
                for one in range(1, CHATTING + 1)
            ]
            while len(watch.reminded) < people:
                await clock.sleep(1)
            for task in chatting:
                task.cancel()
            await house.outbox.idle()
        cpu, megabytes = so_far()
    refused = [call for call in telegram.refused if call.code != 400]
    return _told(people, watch, (cpu, megabytes), len(refused))


async def _chat(watch: Watch, person: Person, clock: leaping.LeapingClock, seed: int) -> None:
    """Ask something every minute or so, and wait for the answer before the next."""
    chance = random.Random(seed)  # noqa: S311 - arrivals, not secrets
    while True:
        await clock.sleep(chance.expovariate(1 / CHAT_EVERY))
        if person.id not in watch.asked:
            watch.asked[person.id] = clock.now()
            person.say("how much sql is enough")


def _house(
    telegram: Telegram, store: IndexedStore, knowledge: Knowledge, clock: Clock, limits: Limits
) -> House:
    line = Line(
        token=telegram.token,
        request=telegram.request(),
        polling_request=telegram.request(),
        limits=limits,
    )
    return build(line=line, store=store, counts=MemoryCounts(), knowledge=knowledge, clock=clock)


def _told(people: int, watch: Watch, spent: tuple[float, float], refused: int) -> list[str]:
    cpu, megabytes = spent
    late = sorted((at - DUE).total_seconds() for at in watch.sent)
    replies = sorted(one.total_seconds() for one in watch.waited)
    messages = len(watch.sent) + len(watch.waited)
    ideal = messages / PER_SECOND
    return [
        f"{people:,} due at once, {len(watch.waited):,} replies meanwhile",
        f"{people - len(watch.reminded)} lost, {len(watch.sent) - people} twice, {refused} refused",
        f"last one after {late[-1]:,.0f} s, {late[-1] / ideal:.3f} of the limit's {ideal:,.0f} s",
        "lateness in s: " + _percentiles(late),
        "replies' wait in s: " + _percentiles(replies),
        f"CPU {cpu:.0f} s, {cpu / messages * 1000:.2f} ms a message; memory {megabytes:+.0f} MB",
    ]


def _percentiles(ordered: Sequence[float]) -> str:
    if not ordered:
        return "none"
    shares = (0.5, 0.9, 0.99, 1.0)
    return ", ".join(
        f"{share:.0%} {ordered[min(len(ordered) - 1, int(len(ordered) * share))]:,.2f}"
        for share in shares
    )


async def idle_tick(people: int, knowledge: Knowledge) -> float:
    """Return the milliseconds of a tick with nobody due."""
    clock = leaping.LeapingClock(DUE - timedelta(hours=1))
    telegram = Telegram(clock=clock)
    store = IndexedStore()
    await fill(store, range(1, people + 1), DUE)
    tick = _house(telegram, store, knowledge, clock, UNLIMITED).tick
    begin = time.perf_counter()
    for _ in range(IDLE_TICKS):
        await tick.once()
    return (time.perf_counter() - begin) / IDLE_TICKS * 1000


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One way to remind many at one time, in real time without limits on sending."""

    name: str
    people: int
    set_up: float
    megabytes: float
    late: Sequence[float]

    def __str__(self) -> str:
        """Return a row of the table."""
        return (
            f"{self.name:<24}{self.people:>8,}{self.set_up:>10.2f}{self.megabytes:>9.0f}"
            f"{len(self.late):>9,}{self.late[len(self.late) // 2] if self.late else 0:>10.2f}"
            f"{self.late[-1] if self.late else 0:>10.2f}"
        )


async def ours(people: int, knowledge: Knowledge) -> Compared:
    """Remind so many in real time with our tick: plans made, records kept, messages different."""
    telegram = _telegram(people)
    store = IndexedStore()
    with cost() as so_far:
        begin = time.perf_counter()
        due = _whole_minute(people / 2_000)
        await fill(store, range(1, people + 1), due)
        house = _house(telegram, store, knowledge, WallClock(), UNLIMITED)
        async with running(house.application, store, house.outbox, WallClock(), house.tick):
            set_up, (_, megabytes) = time.perf_counter() - begin, so_far()
            late = await _lateness(telegram, people, due)
    return Compared(name="our tick", people=people, set_up=set_up, megabytes=megabytes, late=late)


async def job_queue(people: int) -> Compared:
    """Remind so many in real time with PTB's JobQueue: one `run_daily` job a person, one text."""
    telegram = _telegram(people)
    queue: JobQueue[CallbackContext[Any, Any, Any, Any]] = JobQueue()
    application = (
        Application.builder()
        .token(telegram.token)
        .request(telegram.request())
        .get_updates_request(telegram.request())
        .job_queue(queue)
        .build()
    )
    with cost() as so_far:
        begin = time.perf_counter()
        due = _whole_minute(people / 2_000)
        kept = {"misfire_grace_time": None}
        for one in range(1, people + 1):
            queue.run_daily(_remind, due.timetz(), chat_id=one, job_kwargs=kept)
        async with application:
            await application.start()
            set_up, (_, megabytes) = time.perf_counter() - begin, so_far()
            late = await _lateness(telegram, people, due)
            await application.stop()
    return Compared(
        name="JobQueue run_daily", people=people, set_up=set_up, megabytes=megabytes, late=late
    )


async def _remind(context: CallbackContext[Any, Any, Any, Any]) -> None:
    await context.bot.send_message(context.job.chat_id, "Your next step")  # type: ignore[union-attr]


def _telegram(people: int) -> Telegram:
    telegram = Telegram(clock=RunningClock(), messages_kept=3)
    for one in range(1, people + 1):
        telegram.person(one, name="P")
    return telegram


async def _lateness(telegram: Telegram, people: int, due: datetime) -> list[float]:
    """Wait until all are reminded, or a minute without news; return how late each was, in s."""
    late: list[float] = []
    telegram.listen(partial(_note, late, due))
    before, since = 0, time.monotonic()
    while len(late) < people and time.monotonic() - since < _NO_NEWS:
        await asyncio.sleep(0.05)
        if len(late) != before or datetime.now(UTC) < due:
            before, since = len(late), time.monotonic()
    return sorted(late)


def _whole_minute(seconds: float) -> datetime:
    """Return the next whole minute that is at least so many seconds (and ten more) away."""
    earliest = datetime.now(UTC) + timedelta(seconds=10 + seconds)
    return earliest.replace(second=0, microsecond=0) + timedelta(minutes=1)


def _note(late: list[float], due: datetime, happening: Happening) -> None:
    if happening.what == "sent":
        late.append((datetime.now(UTC) - due).total_seconds())


def run(options: argparse.Namespace) -> None:
    """Print the figures."""
    main(getattr(options, "people", WAVE))


def main(people: int = WAVE, report: Callable[[str], None] = print) -> None:
    """Print the figures for a wave of so many people, and the comparison."""
    knowledge = load_knowledge()
    clock = leaping.LeapingClock(DUE - timedelta(minutes=1))
    for told in leaping.run(clock, wave(people, knowledge, clock)):
        report(told)
    for number in (100, people):
        report(
            f"a tick with nobody due, {number:,} people: "
            f"{asyncio.run(idle_tick(number, knowledge)):.4f} ms"
        )
    report(
        f"{'real time, no limit':<24}{'people':>8}{'set-up s':>10}{'MB':>9}{'sent':>9}"
        f"{'median s':>10}{'last s':>10}"
    )
    for number in COMPARED:
        report(str(asyncio.run(ours(number, knowledge))))
        report(str(asyncio.run(job_queue(number))))


if __name__ == "__main__":
    main()
