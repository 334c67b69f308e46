"""Plans at a terminal, for coaches."""

import pytest

from tests.front_door.conftest import BotPy


def test_a_plan_is_printed(bot_py: BotPy) -> None:
    ran = bot_py("plan", "--hours", "6", "--path", "self", "--known", "git")
    assert (ran.code, ran.err) == (0, "")
    assert "with 6 hours a week" in ran.lines[0]
    assert any("Command line and Git: known" in line for line in ran.lines)
    assert ran.lines[-1].startswith("Next step: ")


def test_without_options_there_is_a_plan_too(bot_py: BotPy) -> None:
    assert bot_py("plan").out == bot_py("plan", "--hours", "6", "--path", "self").out


def test_hours_may_be_a_range(bot_py: BotPy) -> None:
    assert "with 4 to 8 hours a week" in bot_py("plan", "--hours", "4-8").lines[0]


@pytest.mark.parametrize("known", [["git,sql"], ["git", "sql"], ["git, sql"], ["e2", "e4"]])
def test_several_things_may_be_known(bot_py: BotPy, known: list[str]) -> None:
    arguments = [part for one in known for part in ("--known", one)]
    lines = bot_py("plan", *arguments).lines
    assert sum(": known, " in line for line in lines) == 2


def test_a_plan_follows_the_country(bot_py: BotPy) -> None:
    ran = bot_py("plan", "--hours", "35", "--path", "bachelor", "--country", "IT")
    assert ran.code == 0
    assert "Bachelor's degree: in Italy, the nearest is Laurea, 3 years." in ran.lines
    unknown = bot_py("plan", "--path", "bachelor", "--hours", "35", "--country", "JP").lines
    assert any("I do not know what it is called where you live." in line for line in unknown)
    assert unknown[0] == bot_py("plan", "--path", "bachelor", "--hours", "35").lines[0]
