"""Checks of conditions: a `when` must name what was asked before, and must be able to hold."""

from collections.abc import Iterator, Mapping

from knowledge.document import Document, Spot
from knowledge.flow.conditions import UNDER
from knowledge.flow.model import ANSWERED, CHOOSING, Flow, Kind, Question
from knowledge.flow.reach import cycle, is_reached
from knowledge.mistakes import Mistake


def of_conditions(flow: Flow, document: Document) -> Iterator[Mistake]:
    """Yield what is wrong with every `when`: who waits for whom, for what, and in vain."""
    circle = cycle(flow)
    if circle:
        last = [question.id for question in flow.questions].index(circle[0])
        yield document.mistake(
            ("questions", last, "when"),
            f"these questions wait for each other: {' -> '.join(circle)}",
            "Take one of these `when` away; a question can only wait for earlier ones",
        )
    found = [*_of_questions(flow, document, set(circle))]
    yield from found
    if circle or found:
        return
    for position, question in enumerate(flow.questions):
        if question.when and not is_reached(flow, question):
            yield document.mistake(
                ("questions", position, "when"),
                f"no answers lead to the question `{question.id}`: its `when` never holds",
                "Compare it with the `when` of the questions that it names",
            )


def _of_questions(flow: Flow, document: Document, circle: set[str]) -> Iterator[Mistake]:
    earlier: dict[str, Question] = {}
    every = {question.id: question for question in flow.questions}
    for position, question in enumerate(flow.questions):
        for name, values in question.when.items():
            at: Spot = ("questions", position, "when", name)
            if name in earlier:
                yield from _of_values(earlier[name], values, document, at)
            elif name not in circle:
                yield _not_asked_yet(name, every, document, at)
        for number, note in enumerate(question.notes):
            for name, values in note.when.items():
                # A note may look at another flow's answers, which are not in this file.
                at = ("questions", position, "notes", number, "when", name)
                if name in every:
                    yield from _of_values(every[name], values, document, at)
        earlier[question.id] = question


def _not_asked_yet(
    name: str, every: Mapping[str, Question], document: Document, at: Spot
) -> Mistake:
    if name not in every:
        known = ", ".join(every)
        return document.mistake(at, f"there is no question `{name}`", f"Name one of these: {known}")
    return document.mistake(
        at,
        f"`{name}` is asked later, so this `when` never holds",
        f"Move the question `{name}` before this one",
    )


def _of_values(
    question: Question, values: tuple[str, ...], document: Document, at: Spot
) -> Iterator[Mistake]:
    """Yield the values that the question can't have."""
    if not values:
        yield document.mistake(at, "this `when` names no answer", "Name one, or remove it")
    for position, value in enumerate(values):
        if value == ANSWERED or _is_value(question, value):
            continue
        yield document.mistake(
            (*at, position),
            f"the question `{question.id}` has no choice `{value}`",
            f"Name one of these: {', '.join(_possible(question))}",
        )


def _is_value(question: Question, value: str) -> bool:
    if question.kind in CHOOSING:
        return any(choice.id == value for choice in question.choices)
    counts = question.kind in {Kind.HOURS, Kind.NUMBER}
    return counts and UNDER.fullmatch(value) is not None


def _possible(question: Question) -> tuple[str, ...]:
    if question.kind in CHOOSING:
        return (*(choice.id for choice in question.choices), ANSWERED)
    return ("under 10", ANSWERED) if question.kind in {Kind.HOURS, Kind.NUMBER} else (ANSWERED,)
