"""Upkeep: the commands for whoever looks after everybody's records."""

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Never

from tqdm import tqdm

from handlers.environment import UsageError, read_settings
from storage import moving_counts
from storage.backup import back_up
from storage.backup import restore as put_back
from storage.choice import chosen, counts_chosen
from storage.counting import Counting
from storage.moving import Difference, Moved, move
from storage.store import Store

DONE, DAMAGED = 0, 1


def backup(options: argparse.Namespace) -> int:
    """Write everybody's records into one new file, beside a running bot, and read it back."""
    people = back_up(_data_dir(), options.file)
    print(f"{people} people are in {options.file}, read back and compared.")
    return DONE


def restore(options: argparse.Namespace) -> int:
    """Put a backup in place of the data; those from before are kept beside it.

    A running bot must be stopped first.
    """
    restored = put_back(_data_dir(), options.file)
    kept = f" Those from before are kept in {restored.before}." if restored.before else ""
    print(f"{restored.people} people are back.{kept}")
    return DONE


def _data_dir() -> Path:
    settings = read_settings()
    if settings.database is not None:
        raise UsageError(
            "DATABASE_URL is set, so everybody is in PostgreSQL, which has backups of its own: "
            "pg_dump and pg_restore. For the files in DATA_DIR, unset it."
        )
    return settings.data_dir


def migrate(options: argparse.Namespace) -> int:
    """Move everybody's records to a database or a folder, and compare both in the end.

    What coaches learn from is moved too: the questions that were asked in vain, and the votes.

    Stop the bot first, and start it with the new place once everybody is there. Nothing is taken
    away from the old one. If it is interrupted, run it again.
    """
    settings = read_settings()
    source = options.source or settings.database or str(settings.data_dir)
    if _same(source, options.target):
        raise UsageError("--to names where everybody is already. Name another place.")
    moved = asyncio.run(_moved(source, options.target, options.difference))
    print(_told(moved))
    return DAMAGED if moved.damaged else DONE


async def _moved(source: str, target: str, difference: Difference) -> Moved:
    counted, to_be_counted = _counts_at(source), _counts_at(target)
    async with _open(_at(source)) as here, _open(_at(target)) as there:
        bars = Bars()
        try:
            tally = await moving_counts.wanted(counted, to_be_counted, difference)
            moved = await move(here, there, difference=difference, progress=bars)
            if tally is not None:
                await moving_counts.replace(to_be_counted, tally)
        finally:
            bars.end()
        return moved


@asynccontextmanager
async def _open(store: Store) -> AsyncIterator[Store]:
    await store.open()
    try:
        yield store
    finally:
        await store.close()


class Bars:
    """A bar on standard error for each part of the work; none where nobody watches."""

    def __init__(self) -> None:
        """Show nothing yet."""
        self._bar: tqdm[Never] | None = None

    def begin(self, what: str, people: int) -> None:
        """Show a new bar."""
        self.end()
        self._bar = tqdm(total=people, desc=what, unit=" people", file=sys.stderr, disable=None)

    def step(self) -> None:
        """Move it on."""
        if self._bar is not None:
            self._bar.update()

    def end(self) -> None:
        """Leave the bar as it is."""
        if self._bar is not None:
            self._bar.close()


def _told(moved: Moved) -> str:
    """Say what came of a move."""
    lines = [
        *moved.damaged,
        f"{moved.copied} people were moved. Both sides were compared, record by record.",
        f"There are {moved.source} people here, and {moved.target} there.",
    ]
    if moved.kept:
        lines.append(f"{moved.kept} were kept there as they are.")
    if moved.removed:
        lines.append(f"{moved.removed} who are not here were removed there.")
    return "\n".join(lines)


def _at(place: str) -> Store:
    return chosen(place if _is_database(place) else None, _folder(place))


def _counts_at(place: str) -> Counting:
    return counts_chosen(place if _is_database(place) else None, _folder(place))


def _is_database(place: str) -> bool:
    return place.startswith(("postgresql://", "postgres://"))


def _folder(place: str) -> Path:
    return Path(place.removeprefix("file://").removeprefix("file:")).expanduser()


def _same(one: str, other: str) -> bool:
    """Tell whether two places are the same one."""
    if _is_database(one) or _is_database(other):
        return one == other
    return _folder(one).resolve() == _folder(other).resolve()
