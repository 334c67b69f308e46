"""The local chat's front: a terminal on both sides is talked in, anything else is a script."""

import os
import sys
from pathlib import Path
from typing import TextIO

from localchat.script import FINISHED, piped, play
from localchat.seat import Seat


async def chat(seat: Seat, *, history: Path | None = None) -> int:
    """Chat until the input ends; return the exit code.

    With a terminal on both sides it is interactive, and lines typed before are kept in the file
    `history`. Otherwise the lines are a script, which also ends when nobody reads its output.
    """
    if sys.stdin.isatty() and sys.stdout.isatty():
        return await _talk(seat, history)
    unbuffered = getattr(sys.stdin.buffer, "raw", sys.stdin.buffer)
    out, err = _forgiving(sys.stdout), _forgiving(sys.stderr)
    try:
        return await play(seat, piped(unbuffered), out, err)
    except BrokenPipeError:
        _discard(out)
        return FINISHED


async def _talk(seat: Seat, history: Path | None) -> int:
    # What a terminal takes is 8 MB, and a tenth of a second at each start: not for scripts.
    from prompt_toolkit.history import FileHistory, InMemoryHistory  # noqa: PLC0415

    from localchat.terminal import talk  # noqa: PLC0415

    return await talk(seat, FileHistory(str(history)) if history else InMemoryHistory())


def _forgiving(stream: TextIO) -> TextIO:
    """Let a stream replace what its encoding can't write, rather than fail."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="backslashreplace")
    return stream


def _discard(stream: TextIO) -> None:
    """Send what is left in a stream nowhere, so that Python doesn't trip over it when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
