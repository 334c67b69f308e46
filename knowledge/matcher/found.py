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
    """An answer's id, how well it fits (0 to 1), and the phrasing that carried it."""

    id: str
    score: float
    phrasing: str


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a question came to; `matches` are best first, for every outcome."""

    question: str
    outcome: Outcome
    matches: tuple[Match, ...]


class Matcher(Protocol):
    """Finds the answers that a question may mean. Pure: the same question, the same result."""

    def find(self, question: str) -> Found:
        """Match one question, any text at all, of any length."""
