"""Follow-ups: what leans on the last answer is understood, and what doesn't is left alone."""

import pytest

from knowledge.library import Knowledge
from tests.dialogue import dialogue, refusals
from tests.handlers.steps import question_of, record_of, stand_at, with_plan
from tests.handlers.test_questions import text_of


async def test_how_long_after_bootcamps_is_how_long_a_bootcamp_takes(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [reply] = await ann.says("is a bootcamp worth it?", "and how long?")
        assert reply.text.startswith("Going on from: Bootcamps")
        assert text_of(knowledge, "time-bootcamp") in reply.text
        [cost] = await ann.says("how much does it cost?")
        assert text_of(knowledge, "bootcamp-cost") in cost.text
    assert refusals(talk.telegram) == []


async def test_without_an_answer_before_it_nothing_is_guessed(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [reply] = await ann.says("and how much is it?")
        assert "Going on from" not in reply.text


async def test_a_tapped_answer_is_leant_on_as_well(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says("how do i choose a bootcamp")
        await ann.taps("Bootcamps")
        [reply] = await ann.says("and how long?")
        assert text_of(knowledge, "time-bootcamp") in reply.text


async def test_thanks_in_between_do_not_end_the_topic(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [reply] = await ann.says("what is docker", "thank you", "do i need it?")
        assert text_of(knowledge, "learn-docker") in reply.text


async def test_more_offers_what_goes_on_from_the_answer(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says("is a bootcamp worth it?")
        [reply] = await ann.says("tell me more")
        follow_ups = knowledge.first.answers["bootcamp"].follow_ups[:4]
        assert len(reply.labels) == len(follow_ups)
        assert "Bootcamps" in reply.text
        [answer] = await ann.taps(reply.labels[0])
        assert text_of(knowledge, follow_ups[0]) in answer.text


async def test_why_goes_on_from_the_answer_before_it(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says("/start bachelor")
        [reply] = await ann.says("why?")
        assert "A bachelor's degree" in reply.text


async def test_the_plain_meaning_stays_a_tap_away(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says("/start bachelor")
        [reply] = await ann.says("how long does it take")
        assert text_of(knowledge, "time-degree") in reply.text
        [plain] = await ann.taps(knowledge.first.answers["how-long"].title)
        assert text_of(knowledge, "how-long") in plain.text


async def test_the_next_day_nothing_is_leant_on(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says("is a bootcamp worth it?")
        await talk.passes(hours=7)
        [reply] = await ann.says("how much does it cost?")
        assert "Going on from" not in reply.text


async def test_an_answer_in_a_flow_ends_the_topic(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "hours")
        await ann.says("is a bootcamp worth it?")
        assert (await record_of(talk)).last_answer == "bootcamp"
        await ann.says("6")
        assert (await record_of(talk)).last_answer is None
        [reply] = await ann.says("how much does it cost?")
        assert "Going on from" not in reply.text


@pytest.mark.parametrize(
    "text", ["and how long?", "how much does it cost?", "what about a degree?"]
)
async def test_in_the_middle_of_a_flow_a_follow_up_is_answered_then_the_question_asked(
    knowledge: Knowledge, text: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "git")
        await ann.says("is a bootcamp worth it?")
        answer, again = await ann.says(text)
        assert answer.text.startswith("Going on from: Bootcamps")
        assert question_of(knowledge, "git") in again.text


async def test_a_topic_from_a_link_is_leant_on(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says("/start bootcamp")
        [reply] = await ann.says("and how long?")
        assert text_of(knowledge, "time-bootcamp") in reply.text
