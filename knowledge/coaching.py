"""Coaching: what a career coach sees at a terminal of answers, questions and plans."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING

from knowledge.answers import Answer
from knowledge.flow.parsers.hours import Hours, read_hours
from knowledge.markup import visible
from knowledge.matcher import Explanation, Found, Outcome
from knowledge.messages import Messages
from knowledge.plan import Local, Roadmap, circumstances, describe, plan_in
from knowledge.plan.line import in_plain
from knowledge.plan.reference import reference_line, reference_plans

if TYPE_CHECKING:
    from pydantic import JsonValue


class CoachingError(Exception):
    """What was asked for can't be shown; the message says what could be."""


def as_plain(found: Found) -> dict[str, object]:
    """Return what a question came to as plain values, for JSON."""
    return {
        "question": found.question,
        "outcome": str(found.outcome),
        "matches": [asdict(match) for match in found.matches],
        "elsewhere": found.elsewhere,
    }


def as_text(found: Found, answers: Mapping[str, Answer]) -> str:
    """Return what a question came to as lines to read, with the answer where there is one."""
    lines = [f"{found.outcome}:"]
    lines += [f"  {match.score:.2f} {match.id} ({match.phrasing})" for match in found.matches]
    if found.outcome is Outcome.ANSWER:
        lines += ["", visible(answers[found.matches[0].id].text)]
    if found.elsewhere:
        lines += [f"  on another subject: {found.elsewhere}"]
        lines += ["", visible(answers[found.elsewhere].text)]
    return "\n".join(lines)


def explained(why: Explanation) -> list[str]:
    """Return which words and phrasings carried an answer, by how much, and what was repaired."""
    words = [
        f"  {word.typed}"
        + (f", read as {word.read}" if word.read != word.typed else "")
        + f": {word.share:+.0%} of the score"
        for word in why.words
    ]
    phrasings = [f"  {near.likeness:.2f} {near.phrasing}" for near in why.phrasings]
    lacks = [why.lacks] if why.lacks else []
    return ["words:", *words, "phrasings:", *phrasings, *lacks]


def plan_lines(
    local: Local,
    messages: Messages,
    *,
    hours: str,
    path: str,
    known: Collection[str],
    today: date,
) -> list[str]:
    """Return a whole plan as lines. Raises CoachingError for what the roadmap doesn't know."""
    roadmap = local.roadmap
    read = read_hours(hours)
    if not isinstance(read, Hours):
        raise CoachingError(
            f"--hours {hours!r} is not understood: write hours a week, like 6 or 4-8."
        )
    if roadmap.path(path) is None:
        ids = ", ".join(one.id for one in roadmap.paths)
        raise CoachingError(f"There is no path {path!r}. There are: {ids}.")
    answers: dict[str, JsonValue] = {
        roadmap.reads.hours: [read.low, read.high],
        roadmap.reads.path: path,
    }
    who = circumstances(roadmap, answers, today=today)
    who = replace(who, known=frozenset(id_ for word in known for id_ in _milestones(roadmap, word)))
    return [in_plain(messages, one) for one in describe.whole(plan_in(local, who))]


def _milestones(roadmap: Roadmap, word: str) -> list[str]:
    """Return the milestones that a word names: by id, or by what shows that they are known."""
    found = [
        one.id
        for one in roadmap.milestones.values()
        if word == one.id
        or any(word in (question, *choices) for question, choices in one.known_by.items())
    ]
    if not found:
        raise CoachingError(
            f"--known {word!r} names no milestone: give an id like e1, or git, sql."
        )
    return found


def reference_lines(roadmap: Roadmap, messages: Messages) -> list[str]:
    """Return how the reference people's plans stand, a line each."""
    return [in_plain(messages, reference_line(one)) for one in reference_plans(roadmap)]
