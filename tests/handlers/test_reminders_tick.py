"""The tick: who is due is reminded once, in order, and nobody's trouble is another's."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.outbox import Outbox
from handlers.reminding import due
from handlers.reminding.tick import AT_ONCE, Tick
from handlers.turn import Decision, Turn
from knowledge.library import Knowledge
from localchat import connect_timeout, read_timeout, refusal
from storage.memory import MemoryStore
from storage.record import Unsent
from storage.store import DamagedError, Held, Lease, StorageError
from tests.clocks import START, SteppedClock, settle
from tests.dialogue import dialogue
from tests.handlers.reminded import hours_pass, keep, learner, reminding, sent_at, utc
from tests.handlers.steps import record_of

NOON = utc("2026-03-01T11:00")
EVERYBODY = range(101, 141)


async def test_all_who_are_due_are_reminded_once_longest_due_first(knowledge: Knowledge) -> None:
    records = [
        replace(learner(person), reminder_due=NOON - timedelta(seconds=person % 7))
        for person in EVERYBODY
    ]
    async with reminding(knowledge, *records) as (talk, _):
        people = [talk.person(person) for person in EVERYBODY]
        await hours_pass(talk, 4)
        assert [len(one.person.messages) for one in people] == [1] * len(people)
        chats = [call.chat for call in talk.telegram.called("sendMessage")]
        lateness = [person % 7 for person in chats]
        assert lateness == sorted(lateness, reverse=True)


async def test_case_22_one_blocked_person_stops_nobody_and_is_served_when_back(
    knowledge: Knowledge,
) -> None:
    async with reminding(knowledge, *(learner(person) for person in (101, 102, 103))) as (
        talk,
        ann,
    ):
        bob, cleo = talk.person(102), talk.person(103)
        for one in (ann, bob):
            one.person.block()
            await talk.settle()
        await hours_pass(talk, 3)
        assert [len(one.person.messages) for one in (ann, bob, cleo)] == [0, 0, 1]
        assert not (await record_of(talk, 102)).reachable
        bob.person.unblock()
        await bob.says("I am back")
        before = len(bob.person.messages)
        await hours_pass(talk, 24)
        assert sent_at(bob.person.messages[before:]) == ["03-02 11:00"]
        assert "late" not in bob.sees


async def test_whoever_blocked_the_bot_unseen_is_marked_by_the_refusal(
    knowledge: Knowledge,
) -> None:
    async with reminding(knowledge, learner(101), learner(102)) as (talk, _):
        talk.telegram.faults.order(
            "sendMessage", refusal(403, "Forbidden: bot was blocked by the user"), chat=101
        )
        bob = talk.person(102)
        await hours_pass(talk, 26)
        assert len(bob.person.messages) == 2
        record = await record_of(talk, 101)
        assert not record.reachable
        assert record.outbox == ()
        assert len(talk.telegram.called("sendMessage", chat=101)) == 1


async def test_case_23_retry_after_holds_that_chat_alone(knowledge: Knowledge) -> None:
    async with reminding(knowledge, learner(101), learner(102)) as (talk, ann):
        bob = talk.person(102)
        wait = refusal(429, "Too Many Requests: retry after 35", retry_after=35)
        talk.telegram.faults.order("sendMessage", wait, times=1, chat=101)
        await talk.clock.move(NOON - START + timedelta(seconds=1))
        await talk.telegram.until(lambda: len(bob.person.messages) == 1)
        assert ann.person.messages == []
        await talk.passes(seconds=40)
        assert sent_at(ann.person.messages) == ["03-01 11:00"]


async def test_a_wait_longer_than_patience_holds_nobody_up(knowledge: Knowledge) -> None:
    """More people wait than are in hand at once; those behind them are still reminded."""
    stuck = range(101, 101 + AT_ONCE + 5)
    records = [replace(learner(one), reminder_due=NOON - timedelta(minutes=1)) for one in stuck]
    async with reminding(knowledge, *records, learner(500)) as (talk, _):
        last = talk.person(500)
        for one in stuck:
            talk.person(one)
            wait = refusal(429, "Too Many Requests: retry after 900", retry_after=900)
            talk.telegram.faults.order("sendMessage", wait, times=1, chat=one)
        await talk.clock.move(NOON - START)
        for _ in range(3):
            await talk.clock.move(timedelta(seconds=5))
        await talk.telegram.until(lambda: len(last.person.messages) == 1)
        await talk.clock.move(timedelta(seconds=1000))
        await talk.settle()
        assert all(len(talk.person(one).person.messages) == 1 for one in stuck)


async def test_what_can_t_connect_is_tried_again_and_a_read_time_out_is_not(
    knowledge: Knowledge,
) -> None:
    async with reminding(knowledge, learner(101), learner(102)) as (talk, ann):
        bob = talk.person(102)
        talk.telegram.faults.order("sendMessage", connect_timeout(), times=2, chat=101)
        talk.telegram.faults.order("sendMessage", read_timeout(delivered=True), times=1, chat=102)
        await talk.clock.move(NOON - START + timedelta(seconds=10))
        await talk.settle()
        assert [len(one.person.messages) for one in (ann, bob)] == [1, 1]


class Trouble(MemoryStore):
    """A store in which one person's record can't be held, and everybody's while it is `gone`."""

    def __init__(self, person: int, error: StorageError) -> None:
        super().__init__()
        self.person, self.error, self.tried = person, error, 0
        self.gone = False

    @asynccontextmanager
    async def hold(self, person: int) -> AsyncIterator[Held]:  # type: ignore[override]
        if person == self.person and self.tried >= 0:
            self.tried += 1
            raise self.error
        async with super().hold(person) as held:
            yield held

    async def claim_due(self, lease: Lease, limit: int) -> list[int]:
        if self.gone:
            raise StorageError("The server is away.")
        return await super().claim_due(lease, limit)


