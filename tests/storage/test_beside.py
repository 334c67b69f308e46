"""Files are worked on by a program beside the bot, and by threads where it can't be."""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import person_file
from storage.beside import Beside
from storage.possession import held_by_many
from storage.store import NotSavedError, StorageError
from storage.threads import Threads
from storage.tinydb_store import TinyDBStore
from storage.worker import framed, unframed
from tests.storage.records import a_record, a_reply


def fail_beyond_words() -> None:
    """Raise an error that no pickle can hold."""
    raise LookupError(threading.Lock())


@asynccontextmanager
async def beside(folder: Path) -> AsyncIterator[Beside]:
    """Have the program running beside."""
    threads = Threads()
    files = Beside(threads, folder / "lock.files")
    await files.open()
    await files.ready()
    yield files
    await files.close()
    await threads.close()


async def test_work_is_done_by_another_process(tmp_path: Path) -> None:
    async with beside(tmp_path) as files:
        workers = await asyncio.gather(files.run(os.getpid), files.run_small(os.getpid))
    assert workers[0] == workers[1] != os.getpid()


async def test_records_go_there_and_back(tmp_path: Path) -> None:
    record, path = a_record(7, outbox=(a_reply(3),)), tmp_path / "7.json"
    saved: list[str] = []
    async with beside(tmp_path) as files:
        await files.run(partial(person_file.write, path, record), then=lambda: saved.append("yes"))
        assert await files.run_small(partial(person_file.read, path, 7)) == record
        assert await files.run_small(partial(person_file.note_sent, path))
    assert saved == ["yes"]
    assert person_file.read(path, 7) == a_record(7)


async def test_what_fails_there_is_raised_here_and_nothing_follows(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file in its place")
    path, steps = tmp_path / "folder" / "7.json", ["begun"]
    async with beside(tmp_path) as files:
        writing = partial(person_file.write, path, a_record(7))
        with pytest.raises(NotSavedError, match="a file stands where the folder should be"):
            await files.run(writing, then=lambda: steps.append("then"))
        with pytest.raises(TypeError, match="pickle"):
            await files.run(threading.Lock)
        with pytest.raises(ZeroDivisionError):
            await files.run_small(partial(divmod, 1, 0))
    assert steps == ["begun"]


async def test_an_error_that_cannot_be_sent_leaves_nobody_waiting(tmp_path: Path) -> None:
    async with beside(tmp_path) as files:
        with pytest.raises(StorageError, match="LookupError"):
            await asyncio.wait_for(files.run(fail_beyond_words), timeout=30)
        assert await files.run(os.getpid) != os.getpid()


async def test_a_program_that_dies_leaves_its_work_to_threads(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    paths = {person: tmp_path / f"{person}.json" for person in range(30)}
    async with beside(tmp_path) as files:
        program = await files.run(os.getpid)
        os.kill(program, signal.SIGSTOP)
        writing = [
            asyncio.create_task(files.run(partial(person_file.write, path, a_record(person))))
            for person, path in paths.items()
        ]
        await asyncio.sleep(0)
        os.kill(program, signal.SIGKILL)
        await asyncio.gather(*writing)
        assert await files.run(os.getpid) == await files.run_small(os.getpid) == os.getpid()
    assert all(person_file.read(path, person) for person, path in paths.items())
    assert "ended" in caplog.text


async def test_a_program_that_cannot_start_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    threads = Threads()
    files = Beside(threads, tmp_path / "lock.files")
    await files.open()
    assert await files.run(os.getpid) == os.getpid()
    await files.close()
    await threads.close()
    assert "could not start" in caplog.text


async def test_a_program_outlives_signals_to_all_and_ends_with_the_store(tmp_path: Path) -> None:
    store = TinyDBStore(tmp_path / "data", beside=True)
    await store.open()
    assert store._session is not None
    files = store._session.files
    assert isinstance(files, Beside)
    await files.ready()
    program = await files.run(os.getpid)
    for number in (signal.SIGTERM, signal.SIGINT):
        os.kill(program, number)
    async with store.hold(1) as held:
        await held.save(a_record(1))
    assert await files.run(os.getpid) == program
    await store.close()
    with pytest.raises(ProcessLookupError):
        os.kill(program, 0)


async def test_a_store_that_closes_before_its_program_is_ready_waits_for_it(tmp_path: Path) -> None:
    store = TinyDBStore(tmp_path / "data", beside=True)
    await store.open()
    async with store.hold(1) as held:
        await held.save(a_record(1))
    await store.close()
    await store.open()
    assert await store.load(1) == a_record(1)
    await store.close()


async def test_a_folder_named_from_where_the_bot_was_started_is_the_same_for_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = TinyDBStore(Path("data"), beside=True)
    await store.open()
    assert store._session is not None
    assert isinstance(store._session.files, Beside)
    await store._session.files.ready()
    async with store.hold(1) as held:
        await held.save(a_record(1))
    await store.close()
    assert [file.name for file in (tmp_path / "data" / "people").glob("*/*")] == ["1.json"]


async def test_the_directory_is_not_taken_while_files_are_written_for_a_killed_bot(
    tmp_path: Path,
) -> None:
    store = TinyDBStore(tmp_path)
    await store.open()
    await store.close()
    with held_by_many(tmp_path / "lock.files"), held_by_many(tmp_path / "lock.files"):
        opening = asyncio.create_task(store.open())
        done, _ = await asyncio.wait((opening,), timeout=0.1)
        assert not done
    await opening
    await store.close()


@given(st.lists(st.binary(max_size=40) | st.none(), max_size=6), st.data())
def test_messages_arrive_however_they_are_cut(
    sent: list[bytes | None], data: st.DataObject
) -> None:
    whole = b"".join(map(framed, sent))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=6)))
    received, arrived = bytearray(), list[bytes | None]()
    for begin, end in zip([0, *cuts], [*cuts, len(whole)], strict=True):
        received += whole[begin:end]
        arrived += unframed(received)
    assert arrived == sent
    assert not received
