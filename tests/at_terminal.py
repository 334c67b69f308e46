"""Runs `bot.py` as at a terminal, inside this process: what goes in, what comes out."""

import io
import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass

import bot
from handlers.logs import LOUDEST


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What came of a run; `shown` is what a terminal shows, both streams in their order."""

    code: int
    out: str
    err: str
    shown: str

    @property
    def lines(self) -> list[str]:
        """The lines of standard output."""
        return self.out.splitlines()


class _Both(io.StringIO):
    """A stream that also writes to the one that a terminal shows."""

    def __init__(self, terminal: io.StringIO) -> None:
        super().__init__()
        self._terminal = terminal

    def write(self, text: str) -> int:
        """Write to both."""
        self._terminal.write(text)
        return super().write(text)


def run(arguments: Sequence[str], piped: bytes = b"") -> Ran:
    """Run `bot.py` with these arguments, with these bytes piped into it."""
    terminal = io.StringIO()
    out, err = _Both(terminal), _Both(terminal)
    with _piped(piped), own_logging(), redirect_stdout(out), redirect_stderr(err):
        try:
            code = bot.main(arguments)
        except SystemExit as left:
            code = int(left.code or 0)
    return Ran(code=code, out=out.getvalue(), err=err.getvalue(), shown=terminal.getvalue())


@contextmanager
def _piped(content: bytes) -> Iterator[None]:
    kept, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(content), encoding="utf-8")
    try:
        yield
    finally:
        sys.stdin = kept


@contextmanager
def own_logging() -> Iterator[None]:
    """Put logging back as it was: the bot sets it up for the whole process."""
    loggers = [logging.getLogger(), *map(logging.getLogger, LOUDEST)]
    handlers, levels = loggers[0].handlers[:], [logger.level for logger in loggers]
    try:
        yield
    finally:
        loggers[0].handlers[:] = handlers
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
