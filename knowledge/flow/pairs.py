"""Pairs: a message in which some words answer the present question and the rest the next one.

People leave commas out on a phone: "career changer 6 hours a week". The next one's may stand first:
"mon and thu at 8 pm".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeGuard

from pydantic import JsonValue

from knowledge.flow import engine
from knowledge.flow.asides import means_none_of_any
from knowledge.flow.model import CHOOSING, Flow, Kind, Question
from knowledge.flow.parsers.wording import NUMBER_WORDS
from knowledge.flow.phrases import words
from knowledge.flow.readings import Ambiguous, Answers, Outcome, Understood
from knowledge.flow.single import names_subject, understand
from knowledge.flow.small_words import CLAUSE_ENDS, IN_PASSING, JOINS, LEADS_ON, TINY

_BLANK = re.compile(r"\s+")
_MOST_WORDS = 12


def _goes_on(text: str) -> bool:
    """Tell whether a text goes on with what stands before it: "mom" and "of two"."""
    return text.casefold().startswith("of ")


def names_something(text: str) -> bool:
    """Tell whether a text may name a choice: a number or a word in passing is for this question."""
    said = [word for word in words(text) if word not in JOINS | CLAUSE_ENDS | TINY]
    return any(not word.isdecimal() and word not in IN_PASSING for word in said)


def _counts(text: str) -> bool:
    """Tell whether a text is nothing but a number, which may belong to what stands behind it."""
    return all(word.isdecimal() or word in NUMBER_WORDS for word in words(text))


def is_clear(read: Outcome) -> TypeGuard[Understood]:
    """Tell whether every word of a text belongs to its answer."""
    return isinstance(read, Understood) and not read.unread and not read.loose


@dataclass(frozen=True, kw_only=True)
class Pairs:
    """A text to be read in two, for a question of a flow and for the one that follows it."""

    flow: Flow
    text: str
    today: date

    def in_two(self, question: Question, answers: Mapping[str, JsonValue]) -> Answers | None:
        """Return the reading in which both are answered; None if there is none."""
        read = (self._pair(question, answers, own, rest) for own, rest in self._cuts())
        return next((pair for pair in read if pair is not None), None)

    def _cuts(self) -> Iterator[tuple[str, str]]:
        """Yield the text in two, the present question's words first, in each order."""
        blanks = [] if len(self.text.split()) > _MOST_WORDS else [*_BLANK.finditer(self.text)]
        halves = [(self.text[: one.start()], self.text[one.end() :]) for one in reversed(blanks)]
        cuts = [
            (front, behind)
            for front, behind in halves
            if front and behind and front.split()[-1].casefold() not in LEADS_ON
        ]
        yield from cuts
        yield from ((behind, front) for front, behind in cuts)

    def beside_days(self, question: Question, answers: Mapping[str, JsonValue]) -> Ambiguous | None:
        """Return which hours may be meant beside the days they are for: "weekends at 10"."""
        for own, rest in self._cuts():
            read = understand(question, own, today=self.today)
            if not isinstance(read, Ambiguous):
                continue
            known = {**answers, question.id: read.options[0].value}
            following = engine.after(self.flow, question.id, known)
            if following is None or following.kind is not Kind.DAYS:
                continue
            if is_clear(understand(following, rest, today=self.today)):
                return read
        return None

    def _pair(
        self, question: Question, answers: Mapping[str, JsonValue], own: str, rest: str
    ) -> Answers | None:
        """Return the answers that two texts give: one to the question, the other to the next."""
        read = understand(question, own, today=self.today)
        counted = question.kind in CHOOSING and _counts(own)
        if counted or not is_clear(read):
            return None
        following = engine.after(self.flow, question.id, {**answers, question.id: read.value})
        if following is None or following.kind is Kind.TEXT or _goes_on(rest):
            return None
        if following.kind in CHOOSING and not names_something(rest):
            return None
        if following.subject and not names_subject(following, rest):
            return None
        other = understand(following, rest, today=self.today)
        if not is_clear(other) or means_none_of_any(self.flow, following, rest):
            return None
        values = {question.id: read.value, following.id: other.value}
        return Answers(values=values) if other.value is not None else None
