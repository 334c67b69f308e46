"""Reminders: a wave of people due at once, beside PTB's JobQueue.

The wave runs in simulated time against the in-process Telegram at its real limits, so it shows the
waiting that a rate limiter causes; its records live in memory, with the index that the TinyDB store
keeps. The comparison runs in real time with the limits lifted, since JobQueue reads the wall clock.
"""

import argparse
import asyncio
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from benchmarks import leaping
from benchmarks.due import IndexedStore, cost, fill, house_over
from benchmarks.job_queue import HEAD, job_queue, ours
from bot import load_knowledge
from handlers.pace import UNLIMITED, Limits
from handlers.serving import running
from knowledge.library import Knowledge
from localchat import Flood, Person, Telegram
from localchat.happenings import Happening

WAVE = 100_000
PER_SECOND = 30
CHATTING, CHAT_EVERY = 20, 60.0
COMPARED = (1_000, 10_000)
IDLE_TICKS = 1_000

DUE = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


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


async def wave(people: int, knowledge: Knowledge, clock: leaping.LeapingClock) -> list[str]:
    """Remind everybody at once at Telegram's limit, while some of them chat."""
    telegram = Telegram(clock=clock, flood=Flood(clock=clock), messages_kept=3)
    store, watch = IndexedStore(), Watch(telegram)
    everybody = range(1, people + 1)
    persons = [telegram.person(one, name="P") for one in everybody]
    await fill(store, everybody, DUE)
    house = house_over(telegram, store, knowledge, clock, Limits())
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
    tick = house_over(telegram, store, knowledge, clock, UNLIMITED).tick
    begin = time.perf_counter()
    for _ in range(IDLE_TICKS):
        await tick.once()
    return (time.perf_counter() - begin) / IDLE_TICKS * 1000


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
    report(HEAD)
    for number in COMPARED:
        report(str(asyncio.run(ours(number, knowledge))))
        report(str(asyncio.run(job_queue(number))))


if __name__ == "__main__":
    main()
