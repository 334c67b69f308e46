"""For me: answers with the figures of the person's own plan, where there is one."""

from dataclasses import replace

import pytest

from knowledge.library import Knowledge
from tests.dialogue import dialogue, refusals
from tests.handlers.steps import (
    question_of,
    record_of,
    rewind,
    stand_at,
    with_all_answers,
    with_plan,
)
from tests.handlers.test_questions import text_of

MAKE = "Make a plan for me"


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("how long will it take me", "For you, with 6 hours a week: "),
        ("when will i be ready", "For you, with 6 hours a week: "),
        ("is 6 hours enough for me", "You told me 6 hours a week. With that: "),
        ("tell me my next step", "Your next step: "),
        ("am i on track", "Done: 0 of "),
        ("where do i find my roadmap", "Your plan: "),
    ],
)
async def test_who_has_a_plan_gets_their_own_figures_first(
    knowledge: Knowledge, text: str, figure: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [reply] = await ann.says(text)
        assert reply.text.startswith(figure)
        assert "{" not in reply.text
        assert MAKE not in reply.labels
    assert refusals(talk.telegram) == []


async def test_without_a_plan_the_text_stands_alone_above_a_way_to_a_plan(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        [reply] = await ann.says("how long will it take me")
        assert reply.text.startswith(text_of(knowledge, "how-long"))
        assert reply.labels[0] == MAKE
        await ann.taps(MAKE)
        assert question_of(knowledge, "standing") in ann.sees


async def test_the_way_to_a_plan_tapped_once_there_is_one_leads_to_the_next_step(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        [reply] = await ann.says("how long will it take me")
        await with_plan(ann)
        await ann.does(ann.person.tap_button(reply, reply.buttons[0]))
        assert "Your next step" in ann.sees


async def test_in_the_middle_of_the_first_questions_no_other_way_is_offered(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "hours")
        answer, again = await ann.says("how long will it take me")
        assert MAKE not in answer.labels
        assert question_of(knowledge, "hours") in again.text


async def test_pay_near_them_names_their_country(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_all_answers(ann)
        replies = await ann.says("how do i find out local salaries")
        assert replies[0].text.startswith("You live in Uzbekistan.")
        record = await record_of(talk)
        nowhere = {name: value for name, value in record.answers.items() if name != "place"}
        await rewind(talk, replace(record, answers=nowhere))
        [reply] = await ann.says("how do i find out local salaries")
        assert reply.text.startswith(text_of(knowledge, "find-local-pay"))


async def test_every_answer_with_places_is_told_to_who_has_a_plan(knowledge: Knowledge) -> None:
    personal = [answer for answer in knowledge.first.answers.values() if answer.for_me]
    assert 8 <= len(personal) <= 20
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_all_answers(ann)
        for answer in personal:
            replies = await ann.says(f"/start {answer.id}")
            assert not replies[0].text.startswith(text_of(knowledge, answer.id)), answer.id
            assert "{" not in replies[0].text
    assert refusals(talk.telegram) == []
