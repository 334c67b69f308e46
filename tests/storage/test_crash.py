"""Killed at any moment: what was acknowledged is there, and what was begun is whole or absent.

SIGKILL leaves the page cache, so it shows that changes are whole; that they are flushed, and in
which order, is shown in test_atomic.py.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from storage.atomic import TEMPORARY
from tests.storage.records import NOON
from tests.storage.saver import DELETED, PEOPLE, store_at
from tests.storage.test_contract import due

MOST, LONGEST = 40, 0.01
"""What a saver says, and the seconds after that, until it is killed, at most."""


@pytest.fixture(params=["tinydb", "postgres"])
def place(request: pytest.FixtureRequest) -> str:
    """Return where records are kept: a folder, then a database."""
    name = {"tinydb": "tmp_path", "postgres": "postgres_url"}[request.param]
    return str(request.getfixturevalue(name))


@pytest.fixture
def saver(place: str) -> Iterator[subprocess.Popen[str]]:
    """Start the process whose children are killed."""
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "tests.storage.saver", place],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def killed_once(saver: subprocess.Popen[str], said: int, after: float) -> list[list[str]]:
    """Let a child say that much, kill it so many seconds later, and return all that it said."""
    assert saver.stdin is not None
    assert saver.stdout is not None
    saver.stdin.write("\n")
    saver.stdin.flush()
    lines: list[list[str]] = []
    child = 0
    while not child or len(lines) < said:
        words = saver.stdout.readline().split()
        if words[0] == "child":
            child = int(words[1])
        else:
            lines.append(words)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    lines += iter(lambda: saver.stdout.readline().split(), ["dead"])  # type: ignore[union-attr]
    return lines


def unswept(folder: Path) -> list[Path]:
    """Return what killed savers left and the last start did not remove."""
    return list(folder.rglob(f"{TEMPORARY}*"))


async def check(place: str, possible: dict[int, set[int]]) -> dict[int, int]:
    """Check everyone against what they may be, and return what they are.

    Their locks are taken, since a database may still be busy with what a dead process asked for.
    """
    store = store_at(place)
    await store.open()
    found: dict[int, int] = {}
    for person in PEOPLE:
        async with store.hold(person) as held:
            record = held.record
        found[person] = DELETED if record is None else record.runs
        assert found[person] in possible[person]
        assert record is None or record.answers == {"text": "é" * record.runs}
    there = sorted(person for person, runs in found.items() if runs != DELETED)
    assert sorted(await due(store, NOON)) == sorted(await store.unsent(NOON)) == there
    await store.close()
    assert not unswept(Path(place))
    return found


async def kill(saver: subprocess.Popen[str], place: str, times: int) -> None:
    """Kill that often, checking after each time."""
    chance = Random(times)
    now = dict.fromkeys(PEOPLE, DELETED)
    acknowledged = 0
    for _ in range(times):
        possible = {person: {runs} for person, runs in now.items()}
        for word, person, runs in killed_once(
            saver, chance.randint(1, MOST), chance.uniform(0, LONGEST)
        ):
            if word == "try":
                possible[int(person)].add(int(runs))
            else:
                possible[int(person)] = {int(runs)}
                acknowledged += 1
        now = await check(place, possible)
    assert acknowledged > times


async def test_what_was_acknowledged_survives_kills(
    saver: subprocess.Popen[str], place: str
) -> None:
    await kill(saver, place, times=15)


@pytest.mark.soak
async def test_what_was_acknowledged_survives_500_kills(
    saver: subprocess.Popen[str], place: str
) -> None:
    await kill(saver, place, times=500)
