"""The local chat by piped lines: a plain transcript, and an exit code."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from typing import Protocol, TextIO

from localchat.lines import Line, Move, Say, read_line
from localchat.rendering import Fragments, plain
from localchat.seat import Seat
from localchat.transcript import Show, Transcript
from localchat.view import ImpossibleError

FINISHED, IMPOSSIBLE = 0, 1
_CHUNK = 65536


async def play(seat: Seat, lines: AsyncIterator[str], out: TextIO, err: TextIO) -> int:
    """Carry out the lines one by one, each answered before the next; return the exit code.

    The transcript goes to `out`, flushed message by message. A line that can't be carried out
    ends the chat with a sentence on `err` and the code 1.
    """

    def show(fragments: Fragments) -> None:
        print(plain(fragments), file=out, flush=True)

    async with Transcript(seat, show) as transcript:
        async for text in lines:
            try:
                line = read_line(text)
                if line is not None:
                    await _carry_out(seat, transcript, line, text.strip(), show)
            except ImpossibleError as impossible:
                await transcript.caught_up()
                print(f"error: {impossible}", file=err, flush=True)
                return IMPOSSIBLE
    return FINISHED


async def _carry_out(
    seat: Seat, transcript: Transcript, line: Line, written: str, show: Show
) -> None:
    """Carry out one line, and show what no message shows: presses and moves of the clock."""
    if not isinstance(line, Say):
        show([("", f"you: {written}")])
    await seat.carry_out(line)
    await transcript.caught_up()
    if isinstance(line, Move):
        now = seat.telegram.clock.now()
        show([("", f"clock: {now:%a} {now.day} {now:%B %Y, %H:%M %Z}")])


class Source(Protocol):
    """Bytes, read without a buffer in between, so that a line comes as soon as it is written."""

    def read(self, size: int, /) -> bytes | None:
        """Return at most `size` bytes, as soon as there are any; nothing at the end."""
        ...


async def piped(source: Source) -> AsyncIterator[str]:
    """Yield the lines of a source as they come, never blocking the loop.

    Bytes that are no UTF-8 are replaced. The reading thread ends with the process, so a source
    that stays open holds nothing up.
    """
    loop = asyncio.get_running_loop()
    read: asyncio.Queue[str | None] = asyncio.Queue()

    def pump() -> None:
        with suppress(RuntimeError):  # the loop has ended, and nobody listens any more
            for line in _lines(source):
                loop.call_soon_threadsafe(read.put_nowait, line)
            loop.call_soon_threadsafe(read.put_nowait, None)

    threading.Thread(target=pump, name="piped lines", daemon=True).start()
    while (line := await read.get()) is not None:
        yield line


def _lines(source: Source) -> Iterator[str]:
    """Yield the lines, the last one also where no line feed ends it."""
    rest = b""
    while chunk := source.read(_CHUNK):
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            yield line.decode("utf-8", "replace").removesuffix("\r")
    if rest:
        yield rest.decode("utf-8", "replace")
