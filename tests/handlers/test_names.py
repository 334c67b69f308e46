"""Names as people bear them: shown as they are, never as markup, always something to call by."""

import pytest

from knowledge.library import Knowledge
from tests.dialogue import dialogue, refusals
from tests.handlers.steps import ANSWERS, position_of, record_of, stand_at, with_all_answers

ODD = {
    "Ola >_<": "Ola >_<",
    "<b>x": "<b>x",
    "</b><a href='x'>": "</b><a href='x'>",
    "_i_ *b* `c`": "_i_ *b* `c`",
    "&lt;i&gt; & Co": "&lt;i&gt; & Co",
    "{name} {0} %s": "{name} {0} %s",
    "\u202eevil\u202c": "evil",
    "\u2066Ann\u2069": "Ann",
    "Ann\nBob": "Ann Bob",
    "👨‍👩‍👧‍👦": "👨‍👩‍👧‍👦",
    "O'Brien-Łukasz ": "O'Brien-Łukasz",
    "عبد الرحمن": "عبد الرحمن",
    "x" * 64: "x" * 64,
}

NOTHING_TO_SEE = ["", " ", "\u200b\u200c\u2060", "\u3164", "\u2800", "\u115f\u1160", "\u202e\u202d"]


@pytest.mark.parametrize(("name", "shown"), ODD.items())
async def test_case_16_a_name_at_telegram_is_shown_as_it_is(
    knowledge: Knowledge, name: str, shown: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person(name=name)
        [hello] = await ann.says("/start")
        assert f"Hello {shown}" in hello.text
        assert not {entity.type for entity in hello.entities} & {"text_link", "url"}
        assert "\u202e" not in hello.text
    assert refusals(talk.telegram) == []


@pytest.mark.parametrize("name", NOTHING_TO_SEE)
async def test_case_16_who_has_no_name_to_see_is_called_friend(
    knowledge: Knowledge, name: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person(name=name)
        [hello] = await ann.says("/start")
        assert "Hello friend!" in hello.text
        assert "None" not in hello.text


@pytest.mark.parametrize(("name", "shown"), ODD.items())
async def test_case_16_a_name_that_is_told_is_shown_as_it_is(
    knowledge: Knowledge, name: str, shown: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "name")
        await ann.says(name)
        assert f"Noted: {shown}" in ann.sees
        await ann.says("/settings")
        assert f"Your name: {shown}" in ann.person.texts[-2]
        for id_ in list(ANSWERS)[4:]:
            await ann.says(ANSWERS[id_])
        assert f"Your name: {shown}" in ann.sees
        [hello, _step] = await ann.says("/start")
        assert f"Welcome back, {shown}" in hello.text
        assert "\u202e" not in "".join(ann.person.texts)
    assert refusals(talk.telegram) == []


@pytest.mark.parametrize("name", [one for one in NOTHING_TO_SEE if one.strip()])
async def test_nothing_to_see_is_no_name(knowledge: Knowledge, name: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "name")
        await ann.says(name)
        assert "name" not in (await position_of(talk)).answers


async def test_a_name_too_long_is_asked_again(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "name")
        [reply] = await ann.says("x" * 65)
        assert "64 characters" in reply.text
        await ann.says("x" * 64)
        assert (await position_of(talk)).answers["name"] == "x" * 64


async def test_the_name_that_was_told_goes_before_the_one_at_telegram(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person(name="Zoë")
        await with_all_answers(ann)
        [hello, _step] = await ann.says("/start")
        assert "Welcome back, Ann." in hello.text
        await ann.says("/settings")
        await ann.taps("Your name")
        await ann.taps("Skip")
        [hello, _step] = await ann.says("/start")
        assert "Welcome back, Zoë." in hello.text
        assert "Zoë" not in str(await record_of(talk))
