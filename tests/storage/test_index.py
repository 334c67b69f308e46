"""The index: always what a search through all records would give."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.index import Entry, Index, entry_of, entry_of_plain
from storage.memory import MemoryStore
from storage.record import Record, to_json
from storage.store import Lease, Store
from storage.tinydb_store import TinyDBStore
from tests.storage.records import NOON, a_record, a_reply, records
from tests.storage.test_contract import due, listed

_TIMES = st.none() | st.sampled_from([NOON + timedelta(hours=n) for n in range(4)])
_ENTRIES = st.builds(
    Entry,
    person=st.integers(1, 6),
    due=_TIMES.map(lambda time: None if time is None else time.timestamp()),
    unsent=st.booleans(),
)


def look(now: datetime) -> Lease:
    """Return a lease that is over as it begins: it claims nobody."""
    return Lease(now=now, until=now)


def search(known: dict[int, Entry], now: datetime, limit: int) -> list[int]:
    """Return who is due by looking at everyone."""
    due = [(entry.due, entry.person) for entry in known.values() if entry.due is not None]
    return [person for when, person in sorted(due) if when <= now.timestamp()][:limit]


@given(
    files=st.lists(_ENTRIES, unique_by=lambda entry: entry.person),
    early=st.lists(_ENTRIES),
    late=st.lists(_ENTRIES),
    cut=st.integers(0, 6),
    limit=st.integers(0, 6),
)
def test_saves_before_during_and_after_the_reading_win_over_what_was_read(
    files: list[Entry], early: list[Entry], late: list[Entry], cut: int, limit: int
) -> None:
    index = Index()
    index.read(files[:cut])
    for entry in early:
        index.put(entry)
    index.read(files[cut:])
    index.complete()
    for entry in late:
        index.put(entry)
    known = {entry.person: entry for entry in (*files, *early, *late)}
    for hour in range(4):
        now = NOON + timedelta(hours=hour)
        assert index.claim_due(look(now), limit) == search(known, now, limit)
    assert sorted(index.unsent()) == sorted(e.person for e in known.values() if e.unsent)


def test_who_is_claimed_is_passed_over_until_the_lease_ends_or_a_save() -> None:
    index = Index()
    for person in range(4):
        index.put(Entry(person=person, due=person, unsent=False))
    index.complete()
    minute = Lease(now=NOON, until=NOON + timedelta(minutes=1))
    assert index.claim_due(minute, 2) == [0, 1]
    assert index.claim_due(minute, 2) == [2, 3]
    index.put(Entry(person=1, due=1, unsent=False))
    assert index.claim_due(look(NOON), 9) == [1]
    assert index.claim_due(look(minute.until), 9) == [0, 1, 2, 3]


@given(record=records())
def test_a_record_and_its_plain_values_make_the_same_entry(record: Record) -> None:
    assert entry_of_plain(record.person, to_json(record)) == entry_of(record)


def test_the_dropped_are_neither_due_nor_unsent() -> None:
    index = Index()
    index.put(Entry(person=1, due=0, unsent=True))
    index.drop(1)
    index.drop(2)
    index.read([Entry(person=1, due=0, unsent=True)])
    index.complete()
    assert index.claim_due(look(datetime.now(UTC)), 10) == []
    assert index.unsent() == []


@asynccontextmanager
async def _open(store: Store) -> AsyncIterator[Store]:
    await store.open()
    yield store
    await store.close()


_CHANGES = st.lists(
    st.builds(
        a_record,
        st.integers(1, 4),
        reminder_due=_TIMES,
        reachable=st.booleans(),
        outbox=st.sampled_from([(), (a_reply(),)]),
    )
    | st.integers(1, 4)
    | st.just("restart"),
    max_size=8,
)


@settings(max_examples=25, deadline=None)
@given(changes=_CHANGES)
async def test_whatever_happens_the_files_tell_the_same_as_the_simple_store(
    changes: list[Record | int | str],
) -> None:
    with TemporaryDirectory() as folder:
        async with _open(TinyDBStore(Path(folder))) as files, _open(MemoryStore()) as simple:
            for change in changes:
                for store in (files, simple):
                    await _make(store, change)
                assert await _view(files) == await _view(simple)


async def _make(store: Store, change: Record | int | str) -> None:
    if isinstance(change, str):
        await store.close()
        await store.open()
        return
    async with store.hold(change if isinstance(change, int) else change.person) as held:
        if isinstance(change, int):
            await held.delete()
        else:
            await held.save(change)


async def _view(store: Store) -> object:
    when_due = [await due(store, NOON + timedelta(hours=hour), 3) for hour in range(4)]
    return await listed(store), sorted(await store.unsent(NOON)), when_due
