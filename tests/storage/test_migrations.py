"""Records of every earlier version are read as today's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from storage.migrations import STEPS, NewerError, migrated
from storage.record import VERSION, Record, from_json, to_json
from tests.storage.examples import PERSON, example
from tests.storage.records import records


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_record_of_each_version_is_read(version: int) -> None:
    record = from_json(migrated(example(version)))
    assert record.version == VERSION
    assert record.person == PERSON
    assert len(record.outbox) == len(record.marks) == 1


def test_each_step_has_its_place() -> None:
    assert sorted(STEPS) == list(range(1, VERSION))


def test_nothing_of_todays_example_is_lost() -> None:
    """What it lacks was added since, with a default: that needs no new version."""
    read = to_json(from_json(example(VERSION)))
    assert without_added(read, example(VERSION)) == example(VERSION)


def without_added(value: JsonValue, old: JsonValue) -> JsonValue:
    """Return a value without the fields that the old one doesn't have."""
    if isinstance(value, dict) and isinstance(old, dict):
        return {name: without_added(part, old[name]) for name, part in value.items() if name in old}
    return value


@given(record=records())
def test_todays_records_are_left_as_they_are(record: Record) -> None:
    plain = to_json(record)
    assert migrated(plain) == plain


@given(version=st.integers(1, 4))
def test_steps_are_taken_in_order_from_any_version(version: int) -> None:
    steps = {
        1: lambda plain: {**plain, "path": [*plain["path"], 1]},
        2: lambda plain: {**plain, "path": [*plain["path"], 2]},
        3: lambda plain: {**plain, "path": [*plain["path"], 3]},
    }
    plain = {"version": version, "path": []}
    expected = {"version": 4, "path": list(range(version, 4))}
    assert migrated(plain, steps, to=4) == expected
    assert plain == {"version": version, "path": []}


def test_a_newer_record_is_no_damage() -> None:
    with pytest.raises(NewerError, match=rf"version 9.*knows {VERSION} at most.*newer bot"):
        migrated({"version": 9})


@pytest.mark.parametrize("version", [0, -1, None, "1", 1.0, True])
def test_a_record_needs_a_version(version: object) -> None:
    with pytest.raises(ValueError, match="without a version"):
        migrated({"version": version})
