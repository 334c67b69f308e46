"""Settings: one answer changed, its effect told, and nothing else lost, whatever was under way."""

from dataclasses import replace

import pytest

from knowledge.library import Knowledge
from tests.dialogue import Speaker, dialogue, refusals
from tests.handlers.steps import (
    ANSWERS,
    QUESTIONS,
    position_of,
    question_of,
    record_of,
    rewind,
    stand_at,
    title_of,
    with_all_answers,
    with_plan,
)


async def changes(ann: Speaker, title: str, answer: str) -> str:
    """Change one answer through /settings; return all that the bot says to the new one."""
    await ann.says("/settings")
    await ann.taps(title)
    return "\n".join(reply.text for reply in await ann.says(answer))


async def test_a_changed_answer_tells_what_it_does_to_the_plan(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        before = await record_of(talk)
        said = await changes(ann, "Hours a week", "12")
        assert "Noted: 12 hours a week." in said
        assert "What this does to your plan" in said
        assert "earlier" in said
        after = await record_of(talk)
        assert after.answers == {**before.answers, "hours": [12, 12]}
        assert after.position is None
        assert after.first_plan == before.first_plan
        assert "Hours a week: 12 hours a week" in ann.sees


@pytest.mark.parametrize("question", QUESTIONS)
async def test_every_answer_can_be_changed_alone(knowledge: Knowledge, question: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_all_answers(ann)
        before = await record_of(talk)
        await ann.says("/settings")
        await ann.taps(title_of(knowledge, question))
        assert question_of(knowledge, question) in ann.sees
        assert "Back" in ann.buttons
        await ann.says(ANSWERS[question])
        after = await record_of(talk)
        assert after.answers == before.answers
        assert after.position is None
        assert after.runs == before.runs + 1
        assert "Tap a line to change it" in ann.sees


async def test_what_was_chosen_of_several_is_shown_and_changed(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_all_answers(ann)
        await ann.says("/settings")
        await ann.taps("Programming languages")
        assert {"✓ Python", "✓ Java", "Go"} <= set(ann.buttons)
        await ann.taps("Go")
        await ann.taps("Done")
        assert (await record_of(talk)).answers["languages"] == ["python", "java", "go"]


@pytest.mark.parametrize("way", ["back", "/cancel", "go back", "cancel", "> Back"])
async def test_a_question_left_again_changes_nothing(knowledge: Knowledge, way: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_all_answers(ann)
        before = await record_of(talk)
        await ann.says("/settings")
        await ann.taps("Hours a week")
        if way.startswith("> "):
            await ann.taps(way.removeprefix("> "))
        else:
            await ann.says(way)
        assert "Nothing was changed." in "".join(ann.person.texts)
        after = await record_of(talk)
        assert after.answers == before.answers
        assert after.position is None


async def test_a_question_that_an_answer_leads_to_is_asked_too(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await changes(ann, "Where you stand", "already in IT")
        assert "What do you do in IT?" in ann.sees
        said = await ann.says("I run servers")
        assert "What this does to your plan" in "".join(reply.text for reply in said)
        answers = (await record_of(talk)).answers
        assert answers == {"standing": "in_it", "it_work": "admin", "hours": [6, 6]}
        await changes(ann, "Where you stand", "at school")
        assert (await record_of(talk)).answers == {"standing": "school", "hours": [6, 6]}


async def test_an_optional_answer_can_be_taken_back(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_all_answers(ann)
        await ann.says("/settings")
        await ann.taps("Your target date")
        await ann.taps("Skip")
        assert (await record_of(talk)).answers["target"] is None
        assert "Your target date: not answered" in ann.sees


@pytest.mark.parametrize("question", QUESTIONS[1:])
async def test_settings_in_the_middle_of_a_flow_lose_none_of_its_answers(
    knowledge: Knowledge, question: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, question)
        before = await position_of(talk)
        await ann.says("/settings")
        await ann.taps("Where you stand")
        await ann.says("already in IT")
        after = await position_of(talk)
        for id_, value in before.answers.items():
            assert id_ in {"standing", "it_work"} or after.answers[id_] == value
        asked = question_of(knowledge, question)
        assert asked in ann.sees
        assert sum(asked in text for text in ann.person.texts[-4:]) == 1
        assert await ann.says(ANSWERS[question])
        assert (await record_of(talk)).interrupted is None


async def test_an_answer_of_the_run_itself_is_shown_and_changed(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "git")
        await ann.says("/settings")
        assert "Your name: Ann" in ann.person.texts[-2]
        await ann.taps("Your name")
        await ann.says("Annika")
        assert question_of(knowledge, "git") in ann.sees
        assert "Programming languages: Python, Java" in ann.person.texts[-2]
        position = await position_of(talk)
        assert position.answers["name"] == "Annika"
        assert position.answers["languages"] == ["python", "java"]


async def test_the_open_question_chosen_in_settings_is_asked_once(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "git")
        before = await position_of(talk)
        await ann.says("/settings")
        [again] = await ann.taps("Git")
        assert question_of(knowledge, "git") in again.text
        assert await position_of(talk) == before


async def test_who_stopped_the_questions_is_not_asked_them_after_a_change(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "git")
        await ann.says("/cancel")
        before = await position_of(talk)
        said = await changes(ann, "Hours a week", "9")
        assert "What this does to your plan" in said
        assert question_of(knowledge, "git") not in said
        assert await position_of(talk) == before
        await ann.says("/start")
        assert question_of(knowledge, "git") in ann.sees


async def test_a_second_line_tapped_before_the_first_is_answered(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "git")
        before = await position_of(talk)
        await ann.says("/settings")
        await ann.taps("Hours a week")
        await ann.taps("Where you stand")
        await ann.says("at school")
        assert question_of(knowledge, "git") in ann.sees
        after = await position_of(talk)
        assert after.question == before.question
        assert after.answers == before.answers


async def test_start_again_at_a_single_question_begins_no_flow(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_all_answers(ann)
        await ann.says("/settings")
        await ann.taps("Hours a week")
        await ann.says("start again")
        assert question_of(knowledge, "hours") in ann.sees
        assert (await position_of(talk)).only == "hours"


@pytest.mark.parametrize(
    "data", ["s:fit:can_pay", "s:fit:nosuch", "s:nosuch:name", "s:", "s:fit", "s:start:name"]
)
async def test_a_line_that_is_gone_shows_the_answers_there_are(
    knowledge: Knowledge, data: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says("/settings")
        said, now = await ann.does(ann.person.tap_data(ann.person.last, data))
        assert "no longer there" in said.text
        assert "Tap a line to change it" in now.text
        assert (await record_of(talk)).position is None


async def test_settings_before_any_answer(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        [reply] = await ann.says("/settings")
        assert "Send /start to begin" in reply.text
        await ann.says("/start", "/settings")
        assert "Continue the questions" in ann.buttons
        await ann.says("career changer", "/settings")
        assert "Where you stand: Career changer" in ann.person.texts[-2]


async def test_a_line_tapped_twice_asks_once(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says("/settings")
        replies = await ann.does(ann.person.double_tap("Hours a week"))
        assert len(replies) == 1
        await ann.says("8")
        assert (await record_of(talk)).answers["hours"] == [8, 8]
    assert refusals(talk.telegram) == []


async def test_a_renamed_question_keeps_its_answer(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_all_answers(ann)
        kept = await record_of(talk)
        await rewind(talk, replace(kept, answers={**kept.answers, "gone": "x"}))
        await changes(ann, "Your name", "Annika")
        after = await record_of(talk)
        assert after.answers == {**kept.answers, "gone": "x", "name": "Annika"}
