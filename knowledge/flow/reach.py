"""Reach: whether a question's `when` can ever hold, and which questions wait for each other."""

from collections.abc import Mapping
from itertools import islice, product

from pydantic import JsonValue

from knowledge.flow.engine import applicable
from knowledge.flow.model import Flow, Kind, Question

_MOST_TRIED = 20_000
"""Combinations of answers that are tried; no flow that a person can follow needs more."""


def cycle(flow: Flow) -> tuple[str, ...]:
    """Return ids of questions that wait for each other, the first one again at the end."""
    waits = {question.id: tuple(question.when) for question in flow.questions}
    for id_ in waits:
        way = _way_back(id_, waits)
        if way:
            return way
    return ()


def _way_back(id_: str, waits: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the shortest way along `waits` from a question back to itself."""
    ways: list[tuple[str, ...]] = [(id_,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for following in waits.get(way[-1], ()):
            if following == id_:
                return (*way, id_)
            if following not in seen:
                seen.add(following)
                ways.append((*way, following))
    return ()


def is_reached(flow: Flow, question: Question) -> bool:
    """Tell whether some answers lead to the question, as far as trying them all can tell."""
    ids = _ancestors(flow, question)
    earlier = [one for one in flow.questions if one.id in ids]
    tried = 0
    for values in islice(product(*(_values(one) for one in earlier)), _MOST_TRIED):
        tried += 1
        answers = {one.id: value for one, value in zip(earlier, values, strict=True)}
        if question in applicable(flow, answers):
            return True
    return tried == _MOST_TRIED


def _ancestors(flow: Flow, question: Question) -> set[str]:
    """Return the ids of all questions that decide whether this one is asked."""
    found: set[str] = set(question.when)
    for earlier in reversed(flow.questions):
        if earlier.id in found:
            found.update(earlier.when)
    return found


def _values(question: Question) -> list[JsonValue]:
    """Return answers that stand for all that matter to a `when`."""
    ids: list[JsonValue] = [choice.id for choice in question.choices]
    if question.kind in {Kind.ONE, Kind.DAYS}:
        return ids
    if question.kind is Kind.SEVERAL:
        return [*([id_] for id_ in ids), [c.id for c in question.choices if not c.alone]]
    if question.kind is Kind.HOURS:
        return [[1, 1], [100, 100]]
    return [1, 10**6] if question.kind is Kind.NUMBER else ["x"]
