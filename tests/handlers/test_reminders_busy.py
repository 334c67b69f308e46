"""While a fit, a backup or a slow disk is busy, reminders come all the same."""

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from handlers.reloading import Reloading
from knowledge import library
from knowledge.library import Knowledge
from knowledge.matcher.letters import LettersMatcher
from storage.backup import back_up
from storage.memory import MemoryStore
from storage.store import Held
from storage.tinydb_store import TinyDBStore
from tests.clocks import START, SteppedClock
from tests.dialogue import Dialogue, dialogue
from tests.handlers.reminded import hours_pass, keep, learner, reminding, sent_at, utc

NOON = utc("2026-03-01T11:00")
EVERYBODY = range(101, 131)
HOME = Path(library.__file__).parent


async def everybody_is_reminded_at_noon(talk: Dialogue) -> None:
    people = [talk.person(number) for number in EVERYBODY]
    await hours_pass(talk, 3)
    assert [sent_at(one.person.messages) for one in people] == [["03-01 11:00"]] * len(people)


async def test_while_the_answers_are_fitted(knowledge: Knowledge, tmp_path: Path) -> None:
    tracks = {
        id_: replace(track, matcher=LettersMatcher(track.answers))
        for id_, track in knowledge.tracks.items()
    }
    unfitted = replace(knowledge, tracks=tracks)
    async with reminding(unfitted, *(learner(number) for number in EVERYBODY)) as (talk, _):
        knowing = talk.house.knowing
        fit = Reloading(
            knowing=knowing, folder=HOME, cache=tmp_path / "cache", clock=SteppedClock()
        )
        async with fit.beside():
            await everybody_is_reminded_at_noon(talk)
            assert knowing() is unfitted, "the fit was over before anybody was due"


class Gate:
    """Holds a thread by its name before each flush to the disk, until it is opened."""

    def __init__(self, patch: pytest.MonkeyPatch, thread: str) -> None:
        self.reached, self.opened = threading.Event(), threading.Event()
        flush = os.fsync

        def held(descriptor: int) -> None:
            if threading.current_thread().name == thread:
                self.reached.set()
                assert self.opened.wait(60)
            flush(descriptor)

        patch.setattr(os, "fsync", held)


@pytest.fixture
def held_backup(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate = Gate(monkeypatch, "backup")
    yield gate
    gate.opened.set()


async def test_while_a_backup_is_made(
    knowledge: Knowledge, tmp_path: Path, held_backup: Gate
) -> None:
    store = TinyDBStore(tmp_path / "data")
    await store.open()
    await keep(store, *(learner(number) for number in EVERYBODY))
    await store.close()
    copied: list[int] = []
    async with dialogue(knowledge, store=TinyDBStore(tmp_path / "data")) as talk:
        backup = threading.Thread(
            name="backup",
            target=lambda: copied.append(back_up(tmp_path / "data", tmp_path / "b.tar.gz")),
        )
        backup.start()
        await asyncio.to_thread(held_backup.reached.wait, 60)
        await everybody_is_reminded_at_noon(talk)
        assert copied == [], "the backup was over before anybody was due"
        held_backup.opened.set()
        await asyncio.to_thread(backup.join)
    assert copied == [len(EVERYBODY)]


async def test_while_the_threads_of_everything_else_are_taken(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    """Files of reminders are written by threads of the store's own, never asyncio's shared ones."""
    store = TinyDBStore(tmp_path)
    await store.open()
    await keep(store, *(learner(number) for number in EVERYBODY))
    await store.close()
    async with dialogue(knowledge, store=TinyDBStore(tmp_path)) as talk:
        let_go = threading.Event()
        taken = [asyncio.create_task(asyncio.to_thread(let_go.wait, 60)) for _ in range(100)]
        try:
            await everybody_is_reminded_at_noon(talk)
        finally:
            let_go.set()
            await asyncio.gather(*taken)


class SlowDisk(MemoryStore):
    """A store that takes two seconds for each save, for many people side by side."""

    def __init__(self, clock: SteppedClock) -> None:
        super().__init__()
        self.clock, self.slow = clock, False

    @asynccontextmanager
    async def hold(self, person: int) -> AsyncIterator[Held]:  # type: ignore[override]
        async with super().hold(person) as held:
            yield held
            if self.slow:
                await self.clock.sleep(2)


async def test_while_a_slow_disk_saves_for_others(knowledge: Knowledge) -> None:
    clock = SteppedClock()
    store = SlowDisk(clock)
    chatting = range(1, 41)
    await keep(store, *(learner(number, hour=None) for number in chatting))
    await keep(store, *(learner(number) for number in EVERYBODY))
    async with dialogue(knowledge, store=store, clock=clock) as talk:
        await talk.clock.move(NOON - START - timedelta(seconds=1))
        store.slow = True
        for number in chatting:
            talk.person(number).person.say("/next")
        due = [talk.person(number) for number in EVERYBODY]
        await talk.clock.move(timedelta(seconds=16))
        late = [one.person.last.date - NOON for one in due]
        assert max(late) <= timedelta(seconds=15)
        store.slow = False
        await talk.passes(minutes=2)
        assert [len(one.person.messages) for one in due] == [1] * len(due)
        assert all(talk.person(number).person.messages for number in chatting)
