"""`bot.py migrate`: from place to place, killed in the middle, and refused where it must be."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random

import psycopg
import pytest

from storage.counts import Asked
from storage.possession import Possession
from storage.postgres_counts import PostgresCounts
from storage.postgres_store import PostgresStore
from storage.record import Record
from storage.store import Store
from storage.tinydb_counts import TinyDBCounts
from storage.tinydb_store import TinyDBStore
from tests.front_door.conftest import BotPy
from tests.hooked import free_port
from tests.source import ROOT
from tests.storage.records import a_record, a_reply
from tests.storage.test_moving import content, keep, opened

PATIENCE = 300
"""Seconds until somebody more has been moved, however slow the machine."""


def save(place: str | Path, *people: int, runs: int = 0) -> None:
    """Save people in a place."""

    async def saved() -> None:
        async with opened(store := store_at(place)):
            records = (
                a_record(one, runs=runs, answers={"name": f"P{one}"}, outbox=(a_reply(one),))
                for one in people
            )
            await keep(store, *records)

    asyncio.run(saved())


def everyone(place: str | Path) -> Mapping[int, Record | None]:
    """Return everyone's record."""

    async def read() -> Mapping[int, Record | None]:
        async with opened(store := store_at(place)):
            return await content(store)

    return asyncio.run(read())


