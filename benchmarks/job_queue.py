"""Reminding many at one time in real time, by our tick and by PTB's JobQueue.

Limits on sending are lifted, since JobQueue reads the wall clock.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from telegram.ext import Application, CallbackContext, JobQueue

from benchmarks.due import IndexedStore, cost, fill, house_over
from handlers.clock import WallClock
from handlers.pace import UNLIMITED
from handlers.serving import running
from knowledge.library import Knowledge
from localchat import Telegram
from localchat.happenings import Happening
from localchat.running_clock import RunningClock

_NO_NEWS = 60.0

HEAD = (
    f"{'real time, no limit':<24}{'people':>8}{'set-up s':>10}{'MB':>9}{'sent':>9}"
    f"{'median s':>10}{'last s':>10}"
)
"""The head of the table whose rows are `Compared`."""


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
        house = house_over(telegram, store, knowledge, WallClock(), UNLIMITED)
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
