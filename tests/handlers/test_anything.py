"""Anything in any order: whatever people do, a reply comes, and nothing is refused or broken."""

import logging
from collections.abc import Awaitable, Callable
from random import Random

import pytest

from knowledge.library import Knowledge
from localchat import Message
from tests.dialogue import Dialogue, Speaker, dialogue, refusals
from tests.handlers.steps import ANSWERS, record_of

STEPS = 60

TEXTS = (
    *ANSWERS.values(),
    *("/start", "/plan", "/next", "/progress", "/settings", "/help", "/cancel", "/privacy"),
    *("/export", "/reminders", "/forget", "／cancel", "/start faq_bootcamp", "/nosuch", "/start"),
    *("back", "skip", "help", "done", "start again", "keep", "next", "stop", "yes", "no", "2"),
    *("is a bootcamp worth it?", "how much do devs earn", "hello", "thanks", "asdf qwer", "?"),
    *("springfield", "8", "GMT-5", "03/04/2028", "not bootcamp", "all of them", "none", "🙂"),
    *("<b>x</i>", "x" * 4096, "python sql html", "6, tashkent, 8 pm", "tomorrow", "1, 2 and 3"),
)
FORGED = ("f:1:hours:~6", "f:9:path:=unsure", "q:a:bootcamp", "m:done:w1", "s:fit:place", "x:keep")
KINDS = ("sticker", "photo", "location", "contact", "voice")

Act = Callable[[Speaker, Random], Awaitable[list[Message]]]


async def writes(ann: Speaker, chance: Random) -> list[Message]:
    replies = await ann.says(chance.choice(TEXTS))
    assert replies
    return replies


async def sends(ann: Speaker, chance: Random) -> list[Message]:
    replies = await ann.does(ann.person.send(chance.choice(KINDS)))
    assert replies
    return replies


async def taps_the_newest(ann: Speaker, chance: Random) -> list[Message]:
    message = ann.person.newest_with_buttons()
    if message is None:
        return []
    return await ann.does(ann.person.tap_button(message, chance.choice(message.buttons)))


async def taps_an_old_one(ann: Speaker, chance: Random) -> list[Message]:
    old = [message for message in ann.person.messages if message.buttons]
    if not old:
        return []
    message = chance.choice(old)
    return await ann.does(ann.person.tap_button(message, chance.choice(message.buttons)))


async def forges(ann: Speaker, chance: Random) -> list[Message]:
    if not ann.person.messages:
        return []
    return await ann.does(ann.person.tap_data(ann.person.last, chance.choice(FORGED)))


async def edits(ann: Speaker, chance: Random) -> list[Message]:
    own = [m for m in ann.person.history if m.sender == ann.person.account and m.text]
    if not own:
        return []
    return await ann.does(ann.person.edit(chance.choice(own), chance.choice(TEXTS)))


async def deletes(ann: Speaker, chance: Random) -> list[Message]:
    for message in ann.person.history:
        if chance.random() < 0.5:
            ann.person.delete_message(message)
    return []


ACTS: tuple[tuple[Act, int], ...] = (
    (writes, 45),
    (taps_the_newest, 30),
    (taps_an_old_one, 12),
    (sends, 4),
    (forges, 4),
    (edits, 3),
    (deletes, 2),
)


async def is_sound(talk: Dialogue, knowledge: Knowledge) -> None:
    """Hold the record to what must be true of it at any time."""
    record = await talk.house.store.load(101)
    if record is None:
        return
    assert record.outbox == ()
    position = record.position
    if position is not None:
        flow = knowledge.first.flows[position.flow]
        assert flow.question(position.question) is not None
        assert position.run <= record.runs
    assert record.interrupted is None or (position is not None and position.only is not None)


@pytest.mark.parametrize("seed", range(8))
async def test_whatever_people_do_in_any_order(
    knowledge: Knowledge, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    chance = Random(seed)
    acts, weights = zip(*ACTS, strict=True)
    with caplog.at_level(logging.WARNING):
        async with dialogue(knowledge) as talk:
            ann = talk.person()
            for _ in range(STEPS):
                [act] = chance.choices(acts, weights)
                for reply in await act(ann, chance):
                    assert "went wrong on my side" not in reply.text
                    assert reply.text or reply.file
                await is_sound(talk, knowledge)
                await talk.passes(seconds=chance.choice((0, 1, 5)))
            assert await ann.says("/help")
            assert (await record_of(talk)).seen
    assert [record.getMessage() for record in caplog.records] == []
    expected = {"editMessageText": "message is not modified"}
    assert refusals(talk.telegram, but=expected) == []
