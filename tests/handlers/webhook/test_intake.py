"""Answered only after the save: what is told to Telegram, what to the person, and how it stops."""

import asyncio
import json
from random import Random

import pytest
from telegram.ext import MessageHandler, filters

from handlers.turn import Decision, Turn
from knowledge.library import Knowledge
from storage.memory import MemoryStore
from tests.handlers.test_turns import FullDisk
from tests.handlers.webhook.test_pages import BODY, UPDATE
from tests.hooked import KNOWN, PATH, Hooked, hooked
from tests.postman import SECRET, posting

SAVED_LATER = "I can't save anything right now"


async def test_a_conversation_by_webhook(knowledge: Knowledge) -> None:
    async with hooked(knowledge) as here, posting(here.telegram) as postman:
        ann = here.telegram.person(101)
        ann.say("/start")
        await here.settle()
        ann.tap("Career changer")
        await here.settle()
        assert "How many hours" in ann.last.text
        assert ann.unanswered_taps == []
        assert set(postman.answers) == {200}


async def test_200_comes_only_after_the_save(knowledge: Knowledge) -> None:
    async with hooked(knowledge) as here:
        async with here.house.store.hold(101):
            posted = asyncio.create_task(here.post(BODY))
            assert not (await asyncio.wait((posted,), timeout=0.2))[0]
        assert await posted == 200
        record = await here.house.store.load(101)
        assert record is not None
        assert record.seen == (9,)


async def test_500_and_a_word_once_where_it_could_not_be_saved_then_it_counts_once(
    knowledge: Knowledge,
) -> None:
    disk = FullDisk()
    async with hooked(knowledge, disk) as here:
        ann = here.telegram.person(101)
        disk.full = True
        assert [await here.post(BODY) for _ in range(3)] == [500, 500, 500]
        await here.house.outbox.idle()
        assert [message.text.partition(".")[0] for message in ann.messages] == [SAVED_LATER]
        disk.full = False
        assert [await here.post(BODY) for _ in range(2)] == [200, 200]
        record = await here.house.store.load(101)
        assert record is not None
        assert record.seen == (9,)


async def test_nothing_is_lost_while_nothing_can_be_saved(knowledge: Knowledge) -> None:
    disk = FullDisk()
    async with hooked(knowledge, disk) as here, posting(here.telegram, twice=0.5) as postman:
        people = [here.telegram.person(1000 + number) for number in range(5)]
        for person in people:
            person.say("/start")
        await here.settle()
        disk.full = True
        for person in people:
            person.say("start again")
            person.say("start again")
        await here.telegram.until(lambda: postman.answers[500] > 10)
        disk.full = False
        await here.settle()
        for person in people:
            record = await disk.load(person.id)
            assert record is not None
            assert record.runs == 3


async def test_an_error_of_ours_is_told_once_and_does_not_come_again(knowledge: Knowledge) -> None:
    def broken(_turn: Turn) -> Decision:
        raise ZeroDivisionError

    async with hooked(knowledge) as here, posting(here.telegram) as postman:
        callback = here.house.adapter.callback(broken)
        here.house.application.handlers[0].insert(
            0, MessageHandler(filters.Regex("^break$"), callback)
        )
        ann = here.telegram.person(101)
        ann.say("break")
        await here.settle()
        assert "Something went wrong on my side" in ann.last.text
        assert postman.answers == {200: 1}


async def test_an_update_that_takes_too_long_is_asked_for_again(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with hooked(knowledge) as here:
        monkeypatch.setattr(here.webhook._intake, "_patience", 0.05)
        async with here.house.store.hold(101):
            assert await here.post(BODY) == 500
        monkeypatch.undo()
        assert await here.post(BODY) == 200
        record = await here.house.store.load(101)
        assert record is not None
        assert record.seen == (9,)


async def test_what_is_in_hand_is_answered_before_it_stops(knowledge: Knowledge) -> None:
    store = MemoryStore()
    async with hooked(knowledge, store) as here:
        await asyncio.gather(*(here.get("/healthz") for _ in range(2)))  # connections are kept
        async with store.hold(101):
            posted = asyncio.create_task(here.post(BODY))
            await asyncio.wait((posted,), timeout=0.1)
            closing = asyncio.create_task(here.webhook.close())
            await asyncio.wait((closing,), timeout=0.05)
            assert not posted.done()
            assert not closing.done()
            late = json.dumps({**UPDATE, "update_id": 10}).encode()
            assert await here.post(late) == 503
        assert await posted == 200
        await closing
    await store.open()
    record = await store.load(101)
    assert record is not None
    assert record.seen == (9,)


async def test_who_hangs_up_before_the_answer_is_no_error_and_loses_nothing(
    knowledge: Knowledge, caplog: pytest.LogCaptureFixture
) -> None:
    async with hooked(knowledge) as here:
        here.telegram.person(101)
        async with here.house.store.hold(101):
            _, writer = await asyncio.open_connection("127.0.0.1", here.port)
            head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\n{SECRET}: {KNOWN}\r\n"
            writer.write(f"{head}Content-Length: {len(BODY)}\r\n\r\n".encode() + BODY)
            await here.telegram.until(lambda: bool(here.webhook._intake._tasks))
            writer.close()
            await writer.wait_closed()
        assert await here.post(BODY) == 200
        assert await seen(here) == [9]
    assert caplog.text == ""


async def test_before_it_is_ready_telegram_is_to_come_again(knowledge: Knowledge) -> None:
    async with hooked(knowledge) as here:
        here.webhook._intake.is_open = False
        assert await here.post(BODY) == 503
        assert await here.get("/readyz") == (503, "starting or stopping")
        assert await here.get("/healthz") == (200, "alive")


@pytest.mark.parametrize("seed", range(5))
async def test_taps_and_texts_at_once_in_any_order_count_once_each(
    knowledge: Knowledge, seed: int
) -> None:
    chance = Random(seed)
    async with hooked(knowledge) as here:
        ids = [3, 900, 2, 5_000_000, 1]
        bodies = [json.dumps({**UPDATE, "update_id": number}).encode() for number in ids * 3]
        bodies += [json.dumps(tap(number)).encode() for number in (44, 7, 100_000) * 2]
        chance.shuffle(bodies)
        answers = await asyncio.gather(*map(here.post, bodies))
        assert set(answers) == {200}
        assert await seen(here) == sorted([*ids, 44, 7, 100_000])


def tap(number: int) -> dict[str, object]:
    """Return a tap on a button of long ago."""
    sender = UPDATE["message"]["from"]  # type: ignore[index]
    query = {"id": str(number), "from": sender, "chat_instance": "1", "data": f"old:{number}"}
    message = {"message_id": 1, "date": 0, "chat": {"id": 101, "type": "private"}}
    return {"update_id": number, "callback_query": {**query, "message": message}}


async def seen(here: Hooked) -> list[int]:
    """Return the updates that a record remembers."""
    record = await here.house.store.load(101)
    assert record is not None
    return sorted(record.seen)
