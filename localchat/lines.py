"""A line that was typed or piped: a message, a press of a button, or a move of the clock."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias

from localchat.view import ImpossibleError

FURTHEST = timedelta(days=3660)
"""The longest move of the clock in one line: about ten years."""


@dataclass(frozen=True, kw_only=True)
class Say:
    """A message, or a command."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Press:
    """A button, by its label or the beginning of it; empty where none was named."""

    label: str


@dataclass(frozen=True, kw_only=True)
class Move:
    """A move of the clock."""

    by: timedelta


Line: TypeAlias = Say | Press | Move

_UNITS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
_STEP = re.compile(r"\s*([0-9]{1,9})\s*([dhms])", re.IGNORECASE)
_MOVE = re.compile(rf"@\+(?:{_STEP.pattern})+\s*", re.IGNORECASE)


def read_line(line: str) -> Line | None:
    r"""Return what a line means, None for an empty one.

    `> Label` presses, `@+1d2h` moves the clock, `\>` and `\@` at the beginning stand for the
    plain characters. Raises ImpossibleError for a move that can't be made.
    """
    text = line.strip()
    if not text:
        return None
    if text.startswith(">"):
        return Press(label=text[1:].strip())
    if text.startswith("@+"):
        return Move(by=_span(text))
    return Say(text=text[1:] if text.startswith(("\\>", "\\@")) else text)


def _span(text: str) -> timedelta:
    """Return the span of time in `@+1d2h`."""
    if not _MOVE.fullmatch(text):
        raise ImpossibleError(
            f"{text!r} moves no clock: write @+ and numbers with d, h, m or s, like @+26h or "
            "@+1d2h. A message that begins with @+ is written \\@+."
        )
    span = timedelta()
    for number, unit in _STEP.findall(text):
        days = int(number) / {"d": 1, "h": 24, "m": 1440, "s": 86400}[unit.lower()]
        if days > FURTHEST.days:
            raise ImpossibleError(f"{text!r} is too far: at most {FURTHEST.days} days at once.")
        span += timedelta(**{_UNITS[unit.lower()]: int(number)})
    if span > FURTHEST:
        raise ImpossibleError(f"{text!r} is too far: at most {FURTHEST.days} days at once.")
    return span
