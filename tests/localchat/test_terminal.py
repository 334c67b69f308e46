"""The interactive chat: typed into a terminal, and read from it."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.plain_text import PlainTextOutput

from localchat import Person, StandingClock, Telegram
from localchat.front import chat
from localchat.profile import Command
from localchat.seat import Seat
from localchat.terminal import CommandCompleter, talk
from tests.localchat.echo import running_echo, settled

ENTER, END, INTERRUPT = "\r", "\x04", "\x03"


@contextmanager
def typed(keys: str) -> Iterator[io.StringIO]:
    """Let a terminal type these keys; yield what it shows."""
    screen = io.StringIO()
    with create_pipe_input() as keyboard, create_app_session(keyboard, PlainTextOutput(screen)):
        keyboard.send_text(keys)
        yield screen


async def talked(
    clock: StandingClock, telegram: Telegram, person: Person, folder: Path, *lines: str
) -> tuple[int, str, InMemoryHistory]:
    """Type the lines to the echo bot; return the exit code, the screen and the history."""
    history = InMemoryHistory()
    keys = "".join(line + ENTER for line in lines)
    async with running_echo(telegram) as application:

        async def settle() -> None:
            await settled(telegram, application)

        async def move_clock(by: timedelta) -> None:
            clock.move(by)

        seat = Seat(
            telegram=telegram, person=person, settle=settle, move_clock=move_clock, files=folder
        )
        with typed(keys + END) as screen:
            code = await talk(seat, history)
    return code, screen.getvalue(), history


async def test_a_whole_conversation(
    clock: StandingClock, telegram: Telegram, ann: Person, tmp_path: Path
) -> None:
    lines = ["/start you", ">1", "  ", "/files", "> two", "@+26h"]
    code, screen, history = await talked(clock, telegram, ann, tmp_path, *lines)
    assert code == 0
    shown = [
        "bot: Hello you",
        "  1 [Shout]",
        "bot (notice): Loud",
        "bot (edited): HELLO",
        "bot is sending a picture…",
        "bot: [photo saved: ",
        "( ) two",
    ]
    places = [screen.find(part) for part in shown]
    assert -1 not in places
    assert places == sorted(places)
    assert "you: you: " not in screen
    assert ann.last.poll
    assert ann.last.poll.votes == {ann.id: (1,)}
    assert history.get_strings()[:2] == ["/start you", ">1"]


async def test_what_cannot_be_done_is_told_and_the_chat_goes_on(
    clock: StandingClock, telegram: Telegram, ann: Person, tmp_path: Path
) -> None:
    lines = ["> Yes", "@+soon", "/start", ">2", "hello"]
    code, screen, _ = await talked(clock, telegram, ann, tmp_path, *lines)
    assert code == 0
    for part in ("There is nothing to tap", "like @+26h", "no button '2'", "bot: hello"):
        assert part in screen


async def nothing(_by: timedelta | None = None) -> None:
    pass


@pytest.fixture
def seat(telegram: Telegram, ann: Person, tmp_path: Path) -> Seat:
    """Return a seat with no bot behind it."""
    return Seat(telegram=telegram, person=ann, settle=nothing, move_clock=nothing, files=tmp_path)


async def test_an_interrupt_ends_the_chat(seat: Seat, ann: Person) -> None:
    with typed("half a line" + INTERRUPT):
        assert await talk(seat, InMemoryHistory()) == 0
    assert ann.history == []


async def test_a_script_ends_when_nobody_reads_it(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"one\ntwo\n")))
    with os.fdopen(writing, "w") as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert await chat(seat) == 0


async def test_without_a_terminal_the_lines_are_a_script(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("schön 😀\n".encode())))
    monkeypatch.setattr(sys, "stdout", out)
    assert await chat(seat) == 0
    out.seek(0)
    assert out.read() == "you: sch\\xf6n \\U0001f600\n"


@pytest.mark.parametrize(
    ("typed_so_far", "offered"),
    [("/", ["/start", "/stop"]), ("/sta", ["/start"]), ("sta", []), ("/start x", []), ("/x", [])],
)
def test_commands_are_completed(telegram: Telegram, typed_so_far: str, offered: list[str]) -> None:
    telegram.profile.commands["default", ""] = (
        Command(name="start", description="Begin"),
        Command(name="stop", description="End"),
    )
    document = Document(typed_so_far)
    found = CommandCompleter(telegram).get_completions(document, CompleteEvent())
    assert [each.text for each in found] == offered
