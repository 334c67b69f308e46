"""Suggestion: which path to propose to somebody who is unsure, and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from knowledge.plan.hours import HoursAWeek
from knowledge.plan.roadmap import Path, Roadmap
from knowledge.plan.school import fits


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A path's id and the ids of the messages that say why."""

    path: str
    reasons: tuple[str, ...]


def suggest(roadmap: Roadmap, answers: Mapping[str, JsonValue], hours: HoursAWeek) -> Suggestion:
    """Return the first rule's path that the answers and the hours allow, else the default path.

    What a path requires must have been said, not merely be unknown: so nobody is sent to a school
    that costs money or a job before they were asked.
    """
    for rule in roadmap.suggestions:
        path = roadmap.path(rule.path)
        if path and holds(rule.when, answers) and _allowed(roadmap, path, answers, hours):
            return Suggestion(path=path.id, reasons=rule.reasons)
    return Suggestion(path=roadmap.defaults.path, reasons=())


def holds(condition: Mapping[str, tuple[str, ...]], answers: Mapping[str, JsonValue]) -> bool:
    """Whether every question of the condition was answered with one of its choices."""
    return all(_chose(answers.get(question), choices) for question, choices in condition.items())


def speaks_against(path: Path, answers: Mapping[str, JsonValue]) -> bool:
    """Whether an answer that was given rules the path out."""
    return any(
        answers.get(question) is not None and not _chose(answers[question], choices)
        for question, choices in path.requires.items()
    )


def _allowed(
    roadmap: Roadmap, path: Path, answers: Mapping[str, JsonValue], hours: HoursAWeek
) -> bool:
    return holds(path.requires, answers) and fits(roadmap.arithmetic, path, hours)


def _chose(value: JsonValue, choices: tuple[str, ...]) -> bool:
    chosen = value if isinstance(value, list) else [value]
    return any(choice in choices for choice in chosen)
