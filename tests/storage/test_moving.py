"""Moving everybody: every record the same in the end, whoever is there already, however often."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.memory import MemoryStore
from storage.moving import Difference, Moved, move
from storage.record import Record
from storage.store import Held, NotSavedError, StorageError, Store
from storage.tinydb_store import TinyDBStore
from tests.storage.records import a_record, records


class Steps:
    """Counts the steps of each part of the work."""

    def __init__(self) -> None:
        self.parts: dict[str, int] = {}
        self.told: dict[str, int] = {}
        self._now = ""

    def begin(self, what: str, people: int) -> None:
        self._now, self.parts[what], self.told[what] = what, 0, people

    def step(self) -> None:
        self.parts[self._now] += 1


async def moved(source: Store, target: Store, difference: Difference = Difference.REFUSE) -> Moved:
    """Move, and check that the progress came to its end."""
    steps = Steps()
    result = await move(source, target, difference=difference, progress=steps)
    assert steps.parts == steps.told
    return result


async def keep(store: Store, *kept: Record) -> None:
    """Save these records."""
    for record in kept:
        async with store.hold(record.person) as held:
            await held.save(record)


async def content(store: Store) -> Mapping[int, Record | None]:
    """Return everyone's record."""
    return {person: await store.load(person) async for person in store.people()}


@asynccontextmanager
async def opened(*stores: Store) -> AsyncIterator[None]:
    """Have stores open."""
    async with AsyncExitStack() as stack:
        for store in stores:
            await store.open()
            stack.push_async_callback(store.close)
        yield


@settings(max_examples=40, deadline=None)
@given(
    kept=st.lists(records(), max_size=5, unique_by=lambda record: record.person),
    back=st.booleans(),
)
async def test_every_record_is_the_same_on_the_other_side(kept: list[Record], back: bool) -> None:
    with TemporaryDirectory() as folder:
        sides: list[Store] = [MemoryStore(), TinyDBStore(Path(folder))]
        source, target = reversed(sides) if back else sides
        async with opened(source, target):
            await keep(source, *kept)
            result = await moved(source, target)
            assert (result.copied, result.source, result.target) == (len(kept),) * 3
            assert await content(target) == {record.person: record for record in kept}
            assert await content(source) == await content(target)


async def test_who_is_there_already_and_the_same_is_passed_over() -> None:
    source, target = MemoryStore(), MemoryStore()
    await keep(source, *(a_record(person) for person in range(1, 31)))
    await keep(target, *(a_record(person) for person in range(1, 11)))
    result = await moved(source, target)
    assert (result.copied, result.target) == (20, 30)
    again = await moved(source, target)
    assert (again.copied, again.target) == (0, 30)


@pytest.fixture
async def differing() -> tuple[MemoryStore, MemoryStore]:
    """Return two stores: person 1 is as here, 2 differs, 3 is new, 4 is a stranger."""
    source, target = MemoryStore(), MemoryStore()
    await keep(source, a_record(1), a_record(2, runs=1), a_record(3))
    await keep(target, a_record(1), a_record(2, runs=7), a_record(4))
    return source, target


async def test_others_there_are_refused_with_what_decides(
    differing: tuple[MemoryStore, MemoryStore],
) -> None:
    source, target = differing
    before = await content(target)
    with pytest.raises(StorageError, match="are 1 people with another record than here, and 1 who"):
        await moved(source, target)
    assert await content(target) == before


async def test_others_there_are_kept_where_that_is_wished(
    differing: tuple[MemoryStore, MemoryStore],
) -> None:
    source, target = differing
    result = await moved(source, target, Difference.KEEP)
    assert (result.copied, result.kept, result.removed) == (1, 2, 0)
    assert await content(target) == {
        1: a_record(1),
        2: a_record(2, runs=7),
        3: a_record(3),
        4: a_record(4),
    }


async def test_others_there_are_replaced_where_that_is_wished(
    differing: tuple[MemoryStore, MemoryStore],
) -> None:
    source, target = differing
    result = await moved(source, target, Difference.REPLACE)
    assert (result.copied, result.kept, result.removed) == (2, 0, 1)
    assert await content(target) == await content(source)


async def test_a_record_that_cannot_be_read_is_told_and_the_others_are_moved(
    tmp_path: Path,
) -> None:
    source, target = TinyDBStore(tmp_path), MemoryStore()
    async with opened(source):
        await keep(source, *(a_record(person) for person in range(1, 6)))
        (tmp_path / "people" / "03" / "3.json").write_text("{")
        result = await moved(source, target)
    assert (result.copied, result.target) == (4, 4)
    (told,) = result.damaged
    assert "set aside under a name that ends with .damaged-1" in told
    assert set(await content(target)) == {1, 2, 4, 5}


class Changing(MemoryStore):
    """A store in which a bot goes on changing somebody."""

    async def load(self, person: int) -> Record | None:
        record = await super().load(person)
        if record is not None and person == 2:
            async with self.hold(2) as held:
                await held.save(replace(record, runs=record.runs + 1))
        return record


async def test_a_bot_that_still_runs_is_noticed() -> None:
    source, target = Changing(), MemoryStore()
    await keep(source, *(a_record(person) for person in range(1, 6)))
    with pytest.raises(StorageError, match="1 people are not the same on both sides: a bot still"):
        await moved(source, target)


class Full(MemoryStore):
    """A store that takes three people."""

    @asynccontextmanager
    async def hold(self, person: int) -> AsyncIterator[Held]:  # type: ignore[override]
        there = await content(self)
        if len(there) >= 3:
            raise NotSavedError("No space is left in there: free some.")
        async with super().hold(person) as held:
            yield held


async def test_a_target_that_fails_says_so_and_what_is_there_counts_at_the_next_try() -> None:
    source, target = MemoryStore(), Full()
    await keep(source, *(a_record(person) for person in range(1, 10)))
    with pytest.raises(NotSavedError, match="No space is left"):
        await moved(source, target)
    roomy = MemoryStore()
    there = await content(target)
    await keep(roomy, *(record for record in there.values() if record is not None))
    result = await moved(source, roomy)
    assert (result.copied, result.target) == (9 - len(there), 9)
