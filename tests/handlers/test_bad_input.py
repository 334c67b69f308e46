"""Whatever is sent at whichever question: a clear reply, the question still open, nothing lost."""

from collections.abc import Callable, Mapping

import pytest

from knowledge.library import Knowledge
from localchat import Message, Person
from tests.dialogue import dialogue, refusals
from tests.handlers.steps import (
    ANSWERS,
    QUESTIONS,
    position_of,
    question_of,
    record_of,
    rewind,
    stand_at,
)

KINDS = (
    "sticker",
    "photo",
    "document",
    "voice",
    "video",
    "animation",
    "audio",
    "video_note",
    "contact",
    "location",
    "venue",
    "dice",
    "story",
)

TEXTS: Mapping[str, str] = {
    "emoji": "👨‍👩‍👧‍👦🎉",
    "marks": "?!?!",
    "4096 characters": "x" * 4096,
    "many words": "lorem ipsum " * 341,
    "more than one message": "lorem ipsum " * 400,
    "markup": "<b>x</i> & <script>",
    "right to left": "\u202eevil\u202c \u2067x\u2069",
    "invisible": "\u200b\u2060\u200d",
    "braces": "}{ {name} %s",
    "nul": "a\x00b",
    "other scripts": "Привет мир مرحبا",
    "a power": "²",
    "lines": "\n\n.\n\n",
    "slash": "/",
    "below zero": "-5",
    "huge number": "9" * 400,
    "address": "👨‍👩‍👧‍👦 https://example.org",
    "nonsense": "qwxzv blarg",
}

COMMANDS = (
    "/help",
    "／help",
    "／\uff48\uff45\uff4c\uff50",
    "/ help",
    "/HELP",
    "/help me please",
    "/help.",
    "/help@wayfinder_local_bot",
    "/plan now",
    "/next",
    "/progress",
    "/privacy",
    "/export everything",
    "/nosuchcommand",
    "/nosuchcommand with words",
    "/команда",
    "/24/7",
    f"/{'long' * 1000}",
)


def test_the_steps_know_every_question(knowledge: Knowledge) -> None:
    asked = [question.id for flow in knowledge.first.flows.values() for question in flow.questions]
    assert sorted(asked) == sorted(QUESTIONS)


@pytest.mark.parametrize("question", QUESTIONS)
async def test_what_is_no_text_gets_one_reply_and_the_question_again(
    knowledge: Knowledge, question: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, question)
        before, asked = await position_of(talk), ann.buttons
        for kind in KINDS:
            said, again = await ann.does(ann.person.send(kind))
            assert "I can read text only, so please type it." in said.text, kind
            assert question_of(knowledge, question) in again.text
            assert again.labels == asked
        assert await position_of(talk) == before
        assert await ann.says(ANSWERS[question])
    assert refusals(talk.telegram) == []


@pytest.mark.parametrize("question", QUESTIONS)
async def test_odd_texts_get_a_clear_reply_and_lose_nothing(
    knowledge: Knowledge, question: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, question)
        before = await record_of(talk)
        assert before.position is not None
        for kind, text in TEXTS.items():
            replies = await ann.says(text)
            assert replies, kind
            assert not any(goes_wrong(reply) for reply in replies), kind
            after = await record_of(talk)
            kept = {**after.answers, **(after.position.answers if after.position else {})}
            assert before.position.answers.items() <= kept.items(), kind
            stays = after.position is not None and after.position.question == question
            assert question_of(knowledge, question) in ann.sees or not stays or ann.buttons, kind
            await rewind(talk, before)
    assert refusals(talk.telegram) == []


def goes_wrong(reply: Message) -> bool:
    """Tell whether a reply says that the bot failed, or shows what only programs should see."""
    return any(
        sign in reply.text
        for sign in ("went wrong", "not saved", "Traceback", "None", '""', "\u202e", "&lt;")
    )


