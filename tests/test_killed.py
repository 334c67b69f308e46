"""A real polling process, killed at random while people write: nothing lost, nothing twice."""

import asyncio
import os
import random
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from localchat import Person, Telegram
from localchat.running_clock import RunningClock
from storage.record import Record
from storage.tinydb_store import TinyDBStore
from tests.over_http import served

ROOT = Path(__file__).parent.parent
PEOPLE = 5

KILLS = [pytest.param(60, 4, id="few"), pytest.param(400, 60, id="many", marks=pytest.mark.soak)]


@asynccontextmanager
async def bot_process(address: str, data: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the bot as a process of its own; whatever is left of it at the end is stopped."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "bot.py",
        "run",
        "--telegram",
        cwd=ROOT,
        env={
            **os.environ,
            "TELEGRAM_BOT_TOKEN": Telegram(clock=RunningClock()).token,
            "TELEGRAM_API_URL": address,
            "DATA_DIR": str(data),
        },
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.communicate()


async def record_of(data: Path, person: int) -> Record:
    """Read a record as the bot left it."""
    store = TinyDBStore(data)
    await store.open()
    record = await store.load(person)
    await store.close()
    assert record is not None
    return record


def telegram_now() -> Telegram:
    """Return a Telegram on the real clock."""
    return Telegram(clock=RunningClock(datetime.now(UTC)))


async def all_taken(telegram: Telegram) -> None:
    """Wait until the bot has confirmed everything and asks for more."""
    await telegram.until(
        lambda: len(telegram.updates) == 0 and telegram.updates.polled,
        within=30,
        what="every update to be confirmed",
    )


@pytest.mark.parametrize(("messages", "kills"), KILLS)
async def test_no_message_is_lost_or_counted_twice(
    tmp_path: Path, messages: int, kills: int
) -> None:
    chance = random.Random(7)
    telegram = telegram_now()
    people = [telegram.person(1000 + n, name=f"P{n}") for n in range(PEOPLE)]
    async with served(telegram) as address:
        for person in people:
            person.say("/start")
        for round_ in range(kills + 1):
            last = round_ == kills
            async with bot_process(address, tmp_path) as process:
                share = messages // (kills + 1)
                writing = asyncio.create_task(_write(people, share, chance))
                if last:
                    await writing
                    await all_taken(telegram)
                    await _stopped_gracefully(process)
                else:
                    await telegram.until(lambda: telegram.updates.polled, within=30)
                    await asyncio.sleep(chance.uniform(0, 0.4))
                    process.send_signal(signal.SIGKILL)
                    await writing
    for person in people:
        record = await record_of(tmp_path, person.id)
        assert record.runs == 1 + _times_begun(person)
        assert record.outbox == ()


async def _write(people: list[Person], share: int, chance: random.Random) -> None:
    """Let everybody begin the first flow again and again: each time is counted in their record."""
    for _ in range(share):
        for person in people:
            person.say("start again")
        await asyncio.sleep(chance.uniform(0, 0.02))


def _times_begun(person: Person) -> int:
    said = [message for message in person.history if message.sender == person.account]
    return sum(message.text == "start again" for message in said)


async def _stopped_gracefully(process: asyncio.subprocess.Process) -> None:
    process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(process.wait(), timeout=30) == 0
