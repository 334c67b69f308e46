"""Answers as people type them on a phone, and what each comes to: a table of about a thousand.

A line of as_people_type.tsv is a question, what was typed, and what is heard: `id=value` for each
answer, `?` with the reason and the choices that are offered, or `!` with the reason why not.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge.flow.interruption import asks_first
from knowledge.flow.readings import Ambiguous, Misread
from knowledge.flow.understand import understand_several
from tests.knowledge.flow.flows import backend, of_backend

TABLE = Path(__file__).with_name("as_people_type.tsv")
TODAY = date(2026, 3, 1)
LEAST = 20
"""Lines for each question."""


def lines() -> Iterator[tuple[str, str, str]]:
    """Yield the table's lines."""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        question, text, outcome = line.split("\t")
        yield question, text, outcome


QUESTIONS = sorted({question for question, _, _ in lines()})


def heard(question: str, text: str) -> str:
    """Return what is heard of a text at a question of the back-end flows, in short."""
    if asks_first(of_backend(question), text):
        return "a question"
    flow = backend("start" if backend("start").question(question) else "fit")
    read = understand_several(flow, question, {}, text, today=TODAY)
    if isinstance(read, Misread):
        return f"! {read.reason}"
    if isinstance(read, Ambiguous):
        return f"? {read.reason}: {' | '.join(option.label for option in read.options)}"
    told = "; ".join(f"{id_}={_short(value)}" for id_, value in read.values.items())
    return f"{told} (left: {read.unread})" if read.unread else told


def _short(value: object) -> str:
    if isinstance(value, dict):
        return f"{value['city'] or '-'}, {value['country']}, {value['zone']}"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "skipped" if value is None else str(value)


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_people_type_is_heard_as_the_table_says(question: str) -> None:
    own = [(text, outcome) for asked, text, outcome in lines() if asked == question]
    assert len(own) >= LEAST
    wrong = [
        f"{text}: {found}, not {outcome}"
        for text, outcome in own
        if (found := heard(question, text)) != outcome
    ]
    assert wrong == []
