"""Answers as people type them: typos, several at once, questions first, and what may be meant."""

import pytest

from knowledge.flow.model import Kind
from knowledge.library import Knowledge
from tests.dialogue import dialogue
from tests.handlers.steps import (
    ANSWERS,
    QUESTIONS,
    position_of,
    question,
    question_of,
    record_of,
    stand_at,
    with_plan,
)


@pytest.mark.parametrize("id_", QUESTIONS)
async def test_a_question_in_the_middle_is_answered_and_the_flow_asks_again_once(
    knowledge: Knowledge, id_: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, id_)
        before = await position_of(talk)
        answer, again = await ann.says("is a bootcamp worth it?")
        assert "bootcamp" in answer.text.lower()
        assert "Now back to our question." in again.text
        assert question_of(knowledge, id_) in again.text
        assert question_of(knowledge, id_) not in answer.text
        assert await position_of(talk) == before
        assert await ann.says(ANSWERS[id_])


@pytest.mark.parametrize(
    "text",
    ["27 is too old?", "is 40 too old", "how much do developers earn?", "what is an API"],
)
async def test_a_message_with_a_question_in_it_is_a_question_first(
    knowledge: Knowledge, text: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "hours")
        before = await position_of(talk)
        replies = await ann.says(text)
        assert len(replies) == 2
        assert question_of(knowledge, "hours") in replies[1].text
        assert await position_of(talk) == before


@pytest.mark.parametrize(
    ("at", "text", "told"),
    [
        ("standing", "carreer changer, 6 hours", {"standing": "changer", "hours": [6, 6]}),
        ("place", "tashken, 10 in the evening", {"place": "Asia/Tashkent", "reminder": "22:00"}),
        ("name", "Ann, laptop", {"name": "Ann", "computer": "computer"}),
        ("languages", "python; sql, html", {"languages": ["python"], "databases": ["sql"]}),
    ],
)
async def test_one_message_may_answer_several_questions(
    knowledge: Knowledge, at: str, text: str, told: dict[str, object]
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, at)
        await ann.says(text)
        record = await record_of(talk)
        kept = record.position.answers if record.position else record.answers
        for id_, value in told.items():
            found = kept[id_]
            assert (found["zone"] if isinstance(found, dict) else found) == value


async def test_what_was_not_used_of_a_message_is_said(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "computer")
        await ann.says("laptop, gobbledygook brabble")
        assert "I could not use this part" in ann.sees
        assert "gobbledygook brabble" in ann.sees


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("the second one", "cs_degree"),
        ("4", "changer"),
        ("4.", "changer"),
        ("Carear chnger", "changer"),
        ("ALREADY IN IT", "in_it"),
        ("im at high schol", "school"),
    ],
)
async def test_choices_can_be_typed(knowledge: Knowledge, text: str, value: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await ann.says("/start", text)
        assert (await position_of(talk)).answers == {"standing": value}
        assert "Noted:" in ann.sees


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ten", [10, 10]),
        ("about 12", [12, 12]),
        ("10-12", [10, 12]),
        ("٣", [3, 3]),
        ("6, sometimes 2", [6, 2]),
        ("2 hours a day", [14, 14]),
    ],
)
async def test_hours_can_be_typed(knowledge: Knowledge, text: str, value: list[int]) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await ann.says("/start", "career changer", text)
        assert (await record_of(talk)).answers["hours"] == value


@pytest.mark.parametrize("text", ["yes", "No", "ok", "Maybe."])
async def test_yes_and_no_are_said_to_the_question(knowledge: Knowledge, text: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "web")
        [reply] = await ann.says(text)
        assert "What would you like to do now" not in reply.text
        assert ann.buttons


async def test_answers_sent_at_once_are_taken_in_their_order(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        for text in ("/start", "already in IT", "helpdesk", "6, sometimes 2"):
            ann.person.say(text)
        await talk.settle()
        answers = (await record_of(talk)).answers
        assert answers == {"standing": "in_it", "it_work": "support", "hours": [6, 2]}
        assert "Your first plan" in ann.sees


@pytest.mark.parametrize("text", ["200", "0", "5000 hours"])
async def test_an_answer_that_cannot_be_is_told_so_and_answers_no_question(
    knowledge: Knowledge, text: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "hours")
        [reply] = await ann.says(text)
        assert "hours" in reply.text.partition("\n\n")[0]
        assert (await position_of(talk)).misses == 1


async def test_an_ambiguous_answer_is_asked_back_and_settled_by_a_tap(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "place")
        [which] = await ann.says("springfield")
        assert len(which.labels) > 2
        assert "Skip" in which.labels
        assert "Back" in which.labels
        await ann.taps(which.labels[1])
        assert question_of(knowledge, "reminder") in ann.sees
        place = (await position_of(talk)).answers["place"]
        assert isinstance(place, dict)
        assert place["country"] == "US"


async def test_an_option_of_an_earlier_offer_never_stands_for_another(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "place")
        [old] = await ann.says("springfield")
        await ann.says("GMT-5")
        await ann.does(ann.person.tap_button(old, old.buttons[0]))
        position = await position_of(talk)
        assert position.question == "place"
        assert "That choice has changed" in ann.sees


async def test_what_is_tapped_and_what_is_typed_count_together(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "languages")
        await ann.taps("Python")
        assert "✓ Python" in ann.buttons
        await ann.says("golang")
        assert (await position_of(talk)).answers["languages"] == ["python", "go"]


async def test_none_yet_puts_out_what_was_chosen(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "languages")
        await ann.taps("Python", "None yet")
        assert "✓ Python" not in ann.buttons
        assert "✓ None yet" in ann.buttons
        await ann.taps("Java")
        await ann.taps("Done")
        assert (await position_of(talk)).answers["languages"] == ["java"]


async def test_an_ambiguous_answer_where_several_may_be_chosen_spoils_no_choice(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "databases")
        await ann.taps("SQL")
        await ann.says("sql but also none")
        await ann.says("done")
        record = await position_of(talk)
        assert record.answers.get("databases", ["sql"]) == ["sql"]


async def test_every_kind_of_question_has_been_asked(knowledge: Knowledge) -> None:
    asked = {question(knowledge, id_).kind for id_ in QUESTIONS}
    assert asked >= set(Kind) - {Kind.NUMBER}


async def test_with_a_plan_a_question_needs_no_flow(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        [reply] = await ann.says("is a bootcamp worth it?")
        assert "Now back to our question" not in reply.text
