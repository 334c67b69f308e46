"""The storage benchmark is fair: every place holds the same people, and does the same work."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.storage import CONTESTANTS, LONG_AGO, NOW, learner, main, place_for
from benchmarks.stores import rows_in, write_rows
from tests.postgres import Server

PEOPLE = 30


@pytest.fixture
def everyone(tmp_path: Path) -> Path:
    """Return the file of rows that every place is filled from."""
    write_rows(tmp_path / "rows", map(learner, range(PEOPLE)))
    return tmp_path / "rows"


@pytest.mark.parametrize("key", CONTESTANTS)
async def test_every_place_gives_back_what_it_was_filled_with_and_what_was_saved(
    key: str, everyone: Path, postgres_server: Server
) -> None:
    at = place_for(CONTESTANTS[key], postgres_server, everyone.parent)
    place = CONTESTANTS[key].make(at)
    await place.fill(rows_in(everyone))
    await place.open()
    learners = [learner(number) for number in range(PEOPLE)]
    await place.claim(LONG_AGO)  # waits for an index that is still being built
    due = [one.person for one in learners if one.reminder_due and one.reminder_due <= NOW]
    assert sorted(await place.claim(NOW + timedelta(seconds=1))) == due
    for one in learners:
        assert await place.load(one.person) == one
    changed = replace(learner(7), runs=9)
    assert await place.save(changed) > 0
    await place.close()
    await place.open()
    assert await place.load(changed.person) == changed
    await place.close()


def test_the_table_has_a_line_for_each_place_as_soon_as_it_is_measured() -> None:
    told: list[str] = []
    main((PEOPLE,), told.append)
    lines = [line for line in told if f"{PEOPLE:>8}" in line]
    names = [one.name for one in CONTESTANTS.values() if not one.at_server]
    assert [name for name in names if any(line.startswith(name) for line in lines)] == names
    for line in lines:
        assert all(float(number) >= 0 for number in line[22:].split())
