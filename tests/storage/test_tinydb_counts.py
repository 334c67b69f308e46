"""Counts in a file: beside another process, on a failing disk, and when the file is damaged."""

import asyncio
import json
import multiprocessing
from pathlib import Path

import pytest

from storage.counts import Asked, Counted
from storage.store import NotSavedError, StorageError
from storage.tinydb_counts import TinyDBCounts
from tests.storage.test_counts import TODAY, asked

ROUNDS = 25


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def _count(root: Path, first: int) -> None:
    async def add() -> None:
        counts = TinyDBCounts(root)
        for update in range(first, first + ROUNDS):
            await counts.add(update, (Asked(track="a", text="cats"),), TODAY)

    asyncio.run(add())


async def test_two_processes_lose_nothing_of_each_other(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    others = [context.Process(target=_count, args=(tmp_path, n)) for n in (0, 1000)]
    for other in others:
        other.start()
    for other in others:
        await asyncio.to_thread(other.join, 60)
        assert other.exitcode == 0
    (question,) = (await TinyDBCounts(tmp_path).counted()).questions
    assert question.times == 2 * ROUNDS


async def test_what_was_counted_outlives_the_process(tmp_path: Path) -> None:
    await TinyDBCounts(tmp_path).add(1, (asked("cats"),), TODAY)
    again = TinyDBCounts(tmp_path)
    await again.add(1, (asked("cats"),), TODAY)
    assert [one.times for one in (await again.counted()).questions] == [1]


async def test_the_file_names_nobody_and_is_the_bots_alone(tmp_path: Path) -> None:
    await TinyDBCounts(tmp_path).add(1, (asked("cats"),), TODAY)
    file = tmp_path / "counts.json"
    assert file.stat().st_mode & 0o077 == 0
    (document,) = json.loads(file.read_text())["_default"].values()
    assert set(document) == {"version", "counted", "next_number", "updates"}
    assert set(document["counted"]["questions"][0]) == {"number", "track", "text", "times", "last"}


async def test_looking_makes_no_file(tmp_path: Path) -> None:
    assert await TinyDBCounts(tmp_path / "none").counted() == Counted()
    assert _names(tmp_path) == []


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"_default": {"1": {"version": 1, "x": 2}}}']
)
async def test_a_damaged_file_is_set_aside_and_counting_goes_on(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "counts.json").write_bytes(content)
    counts = TinyDBCounts(tmp_path)
    await counts.add(1, (asked("cats"),), TODAY)
    assert len((await counts.counted()).questions) == 1
    assert (tmp_path / "counts.json.damaged-1").read_bytes() == content


async def test_a_newer_bots_file_is_left_alone(tmp_path: Path) -> None:
    content = '{"_default": {"1": {"version": 2}}}'
    (tmp_path / "counts.json").write_text(content)
    with pytest.raises(StorageError, match="another version"):
        await TinyDBCounts(tmp_path).add(1, (asked("cats"),), TODAY)
    assert (tmp_path / "counts.json").read_text() == content


async def test_a_folder_that_cannot_be_made_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    counts = TinyDBCounts(tmp_path / "data")
    with pytest.raises(NotSavedError, match="Move it away"):
        await counts.add(1, (asked("cats"),), TODAY)
