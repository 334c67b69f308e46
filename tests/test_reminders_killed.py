"""A real process, killed at random while it reminds people: nobody left out, few twice."""

import asyncio
import random
import signal
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from handlers.reminding.tick import AT_ONCE
from storage.record import Record
from storage.tinydb_store import TinyDBStore
from tests.handlers.reminded import keep, learner
from tests.over_http import served
from tests.patience import none_left
from tests.test_process import bot_process, telegram_now

KILLS = [
    pytest.param(40, 2, id="few"),
    pytest.param(3000, 200, id="hundreds", marks=pytest.mark.soak),
]


def due_now(person: int, now: datetime) -> Record:
    """Return somebody whose reminder fell due a minute ago, and then not until tomorrow."""
    due = now - timedelta(minutes=1)
    record = learner(person, now=now, hour=f"{due:%H:%M}", place=None)
    return replace(record, reminder_due=due.replace(second=0, microsecond=0))


@pytest.mark.usefixtures("fits")
@pytest.mark.parametrize(("people", "kills"), KILLS)
async def test_nobody_is_left_out_and_only_what_was_in_hand_comes_twice(
    tmp_path: Path, people: int, kills: int
) -> None:
    chance = random.Random(11)
    telegram = telegram_now()
    persons = [telegram.person(1000 + number, name="P") for number in range(people)]
    store = TinyDBStore(tmp_path)
    await store.open()
    now = datetime.now(UTC)
    await keep(store, *(due_now(person.id, now) for person in persons))
    await store.close()

    async with served(telegram) as address:
        for _ in range(kills):
            async with bot_process(address, tmp_path) as process:
                await telegram.until(lambda: telegram.updates.polled, within=30)
                await asyncio.sleep(chance.uniform(0, 0.8))
                process.send_signal(signal.SIGKILL)
        async with bot_process(address, tmp_path) as process:
            await none_left(
                telegram,
                lambda: sum(not person.messages for person in persons),
                "everybody to be reminded",
            )
            process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(process.wait(), timeout=30)

    times = Counter(len(person.messages) for person in persons)
    assert times[0] == 0
    repeated = sum((count - 1) * many for count, many in times.items())
    assert repeated <= kills * AT_ONCE
    await _all_moved_on(tmp_path, [person.id for person in persons])


async def _all_moved_on(folder: Path, people: list[int]) -> None:
    store = TinyDBStore(folder)
    await store.open()
    for person in people:
        record = await store.load(person)
        assert record is not None
        assert record.reminder_due is not None
        assert record.reminder_due > datetime.now(UTC)
        assert record.outbox == ()
    await store.close()
