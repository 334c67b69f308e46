"""Files change all at once: the order of the calls, and a fault at each of them."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from storage import atomic
from storage.atomic import AtomicFile
from tests.storage.disk import Disk


def contents(folder: Path) -> dict[str, bytes]:
    """Return what stands in a folder."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def test_a_file_is_flushed_before_it_has_its_name_and_its_folder_after(
    tmp_path: Path, disk: Disk
) -> None:
    atomic.replace(tmp_path / "7.json", b"new")
    steps = [call for call in disk.calls if call.name in {"write", "flush", "rename"}]
    assert [call.name for call in steps] == ["write", "flush", "rename", "flush"]
    written, flushed, renamed, folder_flushed = steps
    assert written.path == flushed.path == renamed.path
    assert written.path.parent == tmp_path
    assert renamed.target == tmp_path / "7.json"
    assert folder_flushed.path == tmp_path


def test_a_removed_file_is_gone_durably(tmp_path: Path, disk: Disk) -> None:
    atomic.replace(tmp_path / "7.json", b"new")
    disk.calls.clear()
    atomic.remove(tmp_path / "7.json")
    steps = [(call.name, call.path) for call in disk.calls if call.name in {"unlink", "flush"}]
    assert steps == [("unlink", tmp_path / "7.json"), ("flush", tmp_path)]


def test_a_new_folder_is_flushed_into_the_one_above(tmp_path: Path, disk: Disk) -> None:
    atomic.make_folder(tmp_path / "a" / "b")
    steps = [(call.name, call.path) for call in disk.calls if call.name in {"mkdir", "flush"}]
    assert steps == [
        ("mkdir", tmp_path / "a"),
        ("flush", tmp_path),
        ("mkdir", tmp_path / "a" / "b"),
        ("flush", tmp_path / "a"),
    ]


def test_a_write_in_pieces_is_written_whole(tmp_path: Path, disk: Disk) -> None:
    disk.longest_write = 3
    atomic.replace(tmp_path / "7.json", b"0123456789")
    assert contents(tmp_path) == {"7.json": b"0123456789"}


@pytest.mark.parametrize("before", [None, b"old"])
@pytest.mark.parametrize("change", [atomic.remove, lambda path: atomic.replace(path, b"new")])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES])
def test_a_fault_at_any_call_leaves_all_as_it_was(
    tmp_path: Path,
    disk: Disk,
    before: bytes | None,
    change: Callable[[Path], None],
    number: int,
) -> None:
    path = tmp_path / "7.json"

    def prepare() -> dict[str, bytes]:
        path.unlink(missing_ok=True)
        if before is not None:
            path.write_bytes(before)
        disk.calls.clear()
        return contents(tmp_path)

    prepare()
    change(path)
    calls = [call.name for call in disk.calls]
    for at, name in enumerate(calls):
        if name == "close":
            continue
        found = prepare()
        disk.fail_at(at, number)
        with pytest.raises(OSError, match=os.strerror(number)):
            change(path)
        disk.heal()
        assert contents(tmp_path) == found, f"after {name} failed"


def test_a_disk_that_refuses_every_flush_still_shows_what_was_there(
    tmp_path: Path, disk: Disk
) -> None:
    path = tmp_path / "7.json"
    atomic.replace(path, b"old")
    names = [call.name for call in disk.calls]
    disk.calls.clear()
    disk.fail_from(names.index("rename"), errno.EIO, only="flush")
    with pytest.raises(OSError, match="Input/output"):
        atomic.replace(path, b"new")
    disk.heal()
    assert contents(tmp_path) == {"7.json": b"old"}


def test_files_and_folders_are_their_owners_alone(tmp_path: Path) -> None:
    mask = os.umask(0)
    try:
        atomic.replace(tmp_path / "a" / "b" / "7.json", b"new")
    finally:
        os.umask(mask)
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode)
        for path in (tmp_path / "a", tmp_path / "a" / "b", tmp_path / "a" / "b" / "7.json")
    }
    assert modes == {"a": 0o700, "b": 0o700, "7.json": 0o600}


def test_tinydb_works_on_it_as_on_its_own(tmp_path: Path) -> None:
    def use(database: TinyDB) -> list[Any]:
        database.insert_multiple([{"n": 1}, {"n": 2}])
        database.update({"n": 3}, doc_ids=[1])
        database.remove(doc_ids=[2])
        database.table("other").insert({"x": "é"})
        return [*database.all(), *database.table("other").all(), *sorted(database.tables())]

    with (
        TinyDB(tmp_path / "stock.json") as stock,
        TinyDB(tmp_path / "ours.json", storage=AtomicFile) as ours,
    ):
        assert use(ours) == use(stock)
    with TinyDB(tmp_path / "ours.json") as reopened:
        assert reopened.all() == [{"n": 3}]


def test_a_blank_file_forgets_what_it_held(tmp_path: Path) -> None:
    path = tmp_path / "7.json"
    TinyDB(path, storage=AtomicFile).insert({"old": 1})
    blank = TinyDB(path, storage=AtomicFile, blank=True)
    blank.insert({"new": 2})
    blank.insert({"newer": 3})
    with TinyDB(path) as reopened:
        assert reopened.all() == [{"new": 2}, {"newer": 3}]
