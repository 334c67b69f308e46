"""Backup and restore: everyone comes back, or nothing is touched."""

import asyncio
import hashlib
import stat
import tarfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from storage.backup import back_up, restore
from storage.record import Record
from storage.store import LockedError, StorageError
from storage.tinydb_store import TinyDBStore
from tests.storage.disk import Disk
from tests.storage.records import NOON, a_record, a_reply
from tests.storage.test_contract import listed, saved

EVERYONE = [
    a_record(person, reminder_due=NOON, outbox=(a_reply(),), answers={"name": "Zoë"})
    for person in (1, 257, 7000000001, -5)
]


async def fill(root: Path, *everyone: Record) -> None:
    """Save these records in a data directory."""
    store = TinyDBStore(root)
    await store.open()
    await saved(store, *everyone)
    await store.close()


async def everyone_in(root: Path) -> list[Record]:
    """Return all records of a data directory, by person."""
    store = TinyDBStore(root)
    await store.open()
    found = [await store.load(person) for person in await listed(store)]
    await store.close()
    return [record for record in found if record is not None]


def names(folder: Path) -> set[str]:
    """Return the names of what stands in a folder."""
    return {path.name for path in folder.iterdir()}


def ordered(everyone: list[Record]) -> list[Record]:
    """Return records by person."""
    return sorted(everyone, key=lambda record: record.person)


async def test_everyone_comes_back(tmp_path: Path) -> None:
    await fill(tmp_path / "old", *EVERYONE)
    assert back_up(tmp_path / "old", tmp_path / "backup.tar.gz") == len(EVERYONE)
    restored = restore(tmp_path / "new", tmp_path / "backup.tar.gz")
    assert (restored.people, restored.before) == (len(EVERYONE), None)
    assert await everyone_in(tmp_path / "new") == ordered(EVERYONE)


async def test_what_was_sent_before_a_backup_is_not_sent_after_it(tmp_path: Path) -> None:
    store = TinyDBStore(tmp_path / "old")
    await store.open()
    async with store.hold(1) as held:
        await held.save(a_record(1, outbox=(a_reply(),)))
    await store.note_sent(1, 1)
    back_up(tmp_path / "old", tmp_path / "backup.tar.gz")
    await store.close()
    restore(tmp_path / "new", tmp_path / "backup.tar.gz")
    assert await everyone_in(tmp_path / "new") == [a_record(1)]


async def test_those_from_before_are_kept_under_another_name(tmp_path: Path) -> None:
    root, backup = tmp_path / "data", tmp_path / "backup.tar.gz"
    await fill(root, *EVERYONE)
    back_up(root, backup)
    await fill(root, a_record(1, runs=9), a_record(2))
    for number in (1, 2):
        restored = restore(root, backup)
        assert restored.before == root / f"people.before-{number}"
        assert await everyone_in(root) == ordered(EVERYONE)
    assert not (root / "people.restoring").exists()


async def test_a_backup_beside_a_running_bot_holds_each_record_whole(tmp_path: Path) -> None:
    store = TinyDBStore(tmp_path / "data")
    await store.open()
    await saved(store, *EVERYONE)
    stop = asyncio.Event()

    async def keep_saving() -> None:
        runs = 0
        while not stop.is_set():
            runs += 1
            await saved(store, *(replace(record, runs=runs) for record in EVERYONE))
            await saved(store, a_record(99))
            async with store.hold(99) as held:
                await held.delete()

    saving = asyncio.create_task(keep_saving())
    for number in range(5):
        await asyncio.to_thread(back_up, tmp_path / "data", tmp_path / f"{number}.tar.gz")
    stop.set()
    await saving
    await store.close()
    for number in range(5):
        restore(tmp_path / "copy", tmp_path / f"{number}.tar.gz")
        copies = [record for record in await everyone_in(tmp_path / "copy") if record.person != 99]
        assert [replace(copy, runs=0) for copy in copies] == ordered(EVERYONE)


async def test_restore_refuses_while_a_bot_runs(tmp_path: Path) -> None:
    await fill(tmp_path / "old", *EVERYONE)
    back_up(tmp_path / "old", tmp_path / "backup.tar.gz")
    store = TinyDBStore(tmp_path / "new")
    await store.open()
    await saved(store, a_record(3))
    with pytest.raises(LockedError, match="is using this folder"):
        restore(tmp_path / "new", tmp_path / "backup.tar.gz")
    assert await listed(store) == [3]
    await store.close()


