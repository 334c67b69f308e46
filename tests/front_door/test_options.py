"""Options: help on each part, and a sentence for each wrong one."""

import pytest

from bot import COMMANDS
from handlers.environment import Settings
from tests.front_door.conftest import BotPy


def test_help_names_every_command_and_every_setting(bot_py: BotPy) -> None:
    ran = bot_py("--help")
    assert ran.code == 0
    for command in COMMANDS:
        assert f"\n    {command} " in ran.out
    for name, field in Settings.model_fields.items():
        assert f"{name.upper()} " in ran.out
        assert str(field.description) in ran.out


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("run", ["--telegram", "--webhook", "--polling", "TELEGRAM_BOT_TOKEN", "DATA_DIR"]),
        ("chat", ["--as ID", "--name NAME", "--now TIME", "> Label", "@+26h"]),
        ("ask", ["question", "--json", "--explain", "--knowledge DIR"]),
        ("check", ["--knowledge DIR", "--all", "file", "line"]),
        ("review", ["--add NUMBER", "--to ID", "--as TEXT", "--dismiss NUMBER", "--chat"]),
        ("plan", ["--hours HOURS", "--path PATH", "--known WHAT"]),
        ("backup", ["FILE"]),
        ("restore", ["FILE"]),
        ("migrate", ["--to URL", "--from URL", "--keep", "--replace"]),
    ],
)
def test_each_command_has_help_of_its_own(bot_py: BotPy, command: str, told: list[str]) -> None:
    ran = bot_py(command, "--help")
    assert ran.code == 0
    assert str(COMMANDS[command].__doc__).partition("\n")[0] in ran.out
    for part in told:
        assert part in ran.out


def test_every_command_is_tried_here() -> None:
    tried = "run chat ask check review plan backup restore migrate"
    assert set(COMMANDS) == set(tried.split())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nonsense"], "invalid choice: 'nonsense'"),
        (["chat", "--now", "2026-13-01"], "Write it like 2026-03-01T09:00+01:00."),
        (["chat", "--now", "tomorrow"], "'tomorrow' is no moment with a zone"),
        (["chat", "--now", "2026-03-01T09:00"], "'2026-03-01T09:00' is no moment with a zone"),
        (["chat", "--now", "0001-01-01T00:00+14:00"], "from 2000 to 2099"),
        (["chat", "--as", "bob"], "'bob' is nobody's id. Give a whole number from 1"),
        (["chat", "--as", "-5"], "'-5' is nobody's id"),
        (["chat", "--as", "0"], "'0' is nobody's id"),
        (["chat", "--as", "²"], "'²' is nobody's id"),
        (["chat", "--as", str(2**52)], "is nobody's id"),
        (["chat", "--name", " "], "' ' is no name. Give 1 to 64 characters."),
        (["chat", "--name", "x" * 65], "is no name"),
        (["plan", "--hours", "many"], "--hours 'many' is not understood: write hours a week"),
        (["plan", "--hours", "0"], "--hours '0' is not understood"),
        (["plan", "--hours", "200"], "--hours '200' is not understood"),
        (["plan", "--path", "magic"], "There is no path 'magic'. There are: self, bootcamp"),
        (["run", "--webhook", "--polling"], "not allowed with argument --webhook"),
        (["review", "--add", "many"], "invalid int value: 'many'"),
        (["migrate"], "the following arguments are required: --to"),
        (["plan", "--known", "magic"], "--known 'magic' names no milestone: give an id like"),
    ],
)
def test_a_wrong_option_is_told_in_a_sentence(
    bot_py: BotPy, arguments: list[str], told: str
) -> None:
    ran = bot_py(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert "Traceback" not in ran.err
