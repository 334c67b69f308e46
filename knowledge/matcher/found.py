"""What a question came to: an answer, a short choice, or an honest unknown."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Outcome(StrEnum):
    """The three ways a question can end."""

    ANSWER = "answer"
    CHOICES = "choices"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Match:
    """An answer's id, how probably it is the right one (0 to 1), and its nearest phrasing."""

    id: str
    score: float
    phrasing: str


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a question came to; `matches` are best first, for every outcome.

    `elsewhere` is the id of the entry on another subject that an unknown question belongs to.
    """

    question: str
    outcome: Outcome
    matches: tuple[Match, ...]
    elsewhere: str = ""


@dataclass(frozen=True, kw_only=True)
class Word:
    """A word of a question: as it was read (repaired or not), and what it added to the score.

    `share` is how much of the best answer's score is lost without the word; below 0 where the
    word spoke against that answer.
    """

    typed: str
    read: str
    share: float


@dataclass(frozen=True, kw_only=True)
class Near:
    """A phrasing of the best answer, and how alike the question is to it (1: the same)."""

    phrasing: str
    likeness: float


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Why a question came to what it came to: words in order, phrasings nearest first."""

    found: Found
    words: tuple[Word, ...] = ()
    phrasings: tuple[Near, ...] = ()
    lacks: str = ""


class Matcher(Protocol):
    """Finds the answers that a question may mean. Pure: the same question, the same result."""

    @property
    def lacks(self) -> str:
        """What this matcher does without, as a sentence; empty where it has all."""

    def find(self, question: str) -> Found:
        """Match one question, any text at all, of any length."""

    def explain(self, question: str) -> Explanation:
        """Match one question, and tell which words and phrasings carried it."""
