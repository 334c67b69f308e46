"""Turns: saved before said, told twice and counted once, one lock a person, honest failures."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from telegram.ext import MessageHandler, filters

from handlers.turn import Decision, Turn
from knowledge.library import Knowledge
from localchat import Telegram, connect_timeout, pool_timeout, read_timeout, refusal
from storage.memory import MemoryStore
from storage.record import Record, Unsent
from storage.store import DamagedError, Held, Lease, NotSavedError
from tests.clocks import SteppedClock
from tests.dialogue import Dialogue, dialogue, refusals

NOT_SAVED = "That was not saved, please try again"


class FullDisk(MemoryStore):
    """A store whose saves fail while `full` is set."""

    full = False

    @asynccontextmanager
    async def hold(self, person: int) -> AsyncIterator[Held]:  # type: ignore[override]
        async with super().hold(person) as held:
            yield _Failing(held, self)

    async def note_sent(self, person: int, up_to: int) -> bool:
        if self.full:
            raise NotSavedError("The disk fails: look at it.")
        return await super().note_sent(person, up_to)


class _Failing:
    def __init__(self, held: Held, store: FullDisk) -> None:
        self._held, self._store = held, store

    @property
    def record(self) -> Record | None:
        return self._held.record

    async def save(self, record: Record, *, lease: Lease | None = None) -> bool:
        if self._store.full:
            raise NotSavedError("No space is left in data: free some.")
        return await self._held.save(record, lease=lease)

    async def delete(self) -> None:
        await self._held.delete()


class Damaged(MemoryStore):
    """A store that finds one record damaged, once."""

    damaged: int | None = None

    @asynccontextmanager
    async def hold(self, person: int) -> AsyncIterator[Held]:  # type: ignore[override]
        if self.damaged == person:
            self.damaged = None
            raise DamagedError("The record was set aside as 1.damaged-1.")
        async with super().hold(person) as held:
            yield held


async def record_of(talk: Dialogue, person: int = 101) -> Record:
    record = await talk.house.store.load(person)
    assert record is not None
    return record


async def test_an_update_told_twice_changes_nothing(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await ann.says("/start")
        once = await record_of(talk)
        message = next(m for m in ann.person.history if m.text == "/start")
        assert message.update is not None
        talk.telegram.deliver_again(message.update)
        assert await ann.does(message) == []
        assert await record_of(talk) == once


async def test_case_24_an_update_delivered_twice_at_once_counts_once(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        message = ann.person.say("/start")
        assert message.update is not None
        talk.telegram.deliver_again(message.update)
        replies = await ann.does(message)
        assert len(replies) == 1
        assert (await record_of(talk)).runs == 1


async def test_replies_saved_by_a_run_that_was_killed_are_sent_at_the_next_start(
    knowledge: Knowledge,
) -> None:
    store = MemoryStore()
    async with dialogue(knowledge, store=store) as talk:
        ann = talk.person()
        released = talk.telegram.faults.hold("sendMessage", chat=101)
        ann.person.say("/start")
        await talk.telegram.until(lambda: len(talk.telegram.updates) == 0)
        unsent = await record_of(talk)
        assert len(unsent.outbox) == 1
        released.set()
    await store.open()
    async with store.hold(101) as held:
        await held.save(unsent)
    async with dialogue(knowledge, store=store) as talk:
        ann = talk.person()
        await talk.settle()
        assert "Wayfinder" in ann.sees
        assert (await record_of(talk)).outbox == ()


async def test_updates_are_confirmed_only_after_they_are_saved(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        async with talk.house.store.hold(101):
            ann.person.say("/start")
            await talk.telegram.until(lambda: not talk.telegram.updates.polled)
            assert len(talk.telegram.updates) == 1
        await talk.settle()
        assert len(talk.telegram.updates) == 0


async def test_a_tap_is_answered_while_the_lock_is_taken(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await ann.says("/start")
        async with talk.house.store.hold(101):
            ann.person.tap(ann.buttons[0])
            await talk.telegram.until(lambda: not ann.person.unanswered_taps)


async def test_the_lock_is_never_held_while_sending(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        released = talk.telegram.faults.hold("sendMessage", chat=101)
        for text in ("/start", "/help", "/privacy"):
            ann.person.say(text)
        await talk.telegram.until(lambda: len(talk.telegram.updates) == 0)
        assert len((await record_of(talk)).seen) == 3
        assert ann.person.messages == []
        released.set()
        await talk.settle()
        assert "What I keep" in "".join(message.text for message in ann.person.messages)


async def test_a_person_who_floods_delays_nobody_else(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        flooder, bob = talk.person(1, name="Flo"), talk.person(2, name="Bob")
        released = talk.telegram.faults.hold("sendMessage", chat=1)
        for _ in range(300):
            flooder.person.say("/help")
        bob.person.say("/start")
        await talk.telegram.until(lambda: len(bob.person.messages) == 1)
        assert flooder.person.messages == []
        released.set()


async def test_an_edited_message_is_never_the_next_answer(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await ann.says("/start", "changing careers")
        before = await record_of(talk)
        said = next(m for m in ann.person.history if m.text == "changing careers")
        [reply] = await ann.does(ann.person.edit(said, "10 hours"))
        assert "new messages only" in reply.text
        after = await record_of(talk)
        assert after.position == before.position


async def test_a_save_that_fails_is_told_and_nothing_is_claimed(knowledge: Knowledge) -> None:
    store = FullDisk()
    async with dialogue(knowledge, store=store) as talk:
        ann = talk.person()
        await ann.says("/start")
        before = await record_of(talk)
        store.full = True
        [reply] = await ann.says("changing careers")
        assert NOT_SAVED in reply.text
        assert await record_of(talk) == before
        store.full = False
        replies = await ann.says("changing careers")
        assert NOT_SAVED not in "".join(reply.text for reply in replies)


async def test_a_damaged_record_is_told_and_the_person_is_served(knowledge: Knowledge) -> None:
    store = Damaged()
    async with dialogue(knowledge, store=store) as talk:
        ann = talk.person()
        store.damaged = 101
        replies = await ann.says("/start")
        assert "set it aside" in replies[0].text
        assert "Wayfinder" in replies[1].text


async def test_case_22_who_blocks_the_bot_is_left_alone_and_served_again(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann, bob = talk.person(), talk.person(102, name="Bob")
        await ann.says("/start")
        ann.person.block()
        await talk.settle()
        assert not (await record_of(talk)).reachable
        assert await bob.says("/start")
        ann.person.unblock()
        replies = await ann.says("/help")
        assert replies
        assert (await record_of(talk)).reachable


async def test_who_blocks_the_bot_while_a_reply_is_on_its_way_is_marked(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        fault = refusal(403, "Forbidden: bot was blocked by the user")
        talk.telegram.faults.order("sendMessage", fault, times=1)
        assert await ann.says("/start") == []
        record = await record_of(talk)
        assert not record.reachable
        assert record.outbox == ()


@pytest.mark.parametrize("fault", [connect_timeout(), pool_timeout()], ids=["connect", "pool"])
async def test_a_time_out_before_sending_is_tried_again(
    knowledge: Knowledge, fault: object
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        talk.telegram.faults.order("sendMessage", fault, times=2)  # type: ignore[arg-type]
        ann.person.say("/start")
        await talk.telegram.until(lambda: len(talk.telegram.updates) == 0)
        await talk.telegram.until(lambda: len(talk.clock._sleepers) > 1)  # the tick, and the outbox
        await talk.passes(seconds=10)
        assert len(ann.person.messages) == 1


async def test_a_read_time_out_counts_as_sent(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        talk.telegram.faults.order("sendMessage", read_timeout(delivered=True), times=1)
        assert len(await ann.says("/start")) == 1
        assert (await record_of(talk)).outbox == ()


async def test_a_flood_of_replies_keeps_only_the_newest(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        released = talk.telegram.faults.hold("sendMessage", chat=101)
        for _ in range(60):
            ann.person.say("/help")
        ann.person.say("/privacy")
        await talk.telegram.until(lambda: len(talk.telegram.updates) == 0)
        assert len((await record_of(talk)).outbox) <= 20
        released.set()
        await talk.settle()
        assert len(ann.person.messages) <= 21, "the one in hand, and those that were kept"
        assert "What I keep" in ann.sees
        assert (await record_of(talk)).outbox == ()


async def test_what_could_not_be_crossed_off_is_crossed_off_with_the_next_reply(
    knowledge: Knowledge,
) -> None:
    store = FullDisk()
    async with dialogue(knowledge, store=store) as talk:
        ann = talk.person()
        released = talk.telegram.faults.hold("sendMessage", chat=101)
        ann.person.say("/start")
        await talk.telegram.until(lambda: len(talk.telegram.updates) == 0)
        store.full = True
        released.set()
        await talk.settle()
        assert len((await record_of(talk)).outbox) == 1
        store.full = False
        assert len(await ann.says("/help")) == 2
        assert (await record_of(talk)).outbox == ()


async def test_who_begins_anew_after_forget_gets_every_reply(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await ann.says("/start", "/forget")
        released = talk.telegram.faults.hold("sendMessage", chat=101)
        for text in ("/help", "/help", "/help", "/help"):
            ann.person.say(text)
        ann.person.tap("Yes, delete everything")
        await talk.telegram.until(lambda: len(talk.telegram.updates) == 0)
        await talk.clock.move(timedelta(seconds=1))
        for text in ("/start", "/cancel", "/privacy"):
            ann.person.say(text)
        await talk.telegram.until(lambda: len(talk.telegram.updates) == 0)
        released.set()
        await talk.settle()
        welcome, stopped, kept = (message.text for message in ann.person.messages[-3:])
        assert "Wayfinder" in welcome
        assert "stopped asking" in stopped
        assert "What I keep" in kept
        assert (await record_of(talk)).outbox == ()


async def test_what_goes_wrong_inside_is_told_and_reported_without_words(
    knowledge: Knowledge, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(turn: Turn) -> Decision:
        raise ValueError(f"a secret: {turn.happened}")

    async with dialogue(knowledge) as talk:
        ann = talk.person(name="Ottilie")
        await ann.says("/start")
        handler = MessageHandler(filters.Regex("my secret"), talk.house.adapter.callback(broken))
        talk.house.application.handlers[0].insert(0, handler)
        with caplog.at_level(logging.INFO):
            [reply] = await ann.says("my secret")
        assert "went wrong on my side" in reply.text
    report = "\n".join(record.getMessage() for record in caplog.records)
    assert "ValueError" in report
    assert "flow start, step standing" in report
    assert "secret" not in report
    assert "Ottilie" not in report


async def test_telegrams_refusals_stay_empty_over_a_whole_conversation(
    knowledge: Knowledge,
) -> None:
    clock = SteppedClock()
    telegram = Telegram(clock=clock)
    async with dialogue(knowledge, telegram=telegram, clock=clock) as talk:
        ann = talk.person()
        await ann.says("/start", "/help", "/plan", "/next", "/progress", "/settings", "/privacy")
        await ann.says("/export", "/cancel", "/forget")
    assert refusals(telegram) == []


async def test_ids_of_updates_may_begin_anew_at_random(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await ann.says("/start")
        talk.telegram.updates.restart_ids(7)
        assert await ann.says("/help")
        assert 7 in (await record_of(talk)).seen


async def test_turns_of_one_person_wait_for_each_other(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await ann.says("/start")
        for _ in range(30):
            ann.person.say("start again")
        await asyncio.sleep(0)
        await talk.settle()
        assert (await record_of(talk)).runs == 31


async def test_a_reply_that_an_unknown_version_saved_holds_nothing_up(knowledge: Knowledge) -> None:
    store = MemoryStore()
    now = SteppedClock().now()
    old = Unsent(key=1, update_id=1, reply={"kind": "of another version"})
    record = Record(person=101, created_at=now, track="backend", outbox=(old,), next_key=2)
    async with store.hold(101) as held:
        await held.save(record)
    async with dialogue(knowledge, store=store) as talk:
        ann = talk.person()
        assert len(await ann.says("/help")) == 1
        assert (await record_of(talk)).outbox == ()
