"""Several questions: one message that answers the present question and some that follow.

The whole text is tried first. Only where something of it was left over, or it was not understood,
is it cut at commas and the like, in order: the first part must answer the present question, what
follows may answer later ones, and what nobody understood is reported rather than lost.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeGuard

from pydantic import JsonValue

from knowledge.flow import engine
from knowledge.flow.asides import CUT, means_none_of_any, with_asides
from knowledge.flow.choices import exactly
from knowledge.flow.correction import concluded, corrected
from knowledge.flow.model import CHOOSING, Flow, Kind, Question
from knowledge.flow.pairs import Pairs, is_clear, names_something
from knowledge.flow.phrases import words
from knowledge.flow.readings import Ambiguous, Answers, Misread, Option, Outcome, Understood
from knowledge.flow.single import names_subject, understand
from knowledge.flow.skipping import is_unsure
from knowledge.flow.typed import proposed, shown

_BLANK = re.compile(r"\s+")
_MOST_PARTS = 12


def understand_several(
    flow: Flow, at: str, answers: Mapping[str, JsonValue], text: str, *, today: date
) -> Answers | Misread | Ambiguous:
    """Return the values that a message gives, the present question's (`at`) first.

    Where that one isn't answered, neither is any other: then it comes back as `understand` leaves
    it. Only things that are known are taken wherever they are told. Raises KeyError when the flow
    has no such question.
    """
    question = flow.question(at)
    if question is None:
        raise KeyError(at)
    whole = understand(question, text, today=today)
    if is_clear(whole) and question.kind is not Kind.TEXT:
        return Answers(values={question.id: whole.value})
    meant = corrected(text) if _may_be_corrected(question, text) else None
    if meant is not None:
        read = understand_several(flow, at, answers, meant, today=today)
        if not isinstance(read, Misread):
            return read
    if isinstance(whole, Understood) and _is_for_the_next(flow, question, answers, whole, text):
        option = Option(label=str(whole.value), value=whole.value)
        return Ambiguous(reason="flow.which.sure", options=(option,))
    read = _from_here_on(flow, question, answers, text, whole, today=today)
    return with_asides(flow, question, answers, meant or text, read, today=today)


def _from_here_on(
    flow: Flow,
    question: Question,
    answers: Mapping[str, JsonValue],
    text: str,
    whole: Outcome,
    *,
    today: date,
) -> Answers | Misread | Ambiguous:
    """Return what the parts of a message give for a question and for those that follow it."""
    parts = _Parts(flow=flow, text=text, today=today)
    pairs = Pairs(flow=flow, text=text, today=today)
    cut = parts.at_signs(question, answers)
    if not _holds_more(cut) and question.kind is not Kind.TEXT:
        loosely = replace(parts, loosely=True).at_signs(question, answers)
        cut = pairs.in_two(question, answers) or loosely
    if cut is None and isinstance(whole, Misread):
        near = parts.first_choice(question) or parts.conclusion(question, answers)
        near = near or pairs.beside_days(question, answers)
        return near or (None if whole.attempted else proposed(question, text)) or whole
    return _better(question, whole, cut)


def _may_be_corrected(question: Question, text: str) -> bool:
    """Tell whether signs of a correction are that: not in a choice's own name, or in a name."""
    if question.kind is Kind.TEXT:
        return False
    return question.kind not in CHOOSING or not exactly(question.choices, words(text))


def _is_for_the_next(
    flow: Flow, question: Question, answers: Mapping[str, JsonValue], read: Understood, text: str
) -> bool:
    """Tell whether a name is what the next question asks for: "laptop" is hardly a name."""
    if question.kind is not Kind.TEXT or read.value is None:
        return False
    following = engine.after(flow, question.id, {**answers, question.id: read.value})
    return following is not None and bool(exactly(following.choices, words(text)))


def _holds_more(cut: Answers | None) -> TypeGuard[Answers]:
    """Tell whether more than the present question is answered."""
    return cut is not None and len(cut.values) > 1


