"""What people tell anew without asking for a change: "i moved to berlin", "my hours are 20 now"."""

import pytest

from knowledge.library import Knowledge
from tests.dialogue import dialogue
from tests.handlers.reminded import BERLIN
from tests.handlers.steps import (
    position_of,
    question_of,
    record_of,
    stand_at,
    with_all_answers,
    with_plan,
)


@pytest.mark.parametrize(
    ("text", "question", "value"),
    [
        ("my hours are 20 now", "hours", [20, 20]),
        ("i can study 10 hours a week now", "hours", [10, 10]),
        ("I moved to Berlin", "place", BERLIN),
        ("i bought a macbook!", "computer", "computer"),
        ("call me Bob", "name", "Bob"),
        ("btw my name is محمد", "name", "محمد"),
        ("my reminder time is 9 pm", "reminder", "21:00"),
    ],
)
async def test_it_is_noted_with_what_it_does_to_the_plan(
    knowledge: Knowledge, text: str, question: str, value: object
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_all_answers(ann)
        before = (await record_of(talk)).answers
        await ann.says(text)
        after = (await record_of(talk)).answers
        assert after == {**before, question: value}


@pytest.mark.parametrize(
    "text",
    [
        "i have 2 kids",
        "i got a job",
        "call me later when you have time",
        "my goal is to become a developer",
        "i live in a small village",
        "i only have a phone?",
        "i can do it",
    ],
)
async def test_what_is_no_clear_answer_changes_nothing(knowledge: Knowledge, text: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        before = (await record_of(talk)).answers
        await ann.says(text)
        assert (await record_of(talk)).answers == before
        assert "Noted" not in ann.sees


async def test_in_the_middle_of_a_flow_the_open_question_stays(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "git")
        await ann.says("my name is Juan Carlos")
        assert (await position_of(talk)).answers["name"] == "Juan Carlos"
        assert question_of(knowledge, "git") in ann.sees


async def test_the_open_question_itself_is_answered(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "place")
        await ann.says("i live in tashkent")
        assert question_of(knowledge, "reminder") in ann.sees


async def test_a_place_of_many_is_asked_for_with_buttons(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_plan(ann)
        await ann.says("i moved to georgia")
        assert any(label.startswith("Georgia, United States") for label in ann.buttons)
        await ann.says("the country")
        assert "Where you live: Georgia (UTC+4)" in ann.sees
