"""Three processes on one PostgreSQL, one of them killed now and then: as if there were one.

Every message counts once, everybody is reminded, and a message comes twice only where the process
that sent it was killed before it could note so.
"""

import asyncio
import time
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from random import Random

import pytest

from localchat import Person, Telegram
from storage.postgres_store import PostgresStore
from storage.record import Record
from tests.clocks import HurriedClock
from tests.handlers.reminded import keep, learner
from tests.postman import posting
from tests.workers import TIMES, Workers, behind_one_address

MINUTES = 3
"""Within how many of the processes' minutes everybody is reminded."""

SIZES = [
    pytest.param(15, 40, 2, id="hundreds"),
    pytest.param(120, 3000, 60, id="thousands", marks=pytest.mark.soak),
]


@pytest.mark.parametrize(("writers", "reminded", "kills"), SIZES)
async def test_three_processes_one_of_them_killed_at_any_moment(
    postgres_url: str, tmp_path: Path, writers: int, reminded: int, kills: int
) -> None:
    since = time.time()
    clock, chance = HurriedClock(since, TIMES), Random(9)
    telegram = Telegram(clock=clock, messages_kept=100_000)
    store = PostgresStore(postgres_url)
    await store.open()
    sleepers = [telegram.person(1000 + number, name="S") for number in range(reminded)]
    await keep(store, *(due(person, clock) for person in sleepers))
    people = [telegram.person(9000 + number, name="W") for number in range(writers)]
    settings = {"DATABASE_URL": postgres_url, "DATA_DIR": str(tmp_path), "PROCESSES": "3"}
    async with (
        behind_one_address(telegram, since, **settings) as workers,
        posting(telegram, twice=0.1, kept=0),
    ):
        for _ in range(3):
            await workers.start()
        enough = asyncio.Event()
        said = asyncio.gather(*(talk(telegram, person, enough, chance) for person in people))
        await kill_now_and_then(workers, kills, chance)
        enough.set()
        rounds = await said
        await telegram.until(lambda: all(sleeper.messages for sleeper in sleepers), within=600)
        await nothing_waits(store, clock)
        assert await workers.stop() == [0, 0, 0]
    for person, often in zip(people, rounds, strict=True):
        record = await record_of(store, person)
        assert record.runs == 1 + often
        check_told(person, workers, "Where do you stand today?", times=1 + often)
        check_told(person, workers, "You still have a question open", times=often)
        for number in range(often):
            check_told(person, workers, f"the command /x{number}.", times=1)
    for person in sleepers:
        check_told(person, workers, "", times=1)
        record = await record_of(store, person)
        assert record.reminder_due is not None
        assert record.reminder_due > clock.now() + timedelta(hours=12)
    await store.close()


def due(person: Person, clock: HurriedClock) -> Record:
    """Return somebody whose reminder falls due within some minutes, and then not until tomorrow."""
    moment = clock.now().replace(second=0, microsecond=0) + timedelta(minutes=person.id % MINUTES)
    record = learner(person.id, now=clock.now(), hour=f"{moment:%H:%M}", place=None)
    return replace(record, reminder_due=moment)


async def talk(telegram: Telegram, person: Person, enough: asyncio.Event, chance: Random) -> int:
    """Say what is counted, then what has an answer of its own, and wait for that; again.

    Returns how often.
    """
    person.say("/start")
    await heard(telegram, person, "Where do you stand today?")
    for number in count():
        person.say("start again")
        person.say(f"/x{number}")
        await heard(telegram, person, f"the command /x{number}.")
        with suppress(TimeoutError):  # people think for a while
            await asyncio.wait_for(enough.wait(), chance.uniform(0, 1))
            return number + 1
    raise AssertionError


async def heard(telegram: Telegram, person: Person, text: str) -> None:
    """Wait until the person has been told this."""
    await telegram.until(
        lambda: any(text in message.text for message in person.messages[-6:]),
        within=300,
        what=f"{person.id} to hear {text}",
    )


async def kill_now_and_then(workers: Workers, kills: int, chance: Random) -> None:
    """Kill one of the three that often, at any moment, and start another that takes its part."""
    for _ in range(kills):
        await workers.telegram.until(partial(all_at_work, workers), within=300)
        goal = len(workers.sent) + chance.randint(1, 40)
        await workers.telegram.until(partial(sent_more, workers, goal), within=300)
        await workers.kill(chance.choice(workers.alive))
        await workers.start()
    await workers.telegram.until(partial(all_at_work, workers), within=300)


def all_at_work(workers: Workers) -> bool:
    """Tell whether each of the processes has taken updates."""
    return all(workers.taken[worker.number] for worker in workers.alive)


def sent_more(workers: Workers, than: int) -> bool:
    """Tell whether the processes have sent more messages than that."""
    return len(workers.sent) > than


async def nothing_waits(store: PostgresStore, clock: HurriedClock) -> None:
    """Wait until every reply is known to be sent."""
    async with asyncio.timeout(60):
        while await store.unsent(clock.now() + timedelta(days=1)):  # noqa: ASYNC110 - from outside
            await asyncio.sleep(0.05)


async def record_of(store: PostgresStore, person: Person) -> Record:
    """Return a record, as looked at from another machine."""
    record = await store.load(person.id)
    assert record is not None
    return record


def check_told(person: Person, workers: Workers, text: str, times: int) -> None:
    """Check that somebody was told this so often, and more often only by the dead."""
    told = [message for message in person.messages if text in message.text]
    by = [workers.sent[person.id, message.id] for message in told]
    when = [
        f"{message.date:%H:%M:%S} by {worker.number}{' (killed)' if worker.killed else ''}"
        for message, worker in zip(told, by, strict=True)
    ]
    assert len(by) >= times, when
    assert len(by) - times <= sum(worker.killed for worker in by), when
    if times == 1:
        assert all(worker.killed for worker in by[:-1]), when
