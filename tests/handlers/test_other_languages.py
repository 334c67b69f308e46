"""Other languages, odd questions and long ones: one clear reply, and never a random answer."""

import pytest

from knowledge.library import Knowledge
from tests.dialogue import dialogue, refusals
from tests.handlers.steps import question_of, stand_at, with_plan
from tests.handlers.test_questions import text_of


@pytest.mark.parametrize(
    "text",
    [
        "Как стать программистом без опыта?",
        "ฉันอยากเป็นโปรแกรมเมอร์",
        "如何成为后端开发人员",
        "как дела",
        "что такое docker " + "очень " * 600,
    ],
)
async def test_other_letters_are_told_that_english_is_understood(
    knowledge: Knowledge, text: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says("is a bootcamp worth it?")
        [reply] = await ann.says(text)
        assert "I understand only English for now" in reply.text
        assert 1 <= len(reply.labels) <= 4
    assert refusals(talk.telegram) == []


async def test_a_phrasing_in_other_letters_is_still_found(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [reply] = await ann.says("по русски")
        assert text_of(knowledge, "other-language") in reply.text


@pytest.mark.parametrize(
    "text",
    [
        "cómo puedo ser programador",
        "qanday qilib dasturchi bo'lish mumkin",
        "quiero ser programador",
        "wie werde ich entwickler",
    ],
)
async def test_in_another_language_topics_are_offered_and_english_is_named(
    knowledge: Knowledge, text: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [reply] = await ann.says(text)
        assert "I do not know that yet" in reply.text
        assert "plain English" in reply.text
        titles = {one.title for one in knowledge.first.answers.values() if not one.elsewhere}
        assert titles.issuperset(reply.labels)
        assert len(reply.labels) >= 3


async def test_in_the_middle_of_a_flow_other_letters_lead_back_to_the_question(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "hours")
        *_, again = await ann.says("сколько времени это займёт?")
        assert question_of(knowledge, "hours") in again.text


@pytest.mark.parametrize(
    "text",
    ["what is docker? " + "la " * 1360, "?" * 4096, "1) a " * 800, "and " * 1020, "x, " * 1360],
)
async def test_a_text_of_any_length_gets_clear_replies(knowledge: Knowledge, text: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        replies = await ann.says(text[:4096])
        assert 1 <= len(replies) <= 4
    assert refusals(talk.telegram) == []
