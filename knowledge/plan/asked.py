"""Asked: which questions, choices and messages of other files a roadmap relies on."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from knowledge.document import Spot
from knowledge.mistakes import Weight
from knowledge.plan.finding import Finding, milestone_places
from knowledge.plan.roadmap import Roadmap


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question that the roadmap reads, and the choices that it knows of it."""

    at: Spot
    question: str
    choices: tuple[str, ...] = ()


def asked(roadmap: Roadmap) -> Iterator[Asked]:
    """Yield every question that the roadmap reads, with its place."""
    reads = roadmap.reads
    for name in ("hours", "path", "target"):
        yield Asked(at=("reads", name), question=getattr(reads, name))
    yield Asked(at=("reads", "unsure"), question=reads.path, choices=reads.unsure)
    for nth, path in enumerate(roadmap.paths):
        yield Asked(at=("paths", nth, "id"), question=reads.path, choices=(path.id,))
        yield from _condition(path.requires, ("paths", nth, "requires"))
    yield from _condition(reads.phone_only, ("reads", "phone_only"))
    for nth, condition in enumerate(reads.head_start):
        yield from _condition(condition, ("reads", "head_start", nth))
    for at, milestone in milestone_places(roadmap):
        yield from _condition(milestone.known_by, (*at, "known_by"))
    for nth, rule in enumerate(roadmap.suggestions):
        yield from _condition(rule.when, ("suggestions", nth, "when"))


def unasked(roadmap: Roadmap, questions: Mapping[str, Collection[str]]) -> Iterator[Finding]:
    """Yield what the roadmap reads, but no flow asks: `questions` maps ids to choices' ids."""
    for one in asked(roadmap):
        if one.question not in questions:
            yield Finding(
                at=one.at,
                what=f"no flow asks the question {one.question!r}",
                remedy="Name a question by its id, or take this out",
            )
            continue
        for choice in one.choices:
            if choice not in questions[one.question]:
                yield Finding(
                    at=one.at,
                    what=f"the question {one.question!r} has no choice {choice!r}",
                    remedy="Name one of its choices by its id, or take this out",
                )


def unwritten(roadmap: Roadmap, messages: Collection[str]) -> Iterator[Finding]:
    """Yield the reasons of suggestions for which there is no message."""
    for nth, rule in enumerate(roadmap.suggestions):
        for position, reason in enumerate(rule.reasons):
            if reason not in messages:
                yield Finding(
                    at=("suggestions", nth, "reasons", position),
                    what=f"there is no message {reason!r}",
                    remedy="Write it among the messages of the plan, or name another",
                )


def unexplained(roadmap: Roadmap, answers: Collection[str]) -> Iterator[Finding]:
    """Yield the terms to practise that no answer explains."""
    for at, milestone in milestone_places(roadmap):
        for nth, term in enumerate(milestone.terms):
            if term not in answers:
                yield Finding(
                    at=(*at, "terms", nth),
                    what=f"there is no answer {term!r} on this track",
                    remedy="Name an answer by its id, or take this out",
                    weight=Weight.WARNING,
                )


def _condition(condition: Mapping[str, tuple[str, ...]], at: Spot) -> Iterator[Asked]:
    for question, choices in condition.items():
        yield Asked(at=(*at, question), question=question, choices=choices)
