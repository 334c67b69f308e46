"""Storage: what a save, a load, a claim and a start cost, with few people and with many.

This bot's two stores beside TinyDB as people use it, TinyDB with its cache, and sqlite3. Each place
is filled with the same records, and used from one process, one call after the other. A save is
flushed to the disk in all but the cached one. Starts happen in a process of their own. What takes
longer than two seconds is done once; of all else the median is told.
"""

import argparse
import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.stores import (
    CLAIMED,
    Cached,
    Files,
    OneFile,
    Place,
    Rows,
    SQLite,
    rows_in,
    write_rows,
)
from storage.record import FirstPlan, Mark, Record, to_json
from tests import postgres

PEOPLE = (100, 10_000, 100_000)
NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=9)

_SECONDS, _MOST = 2.0, 300
"""How long one thing is measured, and how often at most; once at least."""


@dataclass(frozen=True, kw_only=True)
class Contestant:
    """One place: what it is called, how it is made, and whether its address is a database's."""

    name: str
    make: Callable[[str], Place]
    at_server: bool = False


CONTESTANTS: Mapping[str, Contestant] = {
    "one-file": Contestant(name="TinyDB, one file", make=OneFile),
    "cached": Contestant(name="TinyDB, cached", make=Cached),
    "files": Contestant(name="this bot's files", make=Files),
    "rows": Contestant(name="this bot's PostgreSQL", make=Rows, at_server=True),
    "sqlite": Contestant(name="sqlite3, WAL", make=SQLite),
}


def learner(person: int) -> Record:
    """Return somebody in the middle of the roadmap; one in ten is due."""
    chance = random.Random(person)  # noqa: S311 - variety, not secrecy
    due = NOW - timedelta(minutes=1) if person % 10 == 0 else NOW + timedelta(hours=person % 24)
    return Record(
        person=7_000_000_000 + person,
        created_at=NOW - timedelta(days=90),
        heard_at=NOW - timedelta(hours=chance.randrange(200)),
        track="backend",
        answers={
            "standing": "changer",
            "hours": [chance.randrange(3, 12), 12],
            "path": "self",
            "place": {"city": "Berlin", "country": "DE", "zone": "Europe/Berlin"},
            "reminder": "08:00",
            "reminder_days": "daily",
            "name": "Ann",
        },
        marks={
            f"milestone-{number}": Mark(state="done", at=NOW - timedelta(days=number))
            for number in range(5)
        },
        first_plan=FirstPlan(made_on=date(2026, 1, 1), earliest=None, latest=None),
        reminder_due=due,
        seen=tuple(range(900_000_000 + person, 900_000_000 + person + 40)),
    )


@dataclass(frozen=True, kw_only=True)
class Start:
    """What a start costs: seconds to the first record and until all is known, bytes a person."""

    first: float
    whole: float
    memory: float


async def measured(
    what: Callable[[int], Awaitable[float | None]], most: int = _MOST
) -> Sequence[float]:
    """Return how many seconds a thing takes, by its own clock where it has one, each time."""
    took: list[float] = []
    end = time.perf_counter() + _SECONDS
    while not took or (time.perf_counter() < end and len(took) < most):
        begin = time.perf_counter()
        own = await what(len(took))
        took.append(time.perf_counter() - begin if own is None else own)
    return took


