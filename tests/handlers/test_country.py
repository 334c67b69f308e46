"""Figures and names of schools: those of one country, told to people of another."""

import pytest

from knowledge.library import Knowledge
from tests.dialogue import Dialogue, Speaker, dialogue
from tests.handlers.steps import stand_at, title_of


@pytest.mark.parametrize(
    ("home", "noted"),
    [("Tashkent", True), ("Germany", True), ("Chicago", False), ("skip", False)],
)
async def test_pay_of_one_country_is_said_to_be_that(
    knowledge: Knowledge, home: str, noted: bool
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await ann.says("/start", "career changer", "10", "/settings")
        await ann.taps("Where you live")
        await ann.says(home)
        [answer] = await ann.says("how much do backend developers earn in the us")
        assert "In the United States" in answer.text
        assert ("figures here are for United States only" in answer.text) is noted


async def at_path(knowledge: Knowledge, talk: Dialogue, home: str) -> Speaker:
    """Lead somebody new, who lives there, to the question of how to learn."""
    ann = talk.person()
    await ann.says("/start", "career changer", "35", "/settings")
    await ann.taps("Where you live")
    await ann.says(home, "/settings")
    await ann.taps(title_of(knowledge, "path"))
    return ann


@pytest.mark.parametrize(
    ("home", "named"),
    [
        ("Rome", "Bachelor's degree: Laurea, 3 years"),
        ("Tokyo", "I do not know what these schools are called where you live."),
        ("Chicago", None),
        ("skip", None),
    ],
)
async def test_the_choice_of_a_path_names_the_schools_there(
    knowledge: Knowledge, home: str, named: str | None
) -> None:
    async with dialogue(knowledge) as talk:
        ann = await at_path(knowledge, talk, home)
        below = ann.sees.partition("You can go back and choose again.")[2]
        assert below.strip().startswith("What is nearest in" if home == "Rome" else named or "")
        assert (named or "") in below
        assert bool(below.strip()) is (named is not None)


async def test_a_chosen_path_is_explained_in_the_countrys_words(knowledge: Knowledge) -> None:
    there = "Bachelor's degree: in Italy, the nearest is Laurea, 3 years."
    async with dialogue(knowledge) as talk:
        ann = await at_path(knowledge, talk, "Rome")
        [effect, summary] = await ann.taps("Bachelor's degree")
        closed = ann.person.messages[-3]
        assert closed.text.endswith(there)
        assert there in effect.text
        assert "Way of learning: Bachelor's degree (in Italy: Laurea)" in summary.text
        [overview] = await ann.says("/plan")
        assert there in overview.text
        await ann.taps("2. Make your plan", "Choose a path")
        assert "• Bachelor's degree: Laurea, 3 years" in ann.sees


async def test_who_moves_hears_what_the_school_is_called_there(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = await at_path(knowledge, talk, "Rome")
        await ann.taps("Bachelor's degree", "Where you live")
        effect, _ = (await ann.says("Tokyo"))[-2:]
        assert "I do not know what it is called where you live." in effect.text
        await ann.taps("Where you live")
        effect, _ = (await ann.says("Chicago"))[-2:]
        assert "where you live" not in effect.text


async def test_the_school_is_named_as_soon_as_the_country_is_known(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "path")
        await ann.says("bachelor", "in 4 years")
        [reply] = await ann.says("rome")
        assert "Bachelor's degree: in Italy, the nearest is Laurea, 3 years." in reply.text


async def test_a_path_suggested_after_a_change_is_told_with_its_reasons(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = await at_path(knowledge, talk, "Rome")
        replies = await ann.says("not sure", "nothing", "no", "alone")
        assert any("I suggest Self-study." in reply.text for reply in replies)


@pytest.mark.parametrize(
    ("home", "told"),
    [
        ("Rome", "Bachelor's degree: in Italy, the nearest is Laurea, 3 years."),
        ("Tokyo", "Bachelor's degree: I do not know what it is called where you live."),
        ("Chicago", None),
    ],
)
async def test_an_answer_about_a_school_names_it_there(
    knowledge: Knowledge, home: str, told: str | None
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await ann.says("/start", "career changer", "35", "/settings")
        await ann.taps("Where you live")
        await ann.says(home)
        [answer] = await ann.says("is a cs degree worth it")
        assert told is None or told in answer.text
        assert ("the nearest is" in answer.text) is (home == "Rome")
