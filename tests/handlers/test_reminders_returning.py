"""Coming back: after a long silence nothing is owed, however the first word comes."""

import re
from dataclasses import replace

import pytest

from knowledge.library import Knowledge
from storage.record import Record
from tests.handlers.reminded import learner, reminding, utc

NOW = utc("2026-04-20T09:00")


def away(hour: str | None = None) -> Record:
    """Return somebody who was last heard seven weeks ago."""
    return replace(learner(now=NOW, hour=hour), heard_at=utc("2026-03-01T09:00"))


async def test_whoever_comes_back_after_long_owes_nothing(knowledge: Knowledge) -> None:
    async with reminding(knowledge, away(), now=NOW) as (_, ann):
        replies = await ann.says("/start")
        assert len(replies) == 1
        assert "nothing is behind" in ann.sees
        assert "Five minutes are a good start" in ann.sees
        assert ann.buttons == ("Done", "See the whole plan", "Turn reminders on")
        await ann.says("/start")
        assert "nothing is behind" not in ann.sees


async def test_a_greeting_is_greeted_once(knowledge: Knowledge) -> None:
    async with reminding(knowledge, away(), now=NOW) as (_, ann):
        [reply] = await ann.says("hi")
        assert reply.text.startswith("Welcome back")
        [reply] = await ann.says("hi")
        assert "Welcome back" not in reply.text


@pytest.mark.parametrize("text", ["what is an api", "xyzzy", "remind me at 8 pm"])
async def test_also_with_a_question_or_a_word(knowledge: Knowledge, text: str) -> None:
    async with reminding(knowledge, away(), now=NOW) as (_, ann):
        replies = await ann.says(text)
        assert len(replies) == 2
        assert ann.sees.startswith("Welcome back")
        assert "Its dates are now:" in ann.sees
        await ann.says(text)
        assert "Welcome back" not in ann.sees


async def test_the_longer_the_silence_the_further_the_dates_have_moved(
    knowledge: Knowledge,
) -> None:
    dates = []
    for now in (NOW, utc("2026-09-20T09:00")):
        async with reminding(knowledge, away(), now=now) as (_, ann):
            await ann.says("hi")
            dates.append(re.findall(r"Its dates are now: (.+)\.", ann.sees))
    assert len(dates[0]) == len(dates[1]) == 1
    assert dates[0] != dates[1]


async def test_in_danger_nothing_else_is_said(knowledge: Knowledge) -> None:
    async with reminding(knowledge, away(), now=NOW) as (_, ann):
        replies = await ann.says("i want to die")
        assert not any("Welcome back" in reply.text for reply in replies)


async def test_in_a_flow_the_answer_goes_on(knowledge: Knowledge) -> None:
    async with reminding(knowledge, away(), now=NOW) as (talk, ann):
        await ann.says("/settings")
        await ann.taps("Hours a week")
        await talk.passes(days=30)
        replies = await ann.says("8")
        assert not any("Welcome back" in reply.text for reply in replies)