async def used(place: Place, people: int) -> tuple[float, float, float]:
    """Return the median seconds of a save, a load and a claim."""
    chance = random.Random(people)  # noqa: S311 - variety, not secrecy

    async def save(turn: int) -> float:
        record = learner(chance.randrange(people))
        return await place.save(
            replace(record, runs=turn + 1, reminder_due=NOW + timedelta(days=1))
        )

    async def load(_turn: int) -> None:
        await place.load(learner(chance.randrange(people)).person)

    async def claim(_turn: int) -> None:
        await place.claim(NOW)

    await place.open()
    try:
        await place.claim(LONG_AGO)  # waits for an index that is still being built
        claims = await measured(claim, most=max(1, min(_MOST, people // 10 // CLAIMED)))
        saves, loads = await measured(save), await measured(load)
    finally:
        await place.close()
    return statistics.median(saves), statistics.median(loads), statistics.median(claims)


async def started(place: Place, people: int) -> Start:
    """Start in this process, which has done nothing else, and say what it took."""
    before, begin = _memory(), time.perf_counter()
    await place.open()
    await place.load(learner(people - 1).person)
    first = time.perf_counter() - begin
    await place.claim(LONG_AGO)
    whole = time.perf_counter() - begin
    memory = (_memory() - before) / people
    await place.close()
    return Start(first=first, whole=whole, memory=memory)


def _memory() -> float:
    status = Path("/proc/self/statm")
    if not status.exists():
        return 0.0
    return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def start_apart(contestant: str, at: str, people: int) -> Start:
    """Start in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.storage", contestant, at, str(people)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    return Start(**json.loads(done.stdout))


def cold() -> bool:
    """Drop what the machine keeps of its disks in memory; False: only root on Linux may."""
    try:
        os.sync()
        Path("/proc/sys/vm/drop_caches").write_text("3")
    except OSError:
        return False
    return True


def place_for(contestant: Contestant, server: postgres.Server | None, within: Path) -> str:
    """Return a fresh address, or a fresh folder `within` one that is removed in the end."""
    if not contestant.at_server:
        return tempfile.mkdtemp(dir=within)
    if server is None:
        raise RuntimeError("there is no server")
    return server.empty()


def line(key: str, at: str, everyone: Path, people: int) -> str:
    """Fill a place, measure it, and return a line of the table."""
    contestant = CONTESTANTS[key]
    asyncio.run(contestant.make(at).fill(rows_in(everyone)))
    os.sync()  # else the first saves would flush what the filling left
    start = start_apart(key, at, people)
    save, load, claim = asyncio.run(used(contestant.make(at), people))
    memory = f"{start.memory:>9,.0f}" if people > PEOPLE[0] else f"{'':>9}"
    told = (
        f"{contestant.name:<22}{people:>8,}{save * 1000:>10.2f}{load * 1000:>10.2f}"
        f"{claim * 1000:>10.2f}{start.first:>9.2f}{start.whole:>9.2f}{memory}"
    )
    if people == PEOPLE[-1] and not contestant.at_server and cold():
        told += f"{start_apart(key, at, people).whole:>9.2f}"
    return told


def run(options: argparse.Namespace) -> None:
    """Print the table."""
    main(getattr(options, "people", PEOPLE))


def at_once(text: str) -> None:
    """Print a line as soon as it is there, whoever reads: some take minutes."""
    print(text, flush=True)


def main(people: Sequence[int] = PEOPLE, report: Callable[[str], None] = at_once) -> None:
    """Print the table for these numbers of people."""
    size = len(json.dumps(to_json(learner(1)), separators=(",", ":")))
    report(f"a record has {size:,} bytes; a save, a load and a claim of 24 in ms, starts in s")
    report(
        f"{'':<22}{'people':>8}{'save':>10}{'load':>10}{'claim':>10}"
        f"{'first':>9}{'start':>9}{'B each':>9}{'cold':>9}"
    )
    reason = postgres.why_not()
    if reason is not None:
        report(f"PostgreSQL is left out: {reason}")
        _lines(people, None, report)
        return
    with postgres.running_server(Path(tempfile.gettempdir()), durable=True) as server:
        _lines(people, server, report)


def _lines(
    people: Sequence[int], server: postgres.Server | None, report: Callable[[str], None]
) -> None:
    # All is removed in the end: a hundred thousand files take minutes, and the table need not wait.
    contestants = [key for key, one in CONTESTANTS.items() if server or not one.at_server]
    with tempfile.TemporaryDirectory(prefix="wayfinder-bench-") as folder:
        for number in people:
            everyone = Path(folder) / "rows"
            write_rows(everyone, map(learner, range(number)))
            for key in contestants:
                at = place_for(CONTESTANTS[key], server, Path(folder))
                report(line(key, at, everyone, number))


def _start(key: str, at: str, people: str) -> None:
    start = asyncio.run(started(CONTESTANTS[key].make(at), int(people)))
    print(json.dumps({"first": start.first, "whole": start.whole, "memory": start.memory}))


if __name__ == "__main__":
    _start(*sys.argv[1:])
