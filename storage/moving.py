"""Moving everybody from one store to another: compared first, then copied, then compared again.

A move that is killed is simply begun anew: who is there already, and the same, is passed over.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from storage.record import Record
from storage.store import DamagedError, StorageError, Store

AT_ONCE = 8
"""People in hand at once: as many connections as a database lends gladly."""


class Difference(Enum):
    """What becomes of people in the target who are not as in the source, or not in it at all."""

    REFUSE = auto()
    KEEP = auto()
    REPLACE = auto()


class Progress(Protocol):
    """Is told how far it is."""

    def begin(self, what: str, people: int) -> None:
        """Begin one part of the work, about that many people."""

    def step(self) -> None:
        """One more of them is done."""


@dataclass(frozen=True, kw_only=True)
class Moved:
    """What came of it: people in the source and in the target, and how they got there.

    `damaged` says of each record that could not be read where it was set aside in the source.
    """

    source: int
    target: int
    copied: int
    kept: int
    removed: int
    damaged: tuple[str, ...]


@dataclass(kw_only=True)
class _Pair:
    """A source and a target, and what was found in them so far."""

    source: Store
    target: Store
    progress: Progress
    damaged: dict[int, str]

    async def each(
        self, what: str, people: Iterable[int], work: Callable[[int], Awaitable[None]]
    ) -> None:
        """Do the work for everyone, a few at once."""
        left = list(people)
        self.progress.begin(what, len(left))

        async def one_by_one() -> None:
            while left:
                await work(left.pop())
                self.progress.step()

        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(AT_ONCE):
                    group.create_task(one_by_one())
        except* StorageError as failures:
            raise failures.exceptions[0] from None

    async def wanted(self, person: int) -> Record | None:
        """Return a record of the source; None also where it can't be read, which is noted."""
        try:
            return await self.source.load(person)
        except DamagedError as aside:
            self.damaged[person] = str(aside)
            return None

    async def different(self, what: str, people: Iterable[int]) -> set[int]:
        """Return who is not the same on both sides."""
        found: set[int] = set()

        async def compare(person: int) -> None:
            wanted = await self.wanted(person)
            if person not in self.damaged and wanted != await self.target.load(person):
                found.add(person)

        await self.each(what, people, compare)
        return found

    async def copy(self, person: int) -> None:
        """Let the target have what the source has."""
        wanted = await self.wanted(person)
        if wanted is not None:
            async with self.target.hold(person) as held:
                await held.save(wanted)

    async def remove(self, person: int) -> None:
        """Let the target forget a person."""
        async with self.target.hold(person) as held:
            await held.delete()


async def move(
    source: Store, target: Store, *, difference: Difference, progress: Progress
) -> Moved:
    """Copy everyone from one open store to another, and compare both record by record.

    Raises StorageError when the target holds others and that is to be refused (nothing is changed
    then), when either store fails, or when the two are not the same in the end.
    """
    pair = _Pair(source=source, target=target, progress=progress, damaged={})
    people, there = await _everyone(source), await _everyone(target)
    different = await pair.different("comparing", people & there)
    strangers = there - people
    if difference is Difference.REFUSE and (different or strangers):
        raise StorageError(_refusal(len(different), len(strangers)))
    kept = different if difference is Difference.KEEP else set()
    to_copy = people - (there - different) - kept
    await pair.each("moving", to_copy, pair.copy)
    to_copy -= set(pair.damaged)
    removed = strangers if difference is Difference.REPLACE else set()
    await pair.each("removing", removed, pair.remove)
    return await _checked(pair, people, kept, copied=len(to_copy), removed=len(removed))


async def _checked(
    pair: _Pair, people: set[int], kept: set[int], *, copied: int, removed: int
) -> Moved:
    """Compare everyone. Raises StorageError where somebody is not the same."""
    different = await pair.different("checking", people - kept)
    source, target = await _everyone(pair.source), await _everyone(pair.target)
    missing = source - target - set(pair.damaged)
    if different or missing:
        raise StorageError(
            f"{len(different | missing)} people are not the same on both sides: a bot still uses "
            "one of them. Stop it, then move again with --replace."
        )
    return Moved(
        source=len(source),
        target=len(target),
        copied=copied,
        kept=len(target) - len(source - set(pair.damaged)) + len(kept),
        removed=removed,
        damaged=tuple(pair.damaged.values()),
    )


async def _everyone(store: Store) -> set[int]:
    return {person async for person in store.people()}


def _refusal(different: int, strangers: int) -> str:
    return (
        f"In the target are {different} people with another record than here, and {strangers} who "
        "are not here at all. Nothing was changed. Keep them as they are there with --keep, or "
        "make the target like this one with --replace."
    )
