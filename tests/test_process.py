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
from tests.patience import none_left

ROOT = Path(__file__).parent.parent
PEOPLE = 5

KILLS = [pytest.param(60, 3, id="few"), pytest.param(600, 60, id="many", marks=pytest.mark.soak)]


@asynccontextmanager
async def bot_process(
    address: str, data: Path, by: str | None = None, **settings: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the bot as a process of its own; whatever is left of it at the end is stopped.

    It serves by a webhook where there is a `WEBHOOK_URL`, and else polls.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "bot.py",
        "run",
        by or ("--webhook" if "WEBHOOK_URL" in settings else "--telegram"),
        cwd=ROOT,
        env={
            **os.environ,
            "TELEGRAM_BOT_TOKEN": Telegram(clock=RunningClock()).token,
            "TELEGRAM_API_URL": address,
            "DATA_DIR": str(data),
            **settings,
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
    await none_left(telegram, lambda: len(telegram.updates), "every update to be confirmed")
    await telegram.until(lambda: telegram.updates.polled, within=30, what="the bot to ask for more")


@pytest.mark.usefixtures("fits")
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
        for _ in range(kills):
            async with bot_process(address, tmp_path) as process:
                await telegram.until(lambda: telegram.updates.polled, within=30)
                writing = asyncio.create_task(_write(people, messages // kills, chance))
                await asyncio.sleep(chance.uniform(0, 0.4))
                process.send_signal(signal.SIGKILL)
                await writing
        async with bot_process(address, tmp_path):
            await all_taken(telegram)
    for person in people:
        record = await record_of(tmp_path, person.id)
        assert record.runs == 1 + _times_begun(person)


async def _write(people: list[Person], share: int, chance: random.Random) -> None:
    """Let everybody begin the first flow again and again: each time is counted in their record."""
    for _ in range(share):
        for person in people:
            person.say("start again")
        await asyncio.sleep(chance.uniform(0, 0.02))


def _times_begun(person: Person) -> int:
    said = [message for message in person.history if message.sender == person.account]
    return sum(message.text == "start again" for message in said)


async def test_what_is_in_hand_is_finished_before_it_stops(tmp_path: Path) -> None:
    telegram = telegram_now()
    ann = telegram.person(101)
    async with served(telegram) as address, bot_process(address, tmp_path) as process:
        await telegram.until(lambda: telegram.updates.polled, within=30)
        held = telegram.faults.hold("sendMessage")
        ann.say("/start")
        await telegram.until(lambda: len(telegram.updates) == 0, within=10)
        process.send_signal(signal.SIGTERM)
        ann.say("written while it stops")
        held.set()
        assert await asyncio.wait_for(process.wait(), timeout=20) == 0
    assert "Wayfinder" in ann.messages[0].text
    taken_in_time = len(ann.messages) > 1
    assert len(telegram.updates) == (0 if taken_in_time else 1), "what came too late must wait"


async def test_case_28_a_second_poller_stops_with_a_clear_sentence(tmp_path: Path) -> None:
    telegram = telegram_now()
    async with served(telegram) as address, bot_process(address, tmp_path) as process:
        await telegram.until(lambda: telegram.updates.polled, within=30)
        telegram.updates.stop_poller()
        _, said = await asyncio.wait_for(process.communicate(), timeout=20)
    assert process.returncode == 1
    assert b"Another process polls with this token" in said
    assert telegram.token.encode() not in said


async def test_case_25_a_token_that_telegram_refuses_is_told_and_never_shown(
    tmp_path: Path,
) -> None:
    telegram = Telegram(clock=RunningClock(), token="7000000001:another-one")
    async with served(telegram) as address, bot_process(address, tmp_path) as process:
        _, said = await asyncio.wait_for(process.communicate(), timeout=20)
    assert process.returncode == 1
    assert b"Telegram does not know this token" in said
    assert b"in-this-process-only" not in said
    assert b"Traceback" not in said


async def test_a_conversation_over_http_is_refused_nothing(tmp_path: Path) -> None:
    telegram = telegram_now()
    ann = telegram.person(101)

    async def answered(sees: str) -> None:
        await telegram.until(lambda: bool(ann.messages) and sees in ann.last.text, within=30)

    async with served(telegram) as address, bot_process(address, tmp_path):
        ann.say("/start")
        await answered("Where do you stand")
        ann.tap("Career changer")
        await answered("How many hours")
        ann.say("6, sometimes 2")
        await answered("Your first plan")
        ann.tap("Make it fit you")
        await answered("What may I call you")
        ann.say("Ann <b>")
        await answered("Do you have a computer")
        ann.say("/export")
        await telegram.until(lambda: any(m.kind == "document" for m in ann.messages), within=30)
    assert telegram.refused == []
    assert ann.unanswered_taps == []
