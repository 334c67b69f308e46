"""After /cancel: what may still be the answer is offered, and the way back stands under it."""

import pytest

from knowledge.library import Knowledge
from tests.dialogue import dialogue
from tests.handlers.steps import position_of, question_of, record_of, stand_at

BACK = "Continue the questions"


async def test_the_way_back_stands_under_the_last_word(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "hours")
        await ann.says("/cancel")
        assert ann.buttons == (BACK,)
        await ann.taps(BACK)
        assert question_of(knowledge, "hours") in ann.sees


@pytest.mark.parametrize(
    ("at", "said", "offered", "kept"),
    [
        ("hours", "6", "6 hours a week", [6, 6]),
        ("name", "Kemal", "Kemal", "Kemal"),
        ("databases", "mysql and mongo", "SQL databases, NoSQL databases", ["sql", "nosql"]),
        ("reminder_days", "mon and thu", "Monday and Thursday", ["mon", "thu"]),
    ],
)
async def test_a_late_answer_is_offered_and_taken_by_a_tap(
    knowledge: Knowledge, at: str, said: str, offered: str, kept: object
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, at)
        await ann.says("/cancel", said)
        assert "The questions are stopped, so I noted nothing." in ann.sees
        assert ann.buttons == (offered, BACK)
        assert at not in (await position_of(talk)).answers
        await ann.taps(offered)
        record = await record_of(talk)
        answers = record.position.answers if record.position is not None else record.answers
        assert answers[at] == kept


async def test_what_may_be_two_hours_is_offered_twice(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "reminder")
        await ann.says("/cancel", "7:30")
        assert ann.buttons == ("07:30", "19:30", BACK)


@pytest.mark.parametrize("yes", ["yes", "6 hours a week"])
async def test_the_offer_is_taken_in_words_too(knowledge: Knowledge, yes: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "hours")
        await ann.says("/cancel", "6", yes)
        assert (await record_of(talk)).answers["hours"] == [6, 6]


async def test_a_yes_to_something_else_is_none_to_the_offer(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "hours")
        await ann.says("/cancel", "6", "what is git", "yes")
        assert "hours" not in (await record_of(talk)).answers


async def test_a_question_after_a_stop_is_answered_and_no_more(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "computer")
        await ann.says("/cancel")
        [reply] = await ann.says("what is an api")
        assert "An API is" in reply.text


@pytest.mark.parametrize("words", ["continue", "Go on", "resume"])
async def test_words_lead_back_as_the_button_does(knowledge: Knowledge, words: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "hours")
        await ann.says("/cancel", words)
        assert question_of(knowledge, "hours") in ann.sees
