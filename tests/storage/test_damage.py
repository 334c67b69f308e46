"""A file that is no record: set aside, told of, and everyone else served."""

import json
import logging
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.person_file import glance, read_plain, write
from storage.record import VERSION, Record, to_json
from storage.store import DamagedError, StorageError, Store
from storage.tinydb_store import TinyDBStore
from tests.storage.records import NOON, a_record, a_reply, records
from tests.storage.test_contract import due, listed, saved

PERSON, OTHER = 7000000001, 7000000001 + 256
"""Two people whose files stand in the same folder."""

WHOLE = json.dumps({"_default": {str(PERSON): to_json(a_record(PERSON))}}).encode()


def holding(**fields: object) -> bytes:
    """Return a file whose record has these fields changed."""
    return json.dumps({"_default": {str(PERSON): {**to_json(a_record(PERSON)), **fields}}}).encode()


DAMAGED = {
    "empty": b"",
    "truncated": WHOLE[: len(WHOLE) // 2],
    "truncated by a byte": WHOLE[:-1],
    "with a tail": WHOLE + b'"}}',
    "zeros": bytes(len(WHOLE)),
    "not UTF-8": b"\xff\xfe" + WHOLE,
    "a list": b"[]",
    "a number": b"7",
    "null": b"null",
    "no table": b"{}",
    "an empty table": b'{"_default": {}}',
    "a table of text": b'{"_default": "secret"}',
    "a document of text": b'{"_default": {"7000000001": "secret"}}',
    "a document of no number": b'{"_default": {"secret": {}}}',
    "too deep": b"[" * 100_000,
    "too long a number": b'{"_default": {"7000000001": ' + b"9" * 5000 + b"}}",
    "somebody else's": WHOLE.replace(str(PERSON).encode(), str(OTHER).encode()),
    "filed under somebody else": WHOLE.replace(b'"7000000001"', b'"8"'),
    "two people's": b'{"_default": {"7000000001": {}, "7": {}}}',
    "a document without its person": holding(person=7),
    "no version": WHOLE.replace(b'"version": %d' % VERSION, b'"version": null'),
    "version zero": holding(version=0),
    "a time without a zone": holding(created_at="2026-03-01T12:00:00"),
    "text for a list": holding(seen="secret"),
    "a missing field": WHOLE.replace(b'"track"', b'"tract"'),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the data directory of the store under test."""
    return tmp_path / "data"


@pytest.fixture
def store(root: Path) -> Store:
    """Return a store that is not open yet."""
    return TinyDBStore(root)


def file_of(root: Path, person: int) -> Path:
    """Return where a person's file stands."""
    return root / "people" / f"{person % 256:02x}" / f"{person}.json"


def misplace(file: Path, elsewhere: Path) -> None:
    """Copy a file to a place that isn't its own."""
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(file.read_bytes())


def names(root: Path) -> list[str]:
    """Return the names of all files of people, whole and damaged, in order."""
    return sorted(file.name for file in root.glob("people/*/*"))


async def damage(store: Store, root: Path, content: bytes) -> Path:
    """Open the store with two people, one of whose files holds this, and return that file."""
    await store.open()
    await saved(store, *(a_record(person, reminder_due=NOON) for person in (PERSON, OTHER)))
    await store.close()
    file = file_of(root, PERSON)
    file.write_bytes(content)
    await store.open()
    return file


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
async def test_a_damaged_file_is_set_aside_and_the_person_starts_anew(
    store: Store, root: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    file = await damage(store, root, content)
    with pytest.raises(DamagedError, match=r"set aside.*\.damaged-1") as told:
        async with store.hold(PERSON):
            pass
    assert file.with_name(f"{file.name}.damaged-1").read_bytes() == content
    async with store.hold(PERSON) as held:
        assert held.record is None
        await held.save(a_record(PERSON, runs=1))
    assert await store.load(PERSON) == a_record(PERSON, runs=1)
    assert await store.load(OTHER) == a_record(OTHER, reminder_due=NOON)
    assert await due(store, NOON) == [OTHER]
    assert "set aside" in caplog.text
    for private in (str(PERSON), "secret"):
        assert private not in caplog.text + str(told.value)
        assert told.value.__cause__ is None
        assert told.value.__suppress_context__
    await store.close()


async def test_looking_at_a_damaged_file_sets_it_aside_too(store: Store, root: Path) -> None:
    file = await damage(store, root, b"")
    with pytest.raises(DamagedError):
        await store.load(PERSON)
    assert await store.load(PERSON) is None
    assert await listed(store) == [OTHER]
    assert file.with_name(f"{file.name}.damaged-1").exists()
    await store.close()


async def test_each_damaged_file_of_a_folder_has_its_number(store: Store, root: Path) -> None:
    await damage(store, root, b"")
    file_of(root, OTHER).write_bytes(b"")
    for person in (PERSON, OTHER):
        with pytest.raises(DamagedError, match="damaged-"):
            await store.load(person)
    await saved(store, a_record(PERSON))
    file_of(root, PERSON).write_bytes(b"again")
    with pytest.raises(DamagedError, match="damaged-3"):
        await store.load(PERSON)
    assert names(root) == [
        f"{PERSON}.json.damaged-1",
        f"{PERSON}.json.damaged-3",
        f"{OTHER}.json.damaged-2",
    ]
    await store.close()


async def test_forgetting_a_person_removes_what_was_set_aside(store: Store, root: Path) -> None:
    await damage(store, root, b"secret")
    with pytest.raises(DamagedError):
        await store.load(PERSON)
    async with store.hold(PERSON) as held:
        await held.delete()
    assert names(root) == [f"{OTHER}.json"]
    await store.close()


async def test_the_damaged_are_counted_at_the_start_and_left_to_be_told(
    store: Store, root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await damage(store, root, holding(reminder_due="soon", outbox="secret"))
    assert await due(store, NOON) == [OTHER]
    assert await store.unsent(NOON) == []
    (record,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert "1 records can't be read" in record.getMessage()
    assert str(PERSON) not in caplog.text
    with pytest.raises(DamagedError):
        await store.load(PERSON)
    await store.close()


@pytest.mark.parametrize(
    "content",
    [
        holding(version=99),
        holding(invented="secret"),
        holding(first_plan={"made_on": "2026-03-01", "earliest": None, "latest": None, "new": 1}),
    ],
)
async def test_a_newer_bots_record_is_left_as_it_is(
    store: Store, root: Path, content: bytes
) -> None:
    """Going back to an older bot must not take anybody's record away."""
    file = await damage(store, root, content)
    with pytest.raises(StorageError, match="newer bot") as told:
        async with store.hold(PERSON):
            pass
    assert not isinstance(told.value, DamagedError)
    assert "secret" not in str(told.value)
    assert file.read_bytes() == content
    await store.close()


async def test_files_that_are_nobodys_are_left_alone(store: Store, root: Path) -> None:
    """Case 56: one number, one way to write it, one person."""
    await store.open()
    await saved(store, a_record(7, outbox=(a_reply(),)))
    await store.close()
    folder = file_of(root, 7).parent
    strangers = ["007.json", "+7.json", "7.JSN", "7.json~", "-0.json", "\u0667.json", "notes.txt"]
    for name in strangers:
        (folder / name).write_bytes(b"whatever")
    elsewhere = root / "people" / "08" / "7.json"
    misplace(file_of(root, 7), elsewhere)
    await store.open()
    assert await listed(store) == [7]
    assert await store.unsent(NOON) == [7]
    assert all((folder / name).exists() for name in strangers)
    await store.close()


@pytest.mark.parametrize("content", [*DAMAGED.values(), holding(version=1), holding(version=99)])
def test_a_glance_sees_nothing_in_what_is_not_as_usual(tmp_path: Path, content: bytes) -> None:
    """What it does not see is read with care, so that the log and the person are told the same."""
    (tmp_path / f"{PERSON}.json").write_bytes(content)
    plain = glance(str(tmp_path), PERSON)
    assert plain is None or plain["version"] == VERSION


@given(record=records(st.just(PERSON)))
def test_a_glance_sees_what_a_reader_reads(record: Record) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{PERSON}.json"
        assert glance(folder, PERSON) is None
        write(path, replace(record, answers={**record.answers, "long": "x" * 70_000}))
        assert glance(folder, PERSON) == read_plain(path, PERSON)
