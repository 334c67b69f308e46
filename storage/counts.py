"""The Counts protocol: what coaches learn of people together, and of nobody alone.

Counted are questions that had no sure answer, and what people thought of answers. Nothing here
holds or leads to a person: no id, no name, no time of day.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol, TypeAlias

QUESTIONS_KEPT = 500
"""Questions at most: past that the rarest goes, of equals the one not asked for longest."""

KEPT_FOR = timedelta(days=180)
"""After this time a question that nobody asked again is dropped."""

UPDATES_KEPT = 200
"""How many update ids are remembered, without what was counted for them. Telegram tells at most
100 again by polling, and 40 by webhook (Bot API, getUpdates and setWebhook, 2026)."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question without a sure answer, its text as it may be kept of anybody."""

    track: str
    text: str
    kind: Literal["asked"] = "asked"


@dataclass(frozen=True, kw_only=True)
class Voted:
    """What somebody thought of an answer."""

    track: str
    answer: str
    helpful: bool
    kind: Literal["voted"] = "voted"


Count: TypeAlias = Asked | Voted


@dataclass(frozen=True, kw_only=True)
class Question:
    """A text that was asked: its number for ever, how many times, and the last day (UTC)."""

    number: int
    track: str
    text: str
    times: int
    last: date


@dataclass(frozen=True, kw_only=True)
class Votes:
    """What people thought of one answer."""

    track: str
    answer: str
    helpful: int = 0
    unhelpful: int = 0


@dataclass(frozen=True, kw_only=True)
class Counted:
    """All that is counted: questions in the order of their numbers, votes in that of answers."""

    questions: tuple[Question, ...] = ()
    votes: tuple[Votes, ...] = ()


class Counts(Protocol):
    """Where counts live. Safe to use from many tasks, and beside another process that does."""

    async def add(self, update_id: int, counts: Sequence[Count], day: date) -> None:
        """Count durably what one update brought, each update id once.

        A text that was asked before on its track counts there; a new one gets the next number,
        which no other question ever had. An update id among the last `UPDATES_KEPT` changes
        nothing. Without counts nothing happens at all. Raises StorageError; then nothing of the
        update is counted, and it may be told again.
        """

    async def counted(self) -> Counted:
        """Return all that is counted. Raises StorageError."""

    async def drop_questions(self, numbers: Collection[int]) -> None:
        """Drop questions that a coach is done with; numbers that there aren't are passed over.

        Raises StorageError; then nothing is dropped.
        """

    async def drop_votes(self, answer: str) -> None:
        """Drop the votes on an answer, whatever its track. Raises as `drop_questions` does."""
