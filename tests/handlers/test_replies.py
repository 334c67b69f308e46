"""Replies at Telegram's limits: split, captioned, edited, sent anew, and never lost."""

import asyncio
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telegram.error import BadRequest, TelegramError

from handlers.polling import DeafError
from handlers.replies import keyboard
from handlers.turn import Button, Document, Edit, Reply, Text
from knowledge.library import Knowledge
from knowledge.markup import escape, units
from knowledge.messages import Messages, Template
from localchat import Message, read_timeout, refusal
from tests.dialogue import Dialogue, Speaker, dialogue, refusals

UNIT_LIMIT, CAPTION_LIMIT = 4096, 1024
ROWS = ((Button(label="On", data="p:all"),),)


async def sent(talk: Dialogue, ann: Speaker, reply: Reply) -> list[Message]:
    """Send a reply, and return all the bot's messages."""
    await talk.house.adapter.sender.send(ann.person.id, reply)
    return ann.person.messages


@pytest.mark.parametrize(
    ("html", "parts"),
    [
        pytest.param(f"<b>{'x' * 5000}</b>", 2, id="5000 in bold"),
        pytest.param("😀" * 2049, 2, id="4098 units"),
        pytest.param("😀" * 2048, 1, id="4096 units"),
        pytest.param("x" * 4096, 1, id="4096"),
        pytest.param("x" * 4097, 2, id="4097"),
        pytest.param(f"<i>{'word ' * 2000}</i>", 3, id="words"),
        pytest.param("&amp;" * 4096, 1, id="4096 escaped"),
        pytest.param(f'<a href="https://example.org">{"link " * 1000}</a>', 2, id="link"),
    ],
)
async def test_case_17_long_texts_leave_in_whole_parts(
    knowledge: Knowledge, html: str, parts: int
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        messages = await sent(talk, ann, Text(html=html, rows=ROWS))
        assert len(messages) == parts
        assert all(units(message.text) <= UNIT_LIMIT for message in messages)
        assert [bool(message.rows) for message in messages] == [False] * (parts - 1) + [True]
        if html.startswith("<"):
            assert all(message.entities for message in messages)
    assert refusals(talk.telegram) == []


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=60), times=st.integers(1, 200), tag=st.sampled_from("biu"))
def test_any_text_is_taken_by_telegram(
    knowledge: Knowledge, text: str, times: int, tag: str
) -> None:
    async def play() -> None:
        async with dialogue(knowledge) as talk:
            ann = talk.person()
            html = f"Hello <{tag}>{escape(text) * times}</{tag}>"
            assert await sent(talk, ann, Text(html=html))
        assert refusals(talk.telegram) == []

    asyncio.run(play())


