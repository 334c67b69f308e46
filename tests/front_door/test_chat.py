"""The local chat by piped lines: what it prints, and how it ends."""

import pytest

from tests.front_door.conftest import BotPy

NOON = ("--now", "2026-03-01T12:00+01:00")


def test_the_end_of_the_input_ends_the_chat(bot_py: BotPy) -> None:
    assert bot_py("chat").code == 0
    ran = bot_py("chat", lines="/start")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines[0] == "you: /start"
    assert ran.lines[1].startswith("bot: Hello Ann!")


def test_without_a_token_run_is_a_chat_and_says_how_to_get_one(bot_py: BotPy) -> None:
    for arguments in ([], ["run"]):
        ran = bot_py(*arguments, lines="/help\n")
        assert ran.code == 0
        assert "you: /help" in ran.lines
        assert "@BotFather" in ran.err


def test_a_button_is_pressed_by_a_unique_beginning(bot_py: BotPy) -> None:
    ran = bot_py("chat", lines="/start\n> Career\n")
    assert ran.code == 0
    assert any("Your answer: Career changer" in line for line in ran.lines)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("> Nonsense", "There is no button 'Nonsense'. What could be tapped: 'At school'"),
        (">", "'>' presses nothing"),
        ("@+soon", "'@+soon' moves no clock"),
    ],
)
def test_an_impossible_line_ends_the_chat_with_an_error(
    bot_py: BotPy, line: str, told: str
) -> None:
    ran = bot_py("chat", lines=f"/start\n{line}\n/help\n")
    assert ran.code == 1
    assert ran.err.startswith("error: ")
    assert told in ran.err
    assert "you: /help" not in ran.lines


def test_the_clock_is_set_and_moved(bot_py: BotPy) -> None:
    ran = bot_py("chat", *NOON, lines="@+26h\n")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines[1] == "clock: Mon 2 March 2026, 13:00 UTC"


def test_people_are_told_apart_and_known_again(bot_py: BotPy) -> None:
    assert "Hello Zoë <b>!" in bot_py("chat", "--as", "7", "--name", "Zoë <b>", lines="/start").out
    assert "Hello Bo!" in bot_py("chat", "--as", "8", "--name", "Bo", lines="/start").out
    assert "Hello" not in bot_py("chat", "--as", "7", "--name", "Zoë <b>", lines="/start").out


def test_whatever_is_piped_is_answered_without_a_traceback(bot_py: BotPy) -> None:
    lines = b"\xff\xfe\n\x00\n\r\n" + "🙂\n".encode() + b"x" * 5000 + b"\n/nonsense\n"
    ran = bot_py("chat", lines=lines)
    assert (ran.code, ran.err) == (0, "")
    assert sum(line.startswith("bot: ") for line in ran.lines) >= 4
