"""Several questions: one message that answers the present question and some that follow.

The whole text is tried first. Only where something of it was left over, or it was not understood,
is it cut at commas and the like, in order: the first part must answer the present question, what
follows may answer later ones, and what nobody understood is reported rather than lost.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import JsonValue

from knowledge.flow import engine
from knowledge.flow.model import CHOOSING, Flow, Kind, Question
from knowledge.flow.readings import Ambiguous, Answers, Misread, Outcome, Understood
from knowledge.flow.single import understand
from knowledge.flow.typed import shown

_CUT = re.compile(r"\s*(?:[,;\n]|\.(?=\s)|\s(?:and|&|then|\+)(?=\s))\s*", re.IGNORECASE)
_MOST_PARTS = 12


def understand_several(
    flow: Flow, at: str, answers: Mapping[str, JsonValue], text: str, *, today: date
) -> Answers | Misread | Ambiguous:
    """Return the values that a message gives, the present question's (`at`) first.

    Where that one isn't answered, neither is any other: then it comes back as `understand` leaves
    it. Raises KeyError when the flow has no such question.
    """
    question = flow.question(at)
    if question is None:
        raise KeyError(at)
    whole = understand(question, text, today=today)
    if isinstance(whole, Understood) and not whole.unread and question.kind is not Kind.TEXT:
        return Answers(values={at: whole.value})
    cut = _Parts(flow=flow, text=text, today=today).read(question, answers)
    return _better(question, whole, cut)


def _better(
    question: Question, whole: Outcome, cut: Answers | None
) -> Answers | Misread | Ambiguous:
    """Choose between the text as one answer and as several."""
    if isinstance(whole, Understood):
        alone = Answers(values={question.id: whole.value}, unread=whole.unread)
        if cut is None or len(cut.values) == 1:
            return alone
        return cut if question.kind is not Kind.TEXT or not cut.unread else alone
    if isinstance(whole, Ambiguous) and (cut is None or len(cut.values) == 1):
        return whole
    return cut or whole


@dataclass(frozen=True, kw_only=True)
class _Parts:
    """A text cut into parts, to be read question by question."""

    flow: Flow
    text: str
    today: date

    def read(self, question: Question, answers: Mapping[str, JsonValue]) -> Answers | None:
        """Return the reading in which the first parts answer the question; None if they don't."""
        bounds = self._bounds()
        if not 1 < len(bounds) <= _MOST_PARTS:
            return None
        taken = self._longest(question, bounds, 0)
        if taken is None:
            return None
        values: dict[str, JsonValue] = {question.id: taken[0]}
        at, unread = taken[1], []
        while at < len(bounds):
            following = self._follow(question, {**answers, **values}, bounds, at)
            if following is None:
                unread.append(self._between(bounds, at, at + 1))
                at += 1
            else:
                question, value, at = following
                values[question.id] = value
        return Answers(values=values, unread=", ".join(shown(part) for part in unread))

    def _bounds(self) -> list[tuple[int, int]]:
        """Return where each part begins and ends."""
        starts, ends = [0], []
        for found in _CUT.finditer(self.text):
            ends.append(found.start())
            starts.append(found.end())
        ends.append(len(self.text))
        return [(low, high) for low, high in zip(starts, ends, strict=True) if low < high]

    def _between(self, bounds: list[tuple[int, int]], start: int, end: int) -> str:
        return self.text[bounds[start][0] : bounds[end - 1][1]]

    def _longest(
        self, question: Question, bounds: list[tuple[int, int]], start: int
    ) -> tuple[JsonValue, int] | None:
        """Return the value of the most parts together that answer the question, and their end."""
        shortest_first = question.kind is Kind.TEXT
        ends = range(len(bounds), start, -1)
        for end in sorted(ends) if shortest_first else ends:
            read = understand(question, self._between(bounds, start, end), today=self.today)
            if isinstance(read, Understood) and not read.unread:
                return read.value, end
        return None

    def _follow(
        self,
        last: Question,
        answers: Mapping[str, JsonValue],
        bounds: list[tuple[int, int]],
        start: int,
    ) -> tuple[Question, JsonValue, int] | None:
        """Return the later question that the parts from `start` answer.

        It is the next one; a later one only where its choices are named, since a bare number or
        a name could be meant for anything.
        """
        order = [one.id for one in self.flow.questions]
        later = [
            one
            for one in engine.applicable(self.flow, answers)
            if order.index(one.id) > order.index(last.id) and one.id not in answers
        ]
        for place, question in enumerate(later):
            if question.kind is Kind.TEXT or (place and question.kind not in CHOOSING):
                continue
            taken = self._longest(question, bounds, start)
            if taken is not None and taken[0] is not None:
                return question, *taken
        return None
