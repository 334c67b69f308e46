"""Flows for tests: small ones written out, the back-end track's own, and random ones."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from pydantic import JsonValue

from knowledge.flow.loading import flow_in
from knowledge.flow.model import ANSWERED, CHOOSING, Choice, Flow, Kind, Question
from knowledge.reading import read
from knowledge.schedule.weekdays import Weekday, in_week_order

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"


def question(id_: str, kind: Kind = Kind.TEXT, **fields: Any) -> Question:  # noqa: ANN401 - any field
    """Return a question with the least that it needs."""
    return Question(id=id_, title=id_, text=id_, kind=kind, **fields)


def one(id_: str, *choices: str, **fields: Any) -> Question:  # noqa: ANN401 - any field
    """Return a question of one of several."""
    made = tuple(Choice(id=choice, label=choice.title()) for choice in choices)
    return question(id_, Kind.ONE, choices=made, **fields)


def flow(*questions: Question) -> Flow:
    """Return a flow of these questions."""
    return Flow(id="flow", ends_with="summary", questions=questions)


@cache
def backend(name: str) -> Flow:
    """Return a flow of the back-end track."""
    loaded, mistakes = flow_in(read(KNOWLEDGE / "tracks" / "backend" / "flows" / f"{name}.yaml"))
    assert loaded is not None, mistakes
    return loaded


def of_backend(id_: str) -> Question:
    """Return a question of the back-end track."""
    found = backend("start").question(id_) or backend("fit").question(id_)
    assert found is not None
    return found


_VALUES: Mapping[Kind, SearchStrategy[JsonValue]] = {
    Kind.NUMBER: st.integers(0, 100),
    Kind.HOURS: st.integers(1, 60).map(lambda low: [low, low + 3]),
    Kind.DATE: st.dates().map(lambda day: day.isoformat()),
    Kind.CLOCK: st.times().map(lambda moment: f"{moment:%H:%M}"),
    Kind.PLACE: st.just({"city": "Tashkent", "country": "UZ", "zone": "Asia/Tashkent"}),
    Kind.TEXT: st.text("abc", min_size=1, max_size=5),
}


def values(asked: Question) -> SearchStrategy[JsonValue]:
    """Return answers that the question takes; None where it may be skipped."""
    ids = [choice.id for choice in asked.choices]
    given: SearchStrategy[JsonValue]
    if asked.kind is Kind.ONE:
        given = st.sampled_from(ids)
    elif asked.kind is Kind.DAYS:
        days = st.sets(st.sampled_from(Weekday), min_size=1)
        given = st.sampled_from(ids) | days.map(lambda some: [*map(str, in_week_order(some))])
    elif asked.kind is Kind.SEVERAL:
        given = st.sets(st.sampled_from(ids), min_size=1).map(lambda some: [*asked.in_order(some)])
    else:
        given = _VALUES[asked.kind]
    return st.none() | given if asked.optional else given


@st.composite
def flows(draw: DrawFn) -> Flow:
    """Return random flows, whose conditions look at earlier questions only."""
    made: list[Question] = []
    for number in range(draw(st.integers(1, 7))):
        kind = draw(st.sampled_from(Kind))
        made.append(
            question(
                f"q{number}",
                kind,
                optional=draw(st.booleans()),
                choices=draw(_choices()) if kind in CHOOSING else (),
                range=(0, 100) if kind is Kind.NUMBER else None,
                when=draw(_conditions(made)),
            )
        )
    return flow(*made)


@st.composite
def _choices(draw: DrawFn) -> tuple[Choice, ...]:
    return tuple(
        Choice(id=f"c{number}", label=f"Choice {number}", alone=number == 3)
        for number in range(draw(st.integers(2, 4)))
    )


@st.composite
def _conditions(draw: DrawFn, earlier: list[Question]) -> dict[str, tuple[str, ...]]:
    if not earlier or draw(st.booleans()):
        return {}
    waited_for = draw(st.lists(st.sampled_from(earlier), max_size=2, unique_by=lambda q: q.id))
    return {
        asked.id: draw(st.lists(_wanted(asked), min_size=1, max_size=2).map(tuple))
        for asked in waited_for
    }


def _wanted(asked: Question) -> SearchStrategy[str]:
    if asked.kind is Kind.HOURS:
        return st.just("under 20")
    return st.sampled_from([*(choice.id for choice in asked.choices), ANSWERED])


@st.composite
def edits(draw: DrawFn, before: Flow) -> Flow:
    """Return the flow as a coach might have it tomorrow: cut, renamed, put in another order."""
    kept = [one for one in draw(st.permutations(before.questions)) if draw(st.integers(0, 3))]
    edited = [draw(_edited(one)) for one in kept]
    extra = question("new", Kind.TEXT, optional=True)
    position = draw(st.integers(0, len(edited)))
    return flow(*_consistent([*edited[:position], extra, *edited[position:]]))


@st.composite
def _edited(draw: DrawFn, asked: Question) -> Question:
    if draw(st.booleans()):
        asked = replace(asked, id=f"{asked.id}_new", formerly=(asked.id,))
    if draw(st.booleans()) and len(asked.choices) > 2:
        asked = replace(asked, choices=asked.choices[1:])
    if draw(st.booleans()) and asked.choices:
        first, *rest = asked.choices
        renamed = replace(first, id=f"{first.id}_new", formerly=(first.id,))
        asked = replace(asked, choices=(renamed, *rest))
    if draw(st.booleans()) and asked.kind in CHOOSING:
        asked = replace(asked, kind=Kind.SEVERAL if asked.kind is Kind.ONE else Kind.ONE)
    return replace(asked, optional=draw(st.booleans()))


def _consistent(questions: list[Question]) -> list[Question]:
    """Keep only conditions on earlier questions, as the loader does."""
    earlier: set[str] = set()
    done: list[Question] = []
    for asked in questions:
        when = {id_: wanted for id_, wanted in asked.when.items() if id_ in earlier}
        done.append(replace(asked, when=when))
        earlier.add(asked.id)
    return done
