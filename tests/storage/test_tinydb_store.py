"""The TinyDB store beyond the contract: its files, its survey, its locks."""

import asyncio
import json
import os
import shutil
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tinydb import TinyDB

from storage import survey
from storage.atomic import TEMPORARY
from storage.record import to_json
from storage.store import NotSavedError, StorageError
from storage.tinydb_store import TinyDBStore
from tests.clocks import settle
from tests.storage.records import NOON, a_record, a_reply
from tests.storage.test_contract import due, listed, saved


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[TinyDBStore]:
    """Give an open store in the test's folder."""
    store = TinyDBStore(tmp_path)
    await store.open()
    yield store
    await store.close()


def files(root: Path) -> list[str]:
    """Return the paths of all files, in order."""
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def modes(root: Path) -> set[tuple[bool, int]]:
    """Return the permissions below the root, and whether they are of a folder."""
    return {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in root.rglob("*")}


async def test_a_person_is_one_small_file_in_a_folder_of_few(
    store: TinyDBStore, tmp_path: Path
) -> None:
    await saved(store, *map(a_record, (1, 256, 257, 7000000001, -1)))
    assert files(tmp_path) == [
        "lock",
        "people/00/256.json",
        "people/01/1.json",
        "people/01/257.json",
        "people/01/7000000001.json",
        "people/ff/-1.json",
    ]


async def test_anybodys_tinydb_reads_it(store: TinyDBStore, tmp_path: Path) -> None:
    record = a_record(7, answers={"name": "Zoë"})
    await saved(store, record)
    with TinyDB(tmp_path / "people" / "07" / "7.json") as database:
        assert database.get(doc_id=7) == to_json(record)


async def test_what_was_sent_is_noted_in_the_file_as_it_stands(
    store: TinyDBStore, tmp_path: Path
) -> None:
    await saved(store, a_record(7, outbox=(a_reply(),)))
    file = tmp_path / "people" / "07" / "7.json"
    before, inode = file.read_bytes(), file.stat().st_ino
    assert await store.note_sent(7, 1)
    after = file.read_bytes()
    assert file.stat().st_ino == inode
    assert [at for at, byte in enumerate(after) if byte != before[at]] == [len(before) - 4]
    assert len(after) == len(before)


async def test_a_killed_process_has_noted_what_was_sent(store: TinyDBStore, tmp_path: Path) -> None:
    await saved(store, *(a_record(person, outbox=(a_reply(),)) for person in (1, 2)))
    await store.note_sent(1, 1)
    shutil.copytree(tmp_path / "people", tmp_path / "left" / "people")
    next_one = TinyDBStore(tmp_path / "left")
    await next_one.open()
    assert await next_one.unsent(NOON) == [2]
    assert await next_one.load(1) == a_record(1)
    await next_one.close()


async def test_a_file_that_has_changed_meanwhile_is_not_written_to(
    store: TinyDBStore, tmp_path: Path
) -> None:
    await saved(store, a_record(7, outbox=(a_reply(),)))
    file = tmp_path / "people" / "07" / "7.json"
    file.write_text("{}")
    assert not await store.note_sent(7, 1)
    assert file.read_text() == "{}"
    file.unlink()
    with pytest.raises(NotSavedError):
        await store.note_sent(7, 1)


async def test_files_and_folders_are_the_bots_alone(store: TinyDBStore, tmp_path: Path) -> None:
    await saved(store, a_record())
    assert modes(tmp_path) == {(True, 0o700), (False, 0o600)}


async def test_what_killed_saves_left_is_swept_at_the_start(
    store: TinyDBStore, tmp_path: Path
) -> None:
    await saved(store, a_record(7))
    await store.close()
    (tmp_path / "people" / "07" / f"{TEMPORARY}0123").write_bytes(b"half a reco")
    await store.open()
    assert files(tmp_path) == ["lock", "people/07/7.json"]


async def test_the_bot_answers_while_everyone_is_still_being_read(
    store: TinyDBStore, tmp_path: Path
) -> None:
    """Reading one person's file takes as long as the test wants: it is a pipe."""
    before, after = a_record(1, reminder_due=NOON), a_record(1, outbox=(a_reply(),))
    await saved(store, before, a_record(256, reminder_due=NOON))
    await store.close()
    pipe = tmp_path / "people" / "00" / "512.json"
    os.mkfifo(pipe)
    await store.open()
    who_is_due = asyncio.create_task(due(store, NOON))
    unsent = asyncio.create_task(store.unsent(NOON))
    await saved(store, after, a_record(3, reminder_due=NOON))
    assert await store.load(1) == after
    await settle()
    assert not who_is_due.done()
    assert not unsent.done()
    await asyncio.to_thread(_write_record, pipe, 512)
    assert await who_is_due == [3, 256, 512]
    assert await unsent == [1]


async def test_who_waits_for_the_survey_is_told_that_the_store_closes(
    store: TinyDBStore, tmp_path: Path
) -> None:
    await saved(store, a_record(256))
    await store.close()
    pipe = tmp_path / "people" / "00" / "512.json"
    os.mkfifo(pipe)
    await store.open()
    who_is_due = asyncio.create_task(due(store, NOON))
    writer = await asyncio.to_thread(os.open, pipe, os.O_WRONLY)  # opens once it is being read
    closing = asyncio.create_task(store.close())
    await settle()
    assert not closing.done()
    os.write(writer, _a_file(512))
    os.close(writer)
    await closing
    with pytest.raises(StorageError, match="closed"):
        await who_is_due
    with pytest.raises(StorageError, match="closed"):
        await store.unsent(NOON)


def _write_record(pipe: Path, person: int) -> None:
    pipe.write_bytes(_a_file(person))


def _a_file(person: int) -> bytes:
    record = to_json(a_record(person, reminder_due=NOON))
    return json.dumps({"_default": {str(person): record}}).encode()


async def test_before_it_is_open_it_says_so(tmp_path: Path) -> None:
    store = TinyDBStore(tmp_path)
    with pytest.raises(StorageError, match="not open"):
        await store.load(1)
    await store.close()
    assert files(tmp_path) == []


async def test_a_folder_that_cant_be_listed_is_reported_and_the_others_read(
    store: TinyDBStore, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert survey.entries(tmp_path / "people" / "07") == []
    assert "Nobody there is reminded" in caplog.text
    (tmp_path / "people").rmdir()
    (tmp_path / "people").write_text("a file in its place")
    assert await listed(store) == []


async def test_locks_nobody_wants_take_no_memory(store: TinyDBStore) -> None:
    session = store._session
    assert session is not None
    async with store.hold(1):
        waiting = asyncio.create_task(saved(store, a_record(1)))
        await settle()
        assert len(session.locks) == 1
        waiting.cancel()
        await asyncio.wait((waiting,))
        await saved(store, *map(a_record, range(2, 40)))
        assert len(session.locks) == 1
    assert len(session.locks) == 0


async def test_a_cancelled_save_is_finished_before_the_lock_is_free(
    store: TinyDBStore,
) -> None:
    await saved(store, a_record(7, runs=1))
    async with store.hold(7) as held:
        saving = asyncio.create_task(held.save(a_record(7, runs=2, reminder_due=NOON)))
        await asyncio.sleep(0)
        for _ in range(3):
            saving.cancel()
            await asyncio.sleep(0)
        await asyncio.wait((saving,))
        assert saving.cancelled()
        assert held.record == a_record(7, runs=2, reminder_due=NOON)
        assert await store.load(7) == held.record
        assert await due(store, NOON) == [7]
