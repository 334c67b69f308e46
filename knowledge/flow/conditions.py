"""Conditions: what a flow's `when` says of answers that were given before."""

import re
from collections.abc import Mapping

from pydantic import JsonValue

from knowledge.flow.model import ANSWERED

UNDER = re.compile(r"under (\d{1,6})")
"""A condition on numbers and hours a week: "under 10" holds where even the greater end is less."""


def holds(when: Mapping[str, tuple[str, ...]], answers: Mapping[str, JsonValue]) -> bool:
    """Tell whether every question named has one of the values named beside it."""
    return all(
        any(_is(answers.get(question), wanted) for wanted in values)
        for question, values in when.items()
    )


def _is(value: JsonValue, wanted: str) -> bool:
    if value is None:
        return False
    if wanted == ANSWERED or wanted in _chosen(value):
        return True
    under = UNDER.fullmatch(wanted)
    return bool(under and _numbers(value)) and max(_numbers(value)) < int(wanted.split()[1])


def _chosen(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else [value]


def _numbers(value: JsonValue) -> list[int]:
    return [one for one in _chosen(value) if isinstance(one, int) and not isinstance(one, bool)]
