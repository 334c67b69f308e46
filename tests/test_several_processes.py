"""Three processes on one PostgreSQL, one of them killed now and then: as if there were one.

Every message counts once, everybody is reminded, and a message comes twice only where the process
that sent it was killed before it could note so.
"""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random

import pytest

from localchat import Person, Telegram
from storage.postgres_store import PostgresStore
from storage.record import Record
from tests.clocks import HurriedClock
from tests.handlers.reminded import keep, learner
from tests.patience import PATIENCE, ending_within, none_left
from tests.postman import posting
from tests.workers import Workers, behind_one_address

MINUTES = 3
"""Within how many of the processes' minutes everybody is reminded."""

SIZES = [
    pytest.param(15, 40, 2, 4.0, id="hundreds"),
    pytest.param(25, 3000, 30, 1.0, id="thousands", marks=pytest.mark.soak),
]
"""How many write, and are reminded; how often one is killed; how many times as fast time passes.

Twenty-five who write take two thirds of what a bot may send, so that reminders leave meanwhile.
Where time is hurried much, a slow machine lets leases run out under a process that lives.
"""


@pytest.mark.usefixtures("fits")
@pytest.mark.parametrize(("writers", "reminded", "kills", "times"), SIZES)
async def test_three_processes_one_of_them_killed_at_any_moment(
    postgres_url: str, tmp_path: Path, writers: int, reminded: int, kills: int, times: float
) -> None:
    clock, chance = HurriedClock(time.time(), times), Random(9)
    telegram = Telegram(clock=clock, messages_kept=100_000)
    store = PostgresStore(postgres_url)
    await store.open()
    sleepers = [telegram.person(1000 + number, name="S") for number in range(reminded)]
    await keep(store, *(due(person, clock) for person in sleepers))
    people = [telegram.person(9000 + number, name="W") for number in range(writers)]
    settings = {"DATABASE_URL": postgres_url, "DATA_DIR": str(tmp_path), "PROCESSES": "3"}
    async with (
        behind_one_address(telegram, clock, **settings) as workers,
        posting(telegram, twice=0.1, kept=0),
    ):
        for _ in range(3):
            await workers.start()
        enough = asyncio.Event()
        async with ending_within(PATIENCE * (10 + kills), lambda: left(workers, sleepers)):
            _, *rounds = await asyncio.gather(
                kill_now_and_then(workers, kills, chance, enough),
                *(talk(telegram, person, enough, chance) for person in people),
            )
            await none_left(telegram, lambda: unreminded(sleepers), "everybody to be reminded")
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


def left(workers: Workers, sleepers: Sequence[Person]) -> str:
    """Say what is still to be done, and how far each of the living processes is."""
    waiting = unreminded(sleepers)
    return f"{len(workers.telegram.updates)} updates, {waiting} reminders; {workers.told()}"


def unreminded(sleepers: Sequence[Person]) -> int:
    """Return how many have not been reminded."""
    return sum(not sleeper.messages for sleeper in sleepers)


async def heard(telegram: Telegram, person: Person, text: str) -> None:
    """Wait until the person has been told this."""
    await telegram.until(
        lambda: any(text in message.text for message in person.messages[-6:]),
        within=5 * PATIENCE,
        what=f"{person.id} to hear {text}",
    )


async def kill_now_and_then(
    workers: Workers, kills: int, chance: Random, enough: asyncio.Event
) -> int:
    """Kill one of the three that often, at any moment, and start another that takes its part.

    Once it is enough, says so. Returns how often.
    """
    for _ in range(kills):
        await all_at_work(workers)
        await sent_more(workers, len(workers.sent) + chance.randint(1, 40))
        await workers.kill(chance.choice(workers.alive))
        await workers.start()
    await all_at_work(workers)
    enough.set()
    return kills


async def all_at_work(workers: Workers) -> None:
    """Wait until each of the processes has taken updates."""
    await workers.telegram.until(
        lambda: all(workers.taken[worker.number] for worker in workers.alive),
        within=5 * PATIENCE,
        what="each process to take an update",
    )


async def sent_more(workers: Workers, than: int) -> None:
    """Wait until the processes have sent more messages than that."""
    await workers.telegram.until(
        lambda: len(workers.sent) > than, within=PATIENCE, what=f"more than {than} messages"
    )


async def nothing_waits(store: PostgresStore, clock: HurriedClock) -> None:
    """Wait until every reply is known to be sent."""
    async with ending_within(PATIENCE, lambda: "replies that are not crossed off"):
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
