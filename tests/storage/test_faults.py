"""Disks that are full, read-only or not ours: told with what to do, and the old record intact."""

import errno
import os
import pwd
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage.store import NotSavedError, StorageError
from storage.tinydb_store import TinyDBStore
from tests.storage.disk import Disk
from tests.storage.records import NOON, a_record, a_reply
from tests.storage.small_disks import mounted, remount_read_only, unmount
from tests.storage.test_contract import due, saved

REMEDIES = {
    errno.ENOSPC: "disk is full. Free some space",
    errno.EDQUOT: "quota is used up",
    errno.EROFS: "read-only",
    errno.EACCES: "permission is missing",
    errno.EPERM: "permission is missing",
    errno.EIO: "reports a fault",
    errno.EMFILE: "ulimit -n",
    errno.EXDEV: os.strerror(errno.EXDEV),
}
OLD, NEW = a_record(7000000001, reminder_due=NOON), a_record(7000000001, outbox=(a_reply(),))


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[TinyDBStore]:
    """Give an open store that holds one old record."""
    store = TinyDBStore(tmp_path / "data")
    await store.open()
    await saved(store, OLD)
    yield store
    await store.close()


def leftovers(root: Path) -> list[str]:
    """Return the names of all files but the one person's and the lock."""
    names = {path.name for path in root.rglob("*") if path.is_file()}
    return sorted(names - {"7000000001.json", "lock"})


@pytest.mark.parametrize("number", REMEDIES)
@pytest.mark.parametrize("call", ["write", "flush", "rename"])
async def test_a_failed_save_is_told_and_changes_nothing(
    store: TinyDBStore, tmp_path: Path, disk: Disk, number: int, call: str
) -> None:
    async with store.hold(OLD.person) as held:
        disk.fail_from(0, number, only=call)
        with pytest.raises(NotSavedError, match=REMEDIES[number]) as told:
            await held.save(NEW)
        assert held.record == OLD
        disk.heal()
    assert str(tmp_path / "data" / "people") in str(told.value)
    assert str(OLD.person) not in str(told.value)
    assert await store.load(OLD.person) == OLD
    assert await due(store, NOON) == [OLD.person]
    assert await store.unsent(NOON) == []
    assert leftovers(tmp_path / "data") == []
    await saved(store, NEW)
    assert await store.load(OLD.person) == NEW


async def test_a_failed_deletion_is_told_and_changes_nothing(
    store: TinyDBStore, disk: Disk
) -> None:
    async with store.hold(OLD.person) as held:
        disk.fail_from(0, errno.EROFS, only="unlink")
        with pytest.raises(NotSavedError, match="read-only"):
            await held.delete()
        assert held.record == OLD
    disk.heal()
    assert await store.load(OLD.person) == OLD
    assert await due(store, NOON) == [OLD.person]


async def test_the_first_save_of_a_person_may_fail_too(
    store: TinyDBStore, tmp_path: Path, disk: Disk
) -> None:
    for call in ("mkdir", "open", "write", "flush", "rename"):
        async with store.hold(5) as held:
            disk.fail_from(0, errno.ENOSPC, only=call)
            with pytest.raises(NotSavedError, match="disk is full"):
                await held.save(a_record(5))
            disk.heal()
        assert await store.load(5) is None
        assert leftovers(tmp_path / "data") == []


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES])
async def test_a_directory_that_cant_be_used_is_told_at_the_start(
    tmp_path: Path, disk: Disk, number: int
) -> None:
    store = TinyDBStore(tmp_path / "data")
    disk.fail_from(0, number)
    with pytest.raises(StorageError, match=rf"DATA_DIR.*{REMEDIES[number]}"):
        await store.open()
    disk.heal()
    await store.open()
    await saved(store, a_record())
    await store.close()


async def test_a_record_that_cant_be_read_now_is_not_set_aside(
    store: TinyDBStore, tmp_path: Path
) -> None:
    (file,) = (tmp_path / "data").rglob("*.json")
    content = file.read_bytes()
    file.unlink()
    file.mkdir()
    with pytest.raises(StorageError, match=r"Not read.*a folder stands where a file should be"):
        await store.load(OLD.person)
    file.rmdir()
    file.write_bytes(content)
    assert await store.load(OLD.person) == OLD


@pytest.fixture
def own_folder() -> Iterator[Path]:
    """Give a folder that loses its permission like anybody's: root, who may all, is nobody here."""
    folder = Path(tempfile.mkdtemp(prefix="wayfinder-"))
    is_root = os.geteuid() == 0
    if is_root:
        shutil.chown(folder, "nobody")
        os.seteuid(pwd.getpwnam("nobody").pw_uid)
    yield folder
    if is_root:
        os.seteuid(0)
    shutil.rmtree(folder)


async def test_a_folder_that_lost_its_permission(own_folder: Path) -> None:
    store = TinyDBStore(own_folder / "data")
    await store.open()
    await saved(store, OLD)
    (folder,) = (own_folder / "data" / "people").iterdir()
    folder.chmod(0o500)
    with pytest.raises(NotSavedError, match=r"permission is missing.*chown"):
        await saved(store, NEW)
    folder.chmod(0o000)
    with pytest.raises(StorageError, match="permission is missing"):
        await store.load(OLD.person)
    folder.chmod(0o700)
    await saved(store, NEW)
    assert await store.load(OLD.person) == NEW
    await store.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a real disk of 64 KiB, where the tests may."""
    place = tmp_path / "disk"
    place.mkdir()
    if not mounted(place, "64k"):
        pytest.skip("only root on Linux can mount a small disk")
    yield place
    unmount(place)


async def test_a_disk_that_is_really_full_and_then_read_only(small_disk: Path) -> None:
    store = TinyDBStore(small_disk / "data")
    await store.open()
    await saved(store, OLD)
    (small_disk / "ballast").write_bytes(bytes(40_000))
    with pytest.raises(NotSavedError, match="disk is full"):
        await saved(store, a_record(OLD.person, answers={"text": "x" * 40_000}))
    assert await store.load(OLD.person) == OLD
    assert leftovers(small_disk / "data") == []
    (small_disk / "ballast").unlink()
    await saved(store, NEW)
    await store.close()
    remount_read_only(small_disk)
    with pytest.raises(StorageError, match="read-only"):
        await store.open()
