"""Records of every earlier version are read as today's."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from storage.migrations import STEPS, NewerError, migrated
from storage.record import VERSION, Record, from_json, to_json
from tests.storage.records import records

VERSIONS = Path(__file__).parent / "versions"


def example(version: int) -> dict[str, Any]:
    """Return the example of a version, as the bot of that version wrote it."""
    found: dict[str, Any] = json.loads((VERSIONS / f"{version}.json").read_text())
    return found


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_record_of_each_version_is_read_whole(version: int) -> None:
    record = from_json(migrated(example(version)))
    assert record.version == VERSION
    assert record.person == 7000000001
    assert record.answers["hours"] == [2, 6]
    assert record.marks["git"].state == "done"
    assert record.outbox[0].reply == {"kind": "text", "html": "Hello"}


def test_each_step_has_its_place() -> None:
    assert sorted(STEPS) == list(range(1, VERSION))


def test_the_example_of_today_shows_every_field() -> None:
    """So that the next change of shape is tried on each of them."""
    assert to_json(from_json(example(VERSION))) == example(VERSION)
    assert not [name for name, value in example(VERSION).items() if value in (None, [], {})]


def test_the_shape_changes_only_with_the_version() -> None:
    """A record that an older bot can't read must say so by its version."""
    shape = TypeAdapter(Record).json_schema()
    kept = VERSIONS / f"{VERSION}.schema.json"
    assert json.loads(kept.read_text()) == shape, (
        f"Record has another shape than {kept.name} says. Once a bot with that version has been "
        "released, raise VERSION and add the step in storage/migrations.py. Then write the new "
        "schema and an example: python -m tests.storage.versions"
    )


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