async def test_case_18_a_caption_beyond_its_limit_follows_as_text(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        caption = "<b>" + "word " * 300 + "</b>"
        document = Document(recipe="export", filename="a.json", caption=caption)
        file, text = await sent(talk, ann, document)
        assert file.file is not None
        assert file.text == ""
        assert text.text == ("word " * 300).strip()
        exact = replace(document, caption="é" * CAPTION_LIMIT)
        [*_, last] = await sent(talk, ann, exact)
        assert last.text == "é" * CAPTION_LIMIT
        assert last.file is not None
    assert refusals(talk.telegram) == []


async def test_case_19_emoji_shift_no_markup(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        [message] = await sent(talk, ann, Text(html="👨‍👩‍👧‍👦 <b>bold</b> https://example.org"))
        marked = {
            entity.type: message.text.encode("utf-16-le")[
                2 * entity.offset : 2 * (entity.offset + entity.length)
            ].decode("utf-16-le")
            for entity in message.entities
        }
        assert marked == {"bold": "bold", "url": "https://example.org"}


async def shown(talk: Dialogue, ann: Speaker) -> Message:
    """Send a message that can be edited."""
    return (await sent(talk, ann, Text(html="before", rows=ROWS)))[-1]


async def test_case_10_an_edit_that_changes_nothing_is_no_error(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        message = await shown(talk, ann)
        [after] = await sent(talk, ann, Edit(message=message.id, html="before", rows=ROWS))
        assert after.labels == ("On",)


async def test_case_12_an_edit_of_a_message_that_is_gone_is_sent_anew(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        message = await shown(talk, ann)
        ann.person.delete_message(message)
        [anew] = await sent(talk, ann, Edit(message=message.id, html="<b>after</b>", rows=ROWS))
        assert (anew.text, anew.labels) == ("after", ("On",))


@pytest.mark.parametrize(
    "reason",
    ["message can't be edited", "message to edit not found", "MESSAGE_ID_INVALID"],
)
async def test_an_edit_that_telegram_does_not_allow_is_sent_anew(
    knowledge: Knowledge, reason: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        message = await shown(talk, ann)
        fault = refusal(400, f"Bad Request: {reason}")
        talk.telegram.faults.order("editMessageText", fault)
        [_, anew] = await sent(talk, ann, Edit(message=message.id, html="after"))
        assert anew.text == "after"


async def test_a_long_edit_goes_on_in_a_new_message(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        message = await shown(talk, ann)
        edit = Edit(message=message.id, html=f"<b>{'word ' * 1500}</b>", rows=ROWS)
        first, rest = await sent(talk, ann, edit)
        assert first.id == message.id
        assert (first.rows, rest.labels) == ((), ("On",))
        assert (first.text + " " + rest.text).split() == ["word"] * 1500


async def test_a_long_edit_tried_again_loses_no_part(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        message = await shown(talk, ann)
        edit = Edit(message=message.id, html="x" * 5000)
        talk.telegram.faults.order("sendMessage", refusal(502, "Bad Gateway"))
        with pytest.raises(TelegramError, match="Bad Gateway"):
            await sent(talk, ann, edit)
        first, rest = await sent(talk, ann, edit)
        assert len(first.text) + len(rest.text) == 5000


@pytest.mark.parametrize("how", ["new", "edit"])
async def test_markup_that_telegram_refuses_is_sent_as_plain_text(
    knowledge: Knowledge, how: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        message = await shown(talk, ann)
        html = "a <wrong>tag</wrong> & <b>bold</b>"
        reply = Text(html=html) if how == "new" else Edit(message=message.id, html=html)
        last = (await sent(talk, ann, reply))[-1]
        assert "tag" in last.text
        assert "bold" in last.text
        assert len(ann.person.messages) == (2 if how == "new" else 1)


async def test_what_telegram_refuses_for_another_reason_is_raised(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        message = await shown(talk, ann)
        fault = refusal(400, "Bad Request: BUTTON_DATA_INVALID")
        for method in ("sendMessage", "editMessageText"):
            talk.telegram.faults.order(method, fault)
        with pytest.raises(BadRequest):
            await sent(talk, ann, Text(html="x"))
        with pytest.raises(BadRequest):
            await sent(talk, ann, Edit(message=message.id, html="x"))


async def test_a_message_of_the_coach_longer_than_one_is_split_in_a_dialogue(
    knowledge: Knowledge,
) -> None:
    long = Template(text="<b>" + "help " * 1500 + "</b>", names=frozenset())
    templates = {**knowledge.messages.templates, "help.text": (long,)}
    wordy = replace(knowledge, messages=Messages(templates=templates))
    async with dialogue(wordy) as talk:
        ann = talk.person()
        replies = await ann.says("/help")
        assert len(replies) == 2
        assert " ".join(reply.text for reply in replies).split() == ["help"] * 1500
    assert refusals(talk.telegram) == []


async def test_a_file_that_may_have_arrived_is_not_sent_twice(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        talk.telegram.faults.order("sendDocument", read_timeout(delivered=True))
        assert len(await ann.says("/export")) == 1


def test_no_rows_are_no_keyboard() -> None:
    assert keyboard(()) is None


async def test_case_28_a_second_poller_is_told_clearly_and_stops(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        fault = refusal(409, "Conflict: terminated by other getUpdates request")
        talk.telegram.faults.order("getUpdates", fault)
        ann = talk.person()
        ann.person.say("/start")
        with pytest.raises(DeafError, match="Another process polls with this token"):
            await asyncio.wait_for(talk.house.bot.deaf(), timeout=5)
