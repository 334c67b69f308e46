"""Reviewing: what people asked in vain, grouped by likeness, and answers that did not help.

Questions are looked at with the answers as they are now: what is answered by now needs no coach.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import fuzz

from knowledge.answers import Answer
from knowledge.matcher import Found, Outcome
from knowledge.matcher.words import words

ALIKE = 75.0
"""Likeness (rapidfuzz's `token_sort_ratio`, 0 to 100) from which two questions are one: "become a
game tester" and "how to become game tester", not "learn java" and "learn javascript fast"."""

WORST = 10
"""Answers with poor votes that are shown (our judgement)."""

_DOUBT = 1.96
"""Standard errors of a 95 % interval."""


class Asked(Protocol):
    """A question that was counted."""

    @property
    def number(self) -> int:
        """Its number for ever."""

    @property
    def track(self) -> str:
        """The track that it was asked on."""

    @property
    def text(self) -> str:
        """Its words, masked."""

    @property
    def times(self) -> int:
        """How many times it was asked."""


class Rated(Protocol):
    """The votes on an answer."""

    @property
    def answer(self) -> str:
        """The answer's id."""

    @property
    def helpful(self) -> int:
        """Votes for it."""

    @property
    def unhelpful(self) -> int:
        """Votes against it."""


Find = Callable[[Asked], Found]
"""Matches a question against the answers of its track."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Questions that are alike, the most frequent first, and what that one comes to now."""

    questions: tuple[Asked, ...]
    found: Found

    @property
    def times(self) -> int:
        """How many times they were asked together."""
        return sum(question.times for question in self.questions)


@dataclass(frozen=True, kw_only=True)
class Review:
    """Groups, the most frequent first; how many questions are answered by now; poor votes."""

    groups: tuple[Group, ...]
    answered: int
    rated: tuple[Rated, ...]


def review(questions: Iterable[Asked], votes: Iterable[Rated], find: Find) -> Review:
    """Return what a coach should look at."""
    open_: list[tuple[Asked, Found]] = []
    answered = 0
    for question in sorted(questions, key=lambda one: (-one.times, one.number)):
        found = find(question)
        if found.outcome is Outcome.ANSWER:
            answered += 1
        else:
            open_.append((question, found))
    poor = sorted((one for one in votes if one.unhelpful), key=_poverty, reverse=True)
    return Review(groups=_grouped(open_), answered=answered, rated=tuple(poor[:WORST]))


def _grouped(open_: Sequence[tuple[Asked, Found]]) -> tuple[Group, ...]:
    """Let each question join the first group whose leader it is like; leaders are the frequent."""
    groups: list[list[tuple[Asked, Found]]] = []
    for question, found in open_:
        for group in groups:
            leader = group[0][0]
            if leader.track == question.track and _alike(leader.text, question.text):
                group.append((question, found))
                break
        else:
            groups.append([(question, found)])
    made = [Group(questions=tuple(q for q, _ in group), found=group[0][1]) for group in groups]
    return tuple(sorted(made, key=lambda group: (-group.times, group.questions[0].number)))


def _alike(one: str, other: str) -> bool:
    return fuzz.token_sort_ratio(" ".join(words(one)), " ".join(words(other))) >= ALIKE


def _poverty(rated: Rated) -> float:
    """Return the least share of people whom an answer does not help, as far as votes can tell.

    The lower end of the interval of Wilson, "Probable inference, the law of succession, and
    statistical inference", 1927: one vote of one is less of a sign than eight of ten.
    """
    count = rated.helpful + rated.unhelpful
    share, doubt = rated.unhelpful / count, _DOUBT**2 / count
    middle = share + doubt / 2
    spread = _DOUBT * math.sqrt(share * (1 - share) / count + doubt / (4 * count))
    return (middle - spread) / (1 + doubt)


def review_lines(found: Review, answers: Mapping[str, Answer]) -> list[str]:
    """Return a review as lines to read at a terminal."""
    lines = [line for group in found.groups for line in _group_lines(group)]
    if not found.groups:
        lines.append("No question waits for an answer.")
    if found.answered:
        lines.append(f"{_questions(found.answered)} more, answered by now.")
    if found.rated:
        lines.append("Answers that did not help:")
        lines += [_rated_line(one, answers) for one in found.rated]
    return lines


def _group_lines(group: Group) -> list[str]:
    counts = [f"  {one.number}: {one.text} ({one.times})" for one in group.questions]
    near = [
        f"  nearest: {match.score:.2f} {match.id} ({match.phrasing})"
        for match in group.found.matches[:1]
    ]
    return [f"asked {_times(group.times)}, {group.found.outcome}:", *counts, *near]


def _rated_line(rated: Rated, answers: Mapping[str, Answer]) -> str:
    answer = answers.get(rated.answer)
    title = (answer.title or answer.phrasings[0]) if answer is not None else "no longer there"
    count = rated.helpful + rated.unhelpful
    return f"  {rated.answer} ({title}): not helpful for {rated.unhelpful} of {count}"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"


def _questions(count: int) -> str:
    return f"{count:,} question{'s' if count > 1 else ''}"