@pytest.mark.parametrize("error", [StorageError("no"), DamagedError("set aside")])
async def test_one_failure_delays_nobody_and_is_tried_again_ever_more_rarely(
    knowledge: Knowledge, error: StorageError, caplog: pytest.LogCaptureFixture
) -> None:
    store = Trouble(0, error)
    await keep(store, learner(101), learner(102))
    store.person = 101
    async with dialogue(knowledge, store=store) as talk:
        bob = talk.person(102)
        with caplog.at_level(logging.WARNING):
            await hours_pass(talk, 3)
        assert sent_at(bob.person.messages) == ["03-01 11:00"]
        assert 4 <= store.tried <= 6
        store.tried = -1
        ann = talk.person(101)
        await hours_pass(talk, 1)
        assert len(ann.person.messages) == 1
    assert "A reminder failed" in caplog.text


async def test_a_fault_in_our_own_words_for_one_person_stops_nobody(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = due.decide

    def decide(turn: Turn) -> Decision:
        if turn.record.person == 101:
            raise KeyError("a secret text")
        return real(turn)

    monkeypatch.setattr(due, "decide", decide)
    async with reminding(knowledge, learner(101), learner(102)) as (talk, _):
        bob = talk.person(102)
        await hours_pass(talk, 3)
        assert len(bob.person.messages) == 1
    assert "KeyError" in caplog.text
    assert "secret" not in caplog.text


async def test_while_the_store_is_away_nobody_is_lost(knowledge: Knowledge) -> None:
    store = Trouble(0, StorageError("no"))
    async with reminding(knowledge, learner(101), store=store) as (talk, ann):
        store.gone = True
        await hours_pass(talk, 4)
        assert ann.person.messages == []
        store.gone = False
        await hours_pass(talk, 1)
        assert len(ann.person.messages) == 1
        assert "This comes late" in ann.sees


async def test_case_32_a_loop_that_was_blocked_drops_nobody(knowledge: Knowledge) -> None:
    """200 are due at noon; the next look at the clock comes five seconds later."""
    people = range(1000, 1200)
    async with reminding(knowledge, *(learner(person) for person in people)) as (talk, _):
        speakers = [talk.person(person) for person in people]
        talk.clock._now = NOON + timedelta(seconds=5)
        await talk.passes(minutes=1)
        assert [len(one.person.messages) for one in speakers] == [1] * 200
        assert not any("late" in one.sees for one in speakers)


async def test_case_33_after_days_down_one_comes_and_tells_how_many_were_left_out(
    knowledge: Knowledge,
) -> None:
    store = MemoryStore()
    await keep(store, learner())
    clock = SteppedClock(utc("2026-03-04T15:00"))
    async with dialogue(knowledge, store=store, clock=clock) as talk:
        ann = talk.person()
        await hours_pass(talk, 3)
        assert len(ann.person.messages) == 1
        assert "left out 3 reminders" in ann.sees


async def test_a_message_saved_before_a_kill_is_sent_once_at_the_next_start(
    knowledge: Knowledge,
) -> None:
    store = MemoryStore()
    reply = {
        "kind": "reminder",
        "html": "saved",
        "rows": [],
        "useful_until": (START + timedelta(hours=1)).isoformat(),
    }
    waiting = Unsent(key=1, update_id=None, reply=reply)  # type: ignore[arg-type]
    stale = {**reply, "useful_until": (START - timedelta(hours=1)).isoformat()}
    stale_waiting = Unsent(key=1, update_id=None, reply=stale)  # type: ignore[arg-type]
    await keep(
        store,
        learner(101, outbox=(waiting,), next_key=2),
        learner(102, outbox=(stale_waiting,), next_key=2),
    )
    for _ in range(2):
        async with dialogue(knowledge, store=store) as talk:
            ann, bob = talk.person(101), talk.person(102)
            await talk.settle()
            assert (await record_of(talk, 101)).outbox == ()
            assert (await record_of(talk, 102)).outbox == ()
            came = [message.text for message in ann.person.messages]
            assert bob.person.messages == []
            if came:
                assert came == ["saved"]


async def test_reminders_and_answers_of_one_person_lose_nothing_of_each_other(
    knowledge: Knowledge,
) -> None:
    """Both change the record at the same moment: each under the lock, so both changes stay."""
    async with reminding(knowledge) as (talk, ann):
        await talk.clock.move(NOON - START - timedelta(minutes=1))
        ann.person.say("/settings")
        await talk.passes(minutes=1)
        record = await record_of(talk)
        assert record.reminders.last_day == NOON.date()
        assert len(ann.person.messages) == 2


async def test_a_tick_that_fails_is_told_and_the_next_one_comes(
    knowledge: Knowledge, caplog: pytest.LogCaptureFixture
) -> None:
    clock = SteppedClock()

    class Broken(MemoryStore):
        times = 0

        async def claim_due(self, lease: Lease, limit: int) -> list[int]:
            self.times += 1
            if self.times == 1:
                raise ZeroDivisionError
            return await super().claim_due(lease, limit)

    store = Broken()
    outbox = Outbox(store=store, sender=None, clock=clock)  # type: ignore[arg-type]
    tick = Tick(store=store, outbox=outbox, clock=clock, knowledge=lambda: knowledge)
    tick.start()
    await settle()
    await clock.move(timedelta(minutes=3))
    assert store.times >= 3
    assert "A tick failed: ZeroDivisionError" in caplog.text
    await tick.close()