def _is_meant(question: Question, part: str, *, far: bool) -> bool:
    """Tell whether a part may name a choice of a later question."""
    if question.subject:
        return names_subject(question, part)
    return names_something(part) and not (far and is_unsure(part))


def _by_its_labels(question: Question) -> Question:
    """Return a question further on as it is heard here: "from youtube" may be said of anything."""
    if question.kind is Kind.SEVERAL or question.subject:
        return question
    return replace(question, choices=tuple(replace(one, also=()) for one in question.choices))


def _better(
    question: Question, whole: Outcome, cut: Answers | None
) -> Answers | Misread | Ambiguous:
    """Choose between the text as one answer and as several."""
    if isinstance(whole, Understood):
        alone = Answers(values={question.id: whole.value}, unread=whole.unread)
        if not _holds_more(cut):
            return alone
        return cut if question.kind is not Kind.TEXT or not cut.unread else alone
    if isinstance(whole, Ambiguous) and not _holds_more(cut):
        return whole
    return cut or whole


@dataclass(frozen=True, kw_only=True)
class _Parts:
    """A text cut into parts, to be read question by question.

    `loosely` lets words stand beside an answer that say nothing.
    """

    flow: Flow
    text: str
    today: date
    loosely: bool = False

    def first_choice(self, question: Question) -> Ambiguous | None:
        """Return what the first part may mean, where it alone is ambiguous: "Springfield, 8 pm"."""
        bounds = self._bounds(CUT)
        if len(bounds) < 2:  # noqa: PLR2004 - one part is the whole
            return None
        read = understand(question, self._between(bounds, 0, 1), today=self.today)
        return read if isinstance(read, Ambiguous) else None

    def conclusion(
        self, question: Question, answers: Mapping[str, JsonValue]
    ) -> Answers | Ambiguous | None:
        """Return what stands behind a story or a yes: "I have kids, so 4"; None if nothing does."""
        said = concluded(self.text) if question.kind not in {*CHOOSING, Kind.TEXT} else None
        if said is None:
            return None
        read = understand_several(self.flow, question.id, answers, said, today=self.today)
        return read if not isinstance(read, Misread) else None

    def at_signs(self, question: Question, answers: Mapping[str, JsonValue]) -> Answers | None:
        """Return the reading in which the first parts answer the question; None if they don't."""
        bounds = self._bounds(CUT)
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
                part = self._between(bounds, at, at + 1)
                if self._answers_again(question, values, part):
                    return None
                unread.append(part)
                at += 1
            else:
                question, value, at = following
                values[question.id] = value
        return Answers(values=values, unread=", ".join(shown(part) for part in unread))

    def _answers_again(
        self, question: Question, values: Mapping[str, JsonValue], part: str
    ) -> bool:
        """Tell whether a part is another answer to the same question: "8 am, 8 pm"."""
        if question.kind in {*CHOOSING, Kind.TEXT}:
            return False
        read = understand(question, part, today=self.today)
        if isinstance(read, Misread):
            return read.attempted and question.kind is Kind.HOURS
        return isinstance(read, Understood) and read.value not in (None, values[question.id])

    def _bounds(self, between: re.Pattern[str]) -> list[tuple[int, int]]:
        """Return where each part begins and ends."""
        starts, ends = [0], []
        for found in between.finditer(self.text):
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
            if is_clear(read) or (
                self.loosely and isinstance(read, Understood) and not read.unread
            ):
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
        part = self._between(bounds, start, start + 1)
        for place, question in enumerate(later):
            if question.kind is Kind.TEXT or (place and question.kind not in CHOOSING):
                continue
            if question.kind in CHOOSING and not _is_meant(question, part, far=place > 0):
                continue
            if means_none_of_any(self.flow, question, part):
                continue
            asked = _by_its_labels(question) if place else question
            taken = self._longest(asked, bounds, start)
            if taken is not None and taken[0] is not None:
                return question, *taken
        return None
