"""Work on files as a program of its own, so that it never takes turns with a bot that answers.

    python -m storage.worker SOCKET LOCK

does what it is asked over the connected socket with this number, until nobody can ask any more;
what was asked by then it does to the end. It holds the file LOCK meanwhile: whoever takes the data
directory after a bot that was killed waits for that (`storage/possession.py`).

A question and an answer are a length of four bytes and a pickle: the two programs are the same
code, and nobody else has the socket. A question is a number and the work; an answer is that
number, what was raised, and what was returned.
"""

import pickle
import signal
import socket
import struct
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from storage import person_file  # noqa: F401 - loaded before the first question
from storage.possession import held_by_many
from storage.store import StorageError
from storage.threads import COUNT

READY = 0
"""The number of the first answer, to no question: whoever gets it may ask."""

_LENGTH = struct.Struct("<I")


def framed(message: object) -> bytes:
    """Return a message as it goes over the socket. Raises what pickle raises."""
    content = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(content)) + content


def unframed(received: bytearray) -> list[Any]:
    """Take the whole messages off what was received, and return them."""
    messages, at = [], 0
    while len(received) - at >= _LENGTH.size:
        (length,) = _LENGTH.unpack_from(received, at)
        begin, end = at + _LENGTH.size, at + _LENGTH.size + length
        if len(received) < end:
            break
        messages.append(pickle.loads(received[begin:end]))  # noqa: S301 - of our own
        at = end
    del received[:at]
    return messages


def main(arguments: Sequence[str]) -> int:
    """Do what is asked until there is nothing more."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # the bot finishes what is in hand, then hangs up
    with (
        socket.socket(fileno=int(arguments[0])) as line,
        held_by_many(Path(arguments[1])),
        ThreadPoolExecutor(COUNT) as pool,
        line.makefile("rb") as asked,
    ):
        desk = _Desk(line, pool)
        desk.say(framed((READY, None, None)))
        while message := _read(asked):
            desk.take(*message)
    return 0


class _Desk:
    """Carries out questions in threads, and answers them."""

    def __init__(self, line: socket.socket, pool: ThreadPoolExecutor) -> None:
        self._line = line
        self._pool = pool
        self._speaking = threading.Lock()

    def take(self, number: int, work: Callable[[], Any]) -> None:
        """Do a question's work, and answer once it is done."""
        self._pool.submit(_done, number, work).add_done_callback(partial(self._answer, number))

    def _answer(self, number: int, done: Future[bytes]) -> None:
        error = done.exception()
        self.say(done.result() if error is None else _failed(number, error))

    def say(self, answer: bytes) -> None:
        """Send an answer, if anybody is still there."""
        with self._speaking, suppress(OSError):
            self._line.sendall(answer)


def _done(number: int, work: Callable[[], Any]) -> bytes:
    return framed((number, None, work()))


def _failed(number: int, error: BaseException) -> bytes:
    try:
        return framed((number, error, None))
    except (pickle.PicklingError, TypeError, AttributeError):  # nobody may wait for it for ever
        told = StorageError(f"Work on files failed: {type(error).__name__}, which can't be told.")
        return framed((number, told, None))


def _read(asked: BinaryIO) -> Any:  # noqa: ANN401 - whatever the bot asks
    """Return the next question; None at the end, or where the rest of one never came."""
    head = asked.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    content = asked.read(length)
    return pickle.loads(content) if len(content) == length else None  # noqa: S301 - of our own


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
