"""`bot.py migrate`: from place to place, killed in the middle, and refused where it must be."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from storage.possession import Possession
from storage.tinydb_store import TinyDBStore
from tests.front_door.conftest import BotPy
from tests.source import ROOT
from tests.storage.records import a_record, a_reply
from tests.storage.test_moving import content, keep, opened

MANY = 300


def save(folder: Path, *people: int, runs: int = 0) -> None:
    """Save people in a folder."""

    async def saved() -> None:
        store = TinyDBStore(folder)
        async with opened(store):
            records = (
                a_record(one, runs=runs, answers={"name": f"P{one}"}, outbox=(a_reply(one),))
                for one in people
            )
            await keep(store, *records)

    asyncio.run(saved())


def everyone(folder: Path) -> object:
    """Return everyone's record."""

    async def read() -> object:
        store = TinyDBStore(folder)
        async with opened(store):
            return await content(store)

    return asyncio.run(read())


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


@pytest.mark.parametrize(
    "kills", [pytest.param(2, id="few"), pytest.param(60, id="many", marks=pytest.mark.soak)]
)
def test_killed_in_the_middle_it_goes_on_where_it_was(tmp_path: Path, kills: int) -> None:
    old, new, chance = tmp_path / "old", tmp_path / "new", Random(3)
    save(old, *range(1, MANY + 1))
    migrate = [sys.executable, "bot.py", "migrate", "--from", str(old), "--to", str(new)]
    there = 0
    for _ in range(kills):
        with subprocess.Popen(migrate, cwd=ROOT, stdout=subprocess.PIPE) as process:  # noqa: S603
            while process.poll() is None and len(saved(new)) <= there:
                time.sleep(0.001)
            time.sleep(chance.uniform(0, 0.02))
            process.send_signal(signal.SIGKILL)
        there = len(saved(new))
    assert there > 0
    ran = subprocess.run(migrate, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    assert ran.stdout.startswith(f"{MANY - there} people were moved.")
    assert everyone(old) == everyone(new)


def saved(folder: Path) -> list[Path]:
    """Return the files of people."""
    return list((folder / "people").glob("??/*.json"))