def store_at(place: str | Path) -> Store:
    """Return the store of a place."""
    return TinyDBStore(place) if isinstance(place, Path) else PostgresStore(place)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return a folder with twenty people."""
    save(tmp_path / "old", *range(1, 21))
    return tmp_path / "old"


def test_everybody_is_moved_and_stays_where_they_were(
    bot_py: BotPy, old: Path, tmp_path: Path
) -> None:
    before = everyone(old)
    ran = bot_py("migrate", "--from", old, "--to", f"file:{tmp_path / 'new'}")
    assert (ran.code, ran.err) == (0, ""), "no bar where nobody watches"
    assert ran.lines == [
        "20 people were moved. Both sides were compared, record by record.",
        "There are 20 people here, and 20 there.",
    ]
    assert everyone(old) == everyone(tmp_path / "new") == before


def test_what_is_counted_moves_too(bot_py: BotPy, old: Path, postgres_url: str) -> None:
    asked = Asked(track="backend", text="is cobol dead")
    counts = TinyDBCounts(old)
    asyncio.run(counts.add(7, (asked,), date(2026, 3, 1)))
    assert bot_py("migrate", "--from", old, "--to", postgres_url).code == 0
    there = asyncio.run(PostgresCounts(postgres_url).tally())
    assert there == asyncio.run(TinyDBCounts(old).tally())
    assert [one.text for one in there.counted.questions] == ["is cobol dead"]
    asyncio.run(PostgresCounts(postgres_url).add(8, (asked,), date(2026, 3, 2)))
    refused = bot_py("migrate", "--from", old, "--to", postgres_url)
    assert (refused.code, refused.out) == (2, "")
    assert "other questions and votes are counted than here" in refused.err
    assert bot_py("migrate", "--from", old, "--to", postgres_url, "--keep").code == 0
    assert asyncio.run(PostgresCounts(postgres_url).tally()) != there
    assert bot_py("migrate", "--from", old, "--to", postgres_url, "--replace").code == 0
    assert asyncio.run(PostgresCounts(postgres_url).tally()) == there


def test_without_a_source_it_is_where_the_settings_say(
    bot_py: BotPy, data: Path, tmp_path: Path
) -> None:
    assert bot_py("migrate", "--to", tmp_path / "new").lines[1].startswith("There are 0 people")
    save(data, 1)
    assert bot_py("migrate", "--to", tmp_path / "new").lines[1].startswith("There are 1 people")


def test_a_running_bot_is_told_of(bot_py: BotPy, old: Path, tmp_path: Path) -> None:
    possession = Possession(old / "lock")
    possession.take()
    try:
        ran = bot_py("migrate", "--from", old, "--to", tmp_path / "new")
    finally:
        possession.let_go()
    assert (ran.code, ran.out) == (1, "")
    assert f"{old}: process {os.getpid()} on " in ran.err
    assert not (tmp_path / "new").exists()


def test_others_in_the_target_are_refused_until_it_is_said_what_becomes_of_them(
    bot_py: BotPy, old: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    save(new, 20, 21, runs=9)
    refused = bot_py("migrate", "--from", old, "--to", new)
    assert (refused.code, refused.out) == (2, "")
    assert "Nothing was changed. Keep them as they are there with --keep, or" in refused.err
    kept = bot_py("migrate", "--from", old, "--to", new, "--keep")
    assert kept.lines[0].startswith("19 people were moved.")
    assert "2 were kept there as they are." in kept.lines
    replaced = bot_py("migrate", "--from", old, "--to", new, "--replace")
    assert "1 who are not here were removed there." in replaced.lines
    assert everyone(old) == everyone(new)


@pytest.mark.parametrize("place", ["mysql://host/name", "", "https://example.org"])
def test_a_place_that_is_none_is_told(bot_py: BotPy, place: str) -> None:
    ran = bot_py("migrate", "--to", place)
    assert ran.code == 2
    assert "Give postgresql://user:password@host/name, or a folder." in ran.err


def test_a_place_is_not_moved_to_itself(bot_py: BotPy, old: Path) -> None:
    ran = bot_py("migrate", "--from", old, "--to", f"{old}/../old/")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("--to names where everybody is already.")


def test_everybody_is_moved_to_a_database_and_back(
    bot_py: BotPy, old: Path, postgres_url: str
) -> None:
    ran = bot_py("migrate", "--from", old, "--to", postgres_url)
    assert (ran.code, ran.err) == (0, "")
    assert everyone(postgres_url) == everyone(old)
    assert "0 people were moved" in bot_py("migrate", "--from", old, "--to", postgres_url).out
    again = old.with_name("again")
    assert bot_py("migrate", "--from", postgres_url, "--to", again).lines[0].startswith("20 people")
    assert everyone(again) == everyone(old)


def test_a_database_that_is_not_there_is_told_without_its_password(
    bot_py: BotPy, old: Path
) -> None:
    nobody = f"postgresql://ann:secret-word@127.0.0.1:{free_port()}/people"
    ran = bot_py("migrate", "--from", old, "--to", nobody)
    assert (ran.code, ran.out) == (2, "")
    assert "the database can't be reached" in ran.err
    assert "secret-word" not in ran.err


KILLS = [
    pytest.param(300, 2, id="few"),
    pytest.param(2_000, 20, id="many", marks=pytest.mark.soak),
]
"""How many people there are, and how often it is killed at most: no more once half are moved."""
WAYS = [
    {"old": "folder", "new": "folder"},
    {"old": "folder", "new": "database"},
    {"old": "database", "new": "folder"},
]


@pytest.mark.parametrize(("people", "kills"), KILLS)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: " to ".join(way.values()))
def test_killed_in_the_middle_it_goes_on_where_it_was(
    request: pytest.FixtureRequest, tmp_path: Path, people: int, kills: int, way: Mapping[str, str]
) -> None:
    old, new = (place_for(request, tmp_path / name, kind) for name, kind in way.items())
    save(old, *range(1, people + 1))
    migrate = [sys.executable, "bot.py", "migrate", "--from", str(old), "--to", str(new)]
    there, chance = 0, Random(3)
    for _ in range(kills):
        if there < people // 2:
            kill_in_the_middle(migrate, new, there, chance)
            there = saved(new)
    assert 0 < there < people
    ran = subprocess.run(migrate, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    assert ran.stdout.startswith(f"{people - there} people were moved.")
    assert everyone(old) == everyone(new)


def place_for(request: pytest.FixtureRequest, folder: Path, kind: str) -> str | Path:
    """Return that folder, or a database that can be looked into."""
    if kind == "folder":
        return folder
    url = str(request.getfixturevalue("postgres_url"))
    save(url)
    return url


def kill_in_the_middle(
    command: Sequence[str], place: str | Path, there: int, chance: Random
) -> None:
    """Begin to move, and kill that once more people are there than were."""
    end = time.monotonic() + PATIENCE
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:  # noqa: S603
        try:
            while process.poll() is None and saved(place) <= there:
                assert time.monotonic() < end, f"nobody came to the {there} in {PATIENCE} s"
                time.sleep(0.001)
            time.sleep(chance.uniform(0, 0.02))
        finally:
            process.send_signal(signal.SIGKILL)


def saved(place: str | Path) -> int:
    """Return how many people are in a place, as looked at from outside."""
    if isinstance(place, Path):
        return len(list((place / "people").glob("??/*.json")))
    with psycopg.connect(place) as connection:
        ((there,),) = connection.execute("SELECT count(*) FROM people").fetchall()
        return int(there)
