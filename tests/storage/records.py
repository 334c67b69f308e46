"""Records for tests: one that is easily made, and any that there could be."""

import types
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from pydantic import AwareDatetime, JsonValue

from storage.record import VERSION, Record, Unsent

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def a_record(person: int = 1, **fields: object) -> Record:
    """Return a person's record with these fields, and nothing else of note."""
    return Record(**{"person": person, "created_at": NOON, "track": "backend", **fields})  # type: ignore[arg-type]


def a_reply(key: int = 1) -> Unsent:
    """Return a reply that waits to be sent."""
    return Unsent(key=key, update_id=key, reply={"html": "Hello"})


Strategy: TypeAlias = SearchStrategy[Any]

PEOPLE = st.integers(min_value=-(2**63), max_value=2**63 - 1)
"""Any id that fits 64 bits with a sign."""

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
"""Any text that comes back unchanged."""

_ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_NUMBERS = st.integers(-(2**63), 2**63) | st.floats(allow_nan=False, allow_infinity=False)
_PLAIN: Mapping[object, Strategy] = {
    types.NoneType: st.none(),
    bool: st.booleans(),
    int: st.integers(-(2**63), 2**63),
    str: TEXTS,
    date: st.dates(),
    AwareDatetime: st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1), timezones=_ZONES),  # noqa: DTZ001 - the strategy adds the zone
    JsonValue: st.recursive(
        st.none() | st.booleans() | _NUMBERS | TEXTS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
        max_leaves=5,
    ),
}


def records(people: SearchStrategy[int] = PEOPLE, least: int = 0) -> SearchStrategy[Record]:
    """Return any record of any of these people, in today's version.

    Built from the types of its fields, so that a new one is tried without being named here. With a
    `least` of 1 nothing that could be there is absent or empty.
    """
    fields = {name: _any(hint, least) for name, hint in get_type_hints(Record).items()}
    return st.builds(Record, **{**fields, "person": people, "version": st.just(VERSION)})


def _any(hint: Any, least: int) -> Strategy:  # noqa: ANN401 - any type
    if least and hint is str:
        return TEXTS.filter(bool)
    if hint in _PLAIN:
        return _PLAIN[hint]
    if isinstance(hint, type) and is_dataclass(hint):
        fields = {name: _any(part, least) for name, part in get_type_hints(hint).items()}
        return st.builds(hint, **fields)
    return _of_parts(get_origin(hint), get_args(hint), least)


def _of_parts(origin: object, parts: tuple[Any, ...], least: int) -> Strategy:
    if origin is Literal:
        return st.sampled_from(parts)
    if origin in {Union, types.UnionType}:
        kept = [part for part in parts if part is not types.NoneType or not least]
        return st.one_of([_any(part, least) for part in kept])
    if origin is tuple and parts[1:] != (...,):
        return st.tuples(*(_any(part, least) for part in parts))
    if origin is tuple:
        return st.lists(_any(parts[0], least), min_size=least, max_size=3).map(tuple)
    assert origin is Mapping, f"no record has held a {origin} yet: say here how to make one"
    key, value = (_any(part, least) for part in parts)
    return st.dictionaries(key, value, min_size=least, max_size=3)