async def test_a_backup_is_private_and_checks_by_sha256sum(tmp_path: Path) -> None:
    await fill(tmp_path / "data", a_record(7))
    file = tmp_path / "backup.tar.gz"
    back_up(tmp_path / "data", file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with tarfile.open(file) as archive:
        content = archive.extractfile("7.json")
        sums = archive.extractfile("SHA256SUMS")
        assert content is not None
        assert sums is not None
        assert sums.read().decode() == f"{hashlib.sha256(content.read()).hexdigest()}  7.json\n"


async def test_a_backup_never_replaces_a_file(tmp_path: Path) -> None:
    await fill(tmp_path / "data", a_record(7))
    (tmp_path / "precious").write_bytes(b"x")
    with pytest.raises(StorageError, match="is there already"):
        back_up(tmp_path / "data", tmp_path / "precious")
    assert (tmp_path / "precious").read_bytes() == b"x"


def test_a_backup_of_nothing_and_a_restore_of_nothing_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="nobody was ever saved here"):
        back_up(tmp_path, tmp_path / "backup.tar.gz")
    with pytest.raises(StorageError, match="no such backup"):
        restore(tmp_path / "data", tmp_path / "backup.tar.gz")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [28, 5])
async def test_a_disk_that_fails_leaves_no_half_backup(
    tmp_path: Path, disk: Disk, number: int
) -> None:
    await fill(tmp_path / "data", *EVERYONE)
    for call in ("open", "flush", "rename"):
        disk.calls.clear()
        disk.fail_from(0, number, only=call)
        with pytest.raises(StorageError, match="disk"):
            back_up(tmp_path / "data", tmp_path / "backup.tar.gz")
        disk.heal()
        assert names(tmp_path) == {"data"}


def cut(content: bytes) -> bytes:
    """Return the first half."""
    return content[: len(content) // 2]


@pytest.mark.parametrize("harm", [cut, lambda _: b"", lambda _: b"no archive"])
async def test_a_damaged_backup_is_refused_and_nothing_changes(
    tmp_path: Path, harm: Callable[[bytes], bytes]
) -> None:
    await fill(tmp_path / "data", *EVERYONE)
    file = tmp_path / "backup.tar.gz"
    back_up(tmp_path / "data", file)
    file.write_bytes(harm(file.read_bytes()))
    await fill(tmp_path / "data", a_record(3))
    with pytest.raises(StorageError, match="damaged"):
        restore(tmp_path / "data", file)
    assert await everyone_in(tmp_path / "data") == ordered([*EVERYONE, a_record(3)])
    assert names(tmp_path / "data") == {"people", "lock"}


async def test_a_changed_byte_is_found_or_harmless(tmp_path: Path) -> None:
    await fill(tmp_path / "data", *EVERYONE)
    file = tmp_path / "backup.tar.gz"
    back_up(tmp_path / "data", file)
    whole = file.read_bytes()
    before = people_files(tmp_path / "data")
    refused = 0
    for at in range(0, len(whole), 50):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 16]) + whole[at + 1 :])
        root = tmp_path / str(at)
        try:
            restore(root, file)
        except StorageError:
            refused += 1
            assert people_files(root) == {}
        else:
            assert people_files(root) == before
    assert refused > 5


def people_files(root: Path) -> dict[str, bytes]:
    """Return what stands in people's files."""
    return {file.name: file.read_bytes() for file in root.glob("people/*/*")}


async def test_an_archive_with_foreign_names_is_refused(tmp_path: Path) -> None:
    """Not every tar is a backup, and none writes outside its place."""
    (tmp_path / "x").write_bytes(b"{}")
    with tarfile.open(tmp_path / "evil.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "x", "../../7.json")
        archive.add(tmp_path / "x", "7.json")
    with pytest.raises(StorageError, match="checksums are wrong"):
        restore(tmp_path / "data", tmp_path / "evil.tar.gz")
    assert await everyone_in(tmp_path / "data") == []


@pytest.mark.parametrize("at", range(4))
async def test_a_restore_that_was_killed_is_finished_at_the_next_start(
    tmp_path: Path, disk: Disk, at: int
) -> None:
    """It is as if it had never begun, until everyone is gathered; from then on it is done."""
    root, backup = tmp_path / "data", tmp_path / "backup.tar.gz"
    await fill(root, *EVERYONE)
    back_up(root, backup)
    await fill(root, a_record(3))
    renames = kill_at_rename(disk, root, backup, at)
    there = await everyone_in(root)
    assert there == ordered(EVERYONE if len(renames) > 1 else [*EVERYONE, a_record(3)])


def kill_at_rename(disk: Disk, root: Path, backup: Path, at: int) -> list[Path]:
    """Begin a restore whose rename of that number fails, and return what was renamed."""
    disk.calls.clear()
    disk.fail_nth("rename", at)
    with suppress(StorageError):
        restore(root, backup)
    disk.heal()
    return [call.path for call in disk.calls if call.name == "rename"]