@pytest.mark.parametrize("question", QUESTIONS)
async def test_case_5_commands_win_and_leave_the_question_open(
    knowledge: Knowledge, question: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, question)
        before = await position_of(talk)
        for command in COMMANDS:
            replies = await ann.says(command)
            assert len(replies) == 2, command
            assert not any(goes_wrong(reply) for reply in replies), command
            assert ann.buttons == ("Continue the questions",)
            assert await position_of(talk) == before, command
        await ann.taps("Continue")
        assert question_of(knowledge, question) in ann.sees
    assert refusals(talk.telegram) == []


@pytest.mark.parametrize("question", QUESTIONS)
async def test_case_5_cancel_is_never_taken_as_the_answer(
    knowledge: Knowledge, question: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, question)
        before = await record_of(talk)
        for stop in ("/cancel", "／cancel", "/cancel please", "cancel", "Cancel!"):
            await rewind(talk, before)
            [reply] = await ann.says(stop)
            assert "I stopped asking" in reply.text, stop
            after = await position_of(talk)
            assert before.position is not None
            assert (after.paused, after.answers) == (True, before.position.answers)
        await ann.says("/start")
        assert question_of(knowledge, question) in ann.sees
        assert await ann.says(ANSWERS[question])


Doing = Callable[[Person], object]

BY_CAPTION: Mapping[str, Doing] = {
    "a photo": lambda person: person.send_photo("/cancel"),
    "an album": lambda person: person.send_album(3, "／cancel"),
    "a file": lambda person: person.send_document("a.txt", b"a", "/cancel now"),
    "forwarded": lambda person: person.forward("/cancel"),
}


@pytest.mark.parametrize("do", BY_CAPTION.values(), ids=BY_CAPTION.keys())
async def test_case_5_a_command_wins_wherever_it_is_written(
    knowledge: Knowledge, do: Doing
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "name")
        [reply] = await ann.does(do(ann.person))
        assert "I stopped asking" in reply.text


@pytest.mark.parametrize(
    ("caption", "expected"), [("", "I can read text only"), ("Annika", "Noted: Annika.")]
)
async def test_an_album_gets_one_reply(knowledge: Knowledge, caption: str, expected: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "name")
        replies = await ann.does(ann.person.send_album(4, caption))
        assert expected in replies[0].text
        assert "What may I call you?" in ann.sees or "computer" in ann.sees
        assert len(replies) == (1 if caption else 2)
        again = await ann.does(ann.person.send_album(2))
        assert "I can read text only" in again[0].text


async def test_captions_and_forwarded_texts_are_read_as_answers(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await ann.says("/start")
        await ann.does(ann.person.forward("carreer changer"))
        assert "Noted: Career changer." in ann.sees
        await ann.does(ann.person.send_photo("6, sometimes 2"))
        record = await record_of(talk)
        assert record.answers["standing"] == "changer"
        assert record.answers["hours"] == [6, 2]


@pytest.mark.parametrize("question", QUESTIONS)
async def test_an_edited_message_changes_no_answer(knowledge: Knowledge, question: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, question)
        before = await position_of(talk)
        said = next(m for m in ann.person.history if m.sender == ann.person.account)
        [reply] = await ann.does(ann.person.edit(said, ANSWERS[question]))
        assert "I read new messages only" in reply.text
        assert await position_of(talk) == before


@pytest.mark.parametrize(
    ("kind", "named"),
    [("sticker", "a sticker"), ("contact", "a contact"), ("venue", "something that is not text")],
)
async def test_what_cannot_be_read_is_named(knowledge: Knowledge, kind: str, named: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        [reply] = await ann.does(ann.person.send(kind))
        assert reply.text.startswith(f"That was {named}.")


async def test_an_unknown_command_is_named_in_short(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        [short] = await ann.says("/nosuchcommand at all")
        assert "/nosuchcommand." in short.text
        [long] = await ann.says(f"/{'long' * 1000}")
        assert len(long.text) < 120
        assert "…" in long.text


async def test_a_live_location_that_moves_is_not_answered_again_and_again(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await ann.says("/start")
        place = ann.person.send("location")
        await talk.settle()
        assert await ann.does(ann.person.edit(place, "")) == []
