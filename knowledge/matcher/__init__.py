"""Matching: from a free-text question to an answer, a short choice, or an honest unknown."""

from collections.abc import Mapping

from knowledge.answers import Answer
from knowledge.matcher.found import Found, Match, Matcher, Outcome
from knowledge.matcher.letters import LettersMatcher

__all__ = ["Found", "Match", "Matcher", "Outcome", "build"]


def build(answers: Mapping[str, Answer]) -> Matcher:
    """Return the best matcher that can be built from these answers here."""
    return LettersMatcher(answers)
