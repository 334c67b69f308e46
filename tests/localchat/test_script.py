"""The scripted chat: what goes to standard output, and how it ends."""

import asyncio
import io
import os
from collections.abc import AsyncIterator, Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localchat import Person, StandingClock, Telegram
from localchat.script import piped, play
from localchat.seat import Seat
from tests.clocks import START
from tests.localchat.echo import running_echo, settled


async def as_lines(lines: Iterable[str]) -> AsyncIterator[str]:
    for line in lines:
        yield line


async def played(
    clock: StandingClock,
    telegram: Telegram,
    person: Person,
    folder: Path,
    lines: Iterable[str],
) -> tuple[int, str, str]:
    """Play the lines to the echo bot; return the exit code, the transcript and the errors."""
    out, err = io.StringIO(), io.StringIO()
    async with running_echo(telegram) as application:

        async def settle() -> None:
            await settled(telegram, application)

        async def move_clock(by: timedelta) -> None:
            clock.move(by)
            await application.bot.send_message(person.id, f"{by} later")

        seat = Seat(
            telegram=telegram, person=person, settle=settle, move_clock=move_clock, files=folder
        )
        code = await play(seat, as_lines(lines), out, err)
    return code, out.getvalue(), err.getvalue()


async def test_a_whole_conversation(
    clock: StandingClock, telegram: Telegram, ann: Person, tmp_path: Path
) -> None:
    lines = ["/start you", "", "> Sh", "two\tparts", r"\> literally", "@+1d2h"]
    code, out, err = await played(clock, telegram, ann, tmp_path, lines)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "you: /start you",
        "bot: Hello you",
        "  [Shout]",
        "you: > Sh",
        "bot (notice): Loud",
        "bot (edited): HELLO",
        "you: two\tparts",
        "bot: two parts",
        "you: > literally",
        "bot: > literally",
        "you: @+1d2h",
        "bot: 1 day, 2:00:00 later",
        "clock: Mon 2 March 2026, 11:00 UTC",
    ]
    assert ann.unanswered_taps == []
    assert telegram.refused == []


async def test_files_are_saved_and_polls_can_be_voted_in(
    clock: StandingClock, telegram: Telegram, ann: Person, tmp_path: Path
) -> None:
    code, out, _ = await played(clock, telegram, ann, tmp_path / "new", ["/files", "> two"])
    [saved] = (tmp_path / "new").iterdir()
    assert code == 0
    assert saved.read_bytes().startswith(b"\x89PNG")
    assert f"bot: [photo saved: {saved}] a point\n" in out
    assert "bot: [poll] Which?\n  ( ) one\n  ( ) two\n" in out
    assert ann.last.poll
    assert ann.last.poll.votes == {ann.id: (1,)}


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("> Whisper", "error: There is no button 'Whisper'. What could be tapped: 'Shout'.\n"),
        (">", "error: '>' presses nothing: name the button. What could be tapped: 'Shout'.\n"),
        ("@+soon", "error: '@+soon' moves no clock: write @+ and numbers"),
    ],
)
async def test_an_impossible_line_ends_the_chat(
    clock: StandingClock,
    telegram: Telegram,
    ann: Person,
    tmp_path: Path,
    line: str,
    complaint: str,
) -> None:
    lines = ["/start", line, "never said"]
    code, out, err = await played(clock, telegram, ann, tmp_path, lines)
    assert code == 1
    assert err.startswith(complaint)
    assert "bot: Hello" in out
    assert "never said" not in out


async def test_no_input_is_a_chat_without_a_word(
    clock: StandingClock, telegram: Telegram, ann: Person, tmp_path: Path
) -> None:
    assert await played(clock, telegram, ann, tmp_path, []) == (0, "", "")


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=12).filter(lambda line: line.strip()[:1] not in {">", "@"})))
def test_any_line_is_answered(lines: list[str]) -> None:
    clock = StandingClock(START)
    telegram = Telegram(clock=clock)
    ann = telegram.person(101, name="Ann")
    code, out, err = asyncio.run(played(clock, telegram, ann, Path("unused"), lines))
    assert (code, err) == (0, "")
    assert out.count("you: ") >= sum(bool(line.strip()) for line in lines)


async def collected(lines: AsyncIterator[str]) -> list[str]:
    return [line async for line in lines]


@pytest.mark.parametrize(
    ("raw", "lines"),
    [
        (b"", []),
        (b"one\ntwo", ["one", "two"]),
        (b"one\r\n\n", ["one", ""]),
        (b"x" * 70_000 + b"\nend", ["x" * 70_000, "end"]),
        (b"\xff\xfe\n", ["\N{REPLACEMENT CHARACTER}" * 2]),
        ("schön 😀\n".encode(), ["schön 😀"]),
    ],
)
async def test_piped_bytes_become_lines(raw: bytes, lines: list[str]) -> None:
    assert await collected(piped(io.BytesIO(raw))) == lines


async def test_a_pipe_is_read_as_it_fills_and_the_loop_is_free() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb", buffering=0) as stream:
        lines = piped(stream)
        os.write(writing, b"one\n")
        assert await anext(lines) == "one"
        waiting = asyncio.ensure_future(anext(lines))
        await asyncio.sleep(0)
        assert not waiting.done()
        os.write(writing, b"two\n")
        assert await waiting == "two"
        os.close(writing)
        assert await collected(lines) == []
