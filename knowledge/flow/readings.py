"""Readings: what a text comes to as an answer to a question."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from pydantic import JsonValue


@dataclass(frozen=True, kw_only=True)
class Understood:
    """The text gives this value (None: the question is skipped).

    `unread` holds the parts of the text that say nothing here, in the person's words; `loose` tells
    that other words stood right beside the answer.
    """

    value: JsonValue
    unread: str = ""
    loose: bool = False


_NO_ATTEMPT = frozenset({"one", "several", "days", "number", "not_understood", "long", "no_words"})
"""How the reasons end for which a text holds nothing like an answer."""


@dataclass(frozen=True, kw_only=True)
class Misread:
    """The text gives no value; `reason` is the id of the message that says why."""

    reason: str
    fills: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def attempted(self) -> bool:
        """Whether the text was an attempt at an answer all the same: too many hours, a past day."""
        return self.reason.removesuffix(".typed").rsplit(".", maxsplit=1)[-1] not in _NO_ATTEMPT


@dataclass(frozen=True, kw_only=True)
class Option:
    """One thing that a text may mean: its name, and the value that would be kept."""

    label: str
    value: JsonValue


@dataclass(frozen=True, kw_only=True)
class Ambiguous:
    """The text may mean several values; `reason` is the id of the message that asks which.

    There is always an option; a single one asks to be confirmed.
    """

    reason: str
    options: tuple[Option, ...]


Outcome: TypeAlias = Understood | Misread | Ambiguous


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What a message gives for a question, and perhaps for other ones of the flow.

    `values` maps question ids to values, the present question's first, where it has one; `unread`
    holds what of the message none of them took.
    """

    values: Mapping[str, JsonValue]
    unread: str = ""
