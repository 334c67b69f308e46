"""A server that restarts, is gone, full, read-only, slow or crowded: told, and nothing lost."""

import asyncio
import logging
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

import psycopg
import pytest

from storage.postgres.limits import Limits
from storage.postgres_store import PostgresStore
from storage.store import Lease, NotSavedError, StorageError
from tests.postgres import GUARDED, PASSWORD, Server
from tests.storage.cut import Line, line_to
from tests.storage.records import NOON, a_record, a_reply
from tests.storage.small_disks import mounted, unmount
from tests.storage.test_contract import due, saved

OLD = a_record(7000000001, reminder_due=NOON)
NEW = a_record(7000000001, outbox=(a_reply(),), answers={"name": "Ottilie"})
PRIVATE = (str(OLD.person), "Ottilie", PASSWORD)

QUICK = Limits(pool=0.6, connect=1, statement=0.3, lock=0.3)
FEW = replace(QUICK, connections=3, queue=0.6)


@asynccontextmanager
async def opened(url: str, limits: Limits = QUICK) -> AsyncIterator[PostgresStore]:
    """Give an open store."""
    store = PostgresStore(url, limits)
    await store.open()
    try:
        yield store
    finally:
        await store.close()


@pytest.fixture
async def store(postgres_url: str) -> AsyncIterator[PostgresStore]:
    """Give an open store that holds one old record."""
    async with opened(postgres_url) as store:
        await saved(store, OLD)
        yield store


@pytest.fixture
def gone(postgres_server: Server) -> Iterator[Server]:
    """Give a server that the test stops; afterwards it runs again."""
    yield postgres_server
    if not (postgres_server.folder / "data" / "postmaster.pid").exists():
        postgres_server.start()


async def at_once(store: PostgresStore, people: int) -> None:
    """Hold that many people at once, so that there are as many connections."""
    gate = asyncio.Barrier(people)

    async def one(person: int) -> None:
        async with store.hold(person):
            await gate.wait()

    await asyncio.gather(*(one(person) for person in range(1, people + 1)))


@pytest.mark.parametrize("how", ["fast", "immediate"])
async def test_case_58_a_restart_between_turns_loses_no_answer(
    postgres_url: str, gone: Server, how: str
) -> None:
    async with opened(postgres_url, Limits(pool=5)) as store:
        await at_once(store, 4)
        await saved(store, OLD)
        gone.stop(how)  # type: ignore[arg-type]
        gone.start()
        assert await store.load(OLD.person) == OLD
        await asyncio.gather(*(saved(store, a_record(person, runs=1)) for person in range(1, 9)))
        assert await due(store, NOON) == [OLD.person]


async def test_a_restart_in_the_middle_of_a_turn_loses_no_answer(
    postgres_url: str, gone: Server
) -> None:
    async with opened(postgres_url, Limits(pool=5)) as store:
        await saved(store, OLD)
        async with store.hold(OLD.person) as held, store.hold(5) as stranger:
            gone.stop()
            gone.start()
            await held.save(NEW)
            await stranger.save(a_record(5))
        assert await store.load(OLD.person) == NEW
        assert await store.load(5) == a_record(5)


async def test_while_the_server_is_gone_it_is_told_and_then_all_is_as_it_was(
    store: PostgresStore, gone: Server, caplog: pytest.LogCaptureFixture
) -> None:
    async with store.hold(OLD.person) as held:
        gone.stop()
        with caplog.at_level(logging.DEBUG), pytest.raises(NotSavedError, match="be reached") as it:
            await held.save(NEW)
    for use in (store.load(1), saved(store, NEW), store.unsent(NOON), due(store, NOON)):
        with pytest.raises(StorageError, match=r"can't be reached.*DATABASE_URL"):
            await use
    gone.start()
    assert await store.load(OLD.person) == OLD
    await saved(store, NEW)
    assert await store.load(OLD.person) == NEW
    assert it.value.__suppress_context__
    assert not [word for word in PRIVATE if word in caplog.text + str(it.value)]


@pytest.fixture
async def line(postgres_server: Server) -> AsyncIterator[tuple[Line, Path]]:
    """Give a line to the server that can be cut, and the folder that stands for it."""
    folder = Path(tempfile.mkdtemp(prefix="wayfinder-line-", dir=postgres_server.folder.parent))
    async with line_to(postgres_server.folder, folder) as line:
        yield line, folder
    shutil.rmtree(folder)


@asynccontextmanager
async def over(
    line: tuple[Line, Path], server: Server, url: str
) -> AsyncIterator[tuple[PostgresStore, PostgresStore]]:
    """Give a store over the line that can be cut, and one beside it."""
    far = url.replace(str(server.folder), str(line[1]))
    async with opened(url) as beside, opened(far) as store:
        await saved(beside, OLD)
        yield store, beside


@pytest.mark.parametrize("committed", [True, False])
@pytest.mark.parametrize("deletes", [True, False])
async def test_a_commit_whose_answer_is_lost_is_done_once(
    line: tuple[Line, Path],
    postgres_server: Server,
    postgres_url: str,
    committed: bool,
    deletes: bool,
) -> None:
    async with over(line, postgres_server, postgres_url) as (store, beside):
        async with store.hold(OLD.person) as held:
            line[0].cut(b"COMMIT", passes_on=committed)
            await (held.delete() if deletes else held.save(NEW))
        assert line[0].cuts == 1
        assert await beside.load(OLD.person) == (None if deletes else NEW)


async def test_what_another_process_changed_meanwhile_is_not_written_over(
    line: tuple[Line, Path], postgres_server: Server, postgres_url: str
) -> None:
    async with over(line, postgres_server, postgres_url) as (store, beside):
        theirs = a_record(OLD.person, runs=9)
        async with store.hold(OLD.person) as held:
            line[0].cut(b"COMMIT", passes_on=False, meanwhile=lambda: saved(beside, theirs))
            with pytest.raises(NotSavedError, match="another process changed"):
                await held.save(NEW)
        assert await store.load(OLD.person) == theirs


async def test_a_question_whose_answer_is_lost_is_asked_again(
    line: tuple[Line, Path], postgres_server: Server, postgres_url: str
) -> None:
    async with over(line, postgres_server, postgres_url) as (store, _):
        for ask in (lambda: store.load(OLD.person), lambda: due(store, NOON)):
            line[0].cut(b"FROM people", passes_on=True)
            assert await ask() in (OLD, [OLD.person])
        assert line[0].cuts == 2


REFUSALS = {
    "53100": "disk is full. Free some space",
    "25006": "read-only",
    "42501": "lacks a permission",
    "57014": "took too long",
    "XX000": "refused",
}


@pytest.mark.parametrize("code", REFUSALS)
async def test_a_failed_save_is_told_and_changes_nothing(
    store: PostgresStore, postgres_server: Server, postgres_url: str, code: str
) -> None:
    """The server itself raises it, quoting what it was to save, as it does in earnest."""
    postgres_server.do(
        f"""
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '%', NEW.record::text USING ERRCODE = '{code}'; END $$;
        CREATE TRIGGER refuse BEFORE UPDATE OR DELETE ON people
        FOR EACH ROW EXECUTE FUNCTION refuse();
        """,
        postgres_url,
    )
    async with store.hold(OLD.person) as held:
        with pytest.raises(
            NotSavedError, match=rf"Not saved\. PostgreSQL: .*{REFUSALS[code]}"
        ) as it:
            await held.save(NEW)
        assert held.record == OLD
    async with store.hold(OLD.person) as held:
        with pytest.raises(NotSavedError, match=REFUSALS[code]):
            await held.delete()
    assert not [word for word in PRIVATE if word in str(it.value)]
    assert it.value.__suppress_context__
    assert await store.load(OLD.person) == OLD
    assert await store.unsent(NOON) == []
    postgres_server.do("DROP TRIGGER refuse ON people", postgres_url)
    await saved(store, NEW)
    assert await store.load(OLD.person) == NEW


async def test_a_database_that_is_read_only_still_reads(
    store: PostgresStore, postgres_url: str
) -> None:
    async with opened(f"{postgres_url}%20-c%20default_transaction_read_only%3Don") as reading:
        with pytest.raises(StorageError, match="read-only"):
            await saved(reading, NEW)
        assert await reading.load(OLD.person) == OLD
    await saved(store, NEW)


async def test_a_permission_that_was_lost_and_given_back(postgres_server: Server) -> None:
    url = postgres_server.empty(GUARDED)
    async with opened(url) as store:
        await saved(store, OLD)
        postgres_server.do("ALTER TABLE people OWNER TO wayfinder", _as_superuser(url))
        with pytest.raises(StorageError, match=r"lacks a permission.*GRANT"):
            await saved(store, NEW)
        postgres_server.do(f"GRANT ALL ON people TO {GUARDED}", _as_superuser(url))
        await saved(store, NEW)
        assert await store.load(OLD.person) == NEW


def _as_superuser(url: str) -> str:
    return url.replace(GUARDED, "wayfinder")


@pytest.fixture
def small_disk(postgres_server: Server) -> Iterator[Path]:
    """Mount a real disk of 1 MiB that the server may write on, where the tests may mount."""
    place = postgres_server.folder / "small"
    place.mkdir()
    if not mounted(place, "1m"):
        pytest.skip("only root on Linux can mount a small disk")
    if postgres_server.user is not None:
        shutil.chown(place, postgres_server.user)
    yield place
    unmount(place)


async def test_a_disk_that_is_really_full(
    store: PostgresStore, postgres_server: Server, postgres_url: str, small_disk: Path
) -> None:
    postgres_server.do(f"CREATE TABLESPACE small LOCATION '{small_disk}'")
    postgres_server.do("ALTER TABLE people SET TABLESPACE small", postgres_url)
    try:
        big = {str(number): os.urandom(4000).hex() for number in range(40)}
        everyone = [a_record(person, answers=big) for person in range(1, 40)]
        with pytest.raises(NotSavedError, match="disk is full"):
            await saved(store, *everyone)
        assert await store.load(OLD.person) == OLD
        await saved(store, NEW)
    finally:
        await store.close()
        postgres_server.do("DROP TABLE people", postgres_url)
        postgres_server.do("DROP TABLESPACE small")


async def test_more_people_than_seats_are_told_once_they_have_waited_long(
    postgres_url: str,
) -> None:
    async with opened(postgres_url, FEW) as store, store.hold(1), store.hold(2):
        with pytest.raises(StorageError, match="so many people at once"):
            await saved(store, a_record(3))
    async with opened(postgres_url, Limits(connections=2)) as store:
        await asyncio.gather(*(saved(store, a_record(person)) for person in range(30)))


async def test_a_crowd_waits_longer_than_a_server_that_is_gone(postgres_url: str) -> None:
    """Each turn is as long as a connection is waited for, and yet nobody is told that it failed."""
    slow = replace(QUICK, connections=3, queue=60)
    async with opened(postgres_url, slow) as store:

        async def turn(person: int) -> None:
            async with store.hold(person) as held:
                await asyncio.sleep(slow.pool)
                await held.save(a_record(person))

        await asyncio.gather(*map(turn, range(1, 7)))
        assert {person async for person in store.people()} == set(range(1, 7))


async def test_questions_never_wait_behind_a_crowd(postgres_url: str) -> None:
    async with opened(postgres_url, FEW) as store, store.hold(1), store.hold(2):
        crowd = [asyncio.create_task(saved(store, a_record(person))) for person in range(3, 40)]
        for _ in range(10):
            assert await store.load(99) is None
            assert await due(store, NOON) == []
            assert await store.renew([1], Lease(now=NOON, until=NOON)) == {1}
        assert not any(task.done() for task in crowd)
        for task in crowd:
            task.cancel()
        await asyncio.gather(*crowd, return_exceptions=True)


async def test_somebody_who_floods_has_one_connection_at_most(postgres_url: str) -> None:
    async with opened(postgres_url, FEW) as store, store.hold(1):
        flood = [asyncio.create_task(saved(store, a_record(1))) for _ in range(50)]
        for person in range(2, 12):
            await saved(store, a_record(person))
        assert not any(task.done() for task in flood)
        for task in flood:
            task.cancel()
        await asyncio.gather(*flood, return_exceptions=True)


@pytest.mark.parametrize("limits", [replace(QUICK, lock=9), replace(QUICK, statement=9)])
async def test_a_row_that_somebody_keeps_is_waited_for_and_then_told(
    store: PostgresStore, postgres_url: str, limits: Limits
) -> None:
    async with opened(postgres_url, limits) as other:
        async with store.hold(OLD.person), asyncio.timeout(5):
            with pytest.raises(StorageError, match="took too long"):
                await saved(other, NEW)
        await saved(other, NEW)


async def test_a_turn_that_stands_still_lets_the_row_go(postgres_url: str) -> None:
    """Whoever comes after it goes on; when it wakes, it finds that it came too late."""
    still = Limits(idle_in_transaction=0.1)
    async with opened(postgres_url, still) as store, opened(postgres_url, Limits()) as other:
        async with store.hold(1) as held:
            await saved(other, a_record(1, runs=2))
            with pytest.raises(NotSavedError, match="another process changed"):
                await held.save(a_record(1, runs=1))
        assert await store.load(1) == a_record(1, runs=2)


WRONG = {
    "password": "refuses the user or the password",
    "host": "can't be reached",
    "name": "no such database",
    "form": "can't be read. Write it like postgresql://",
}


@pytest.mark.parametrize("what", WRONG)
async def test_an_address_that_leads_nowhere_is_told_at_the_start(
    postgres_server: Server, what: str, caplog: pytest.LogCaptureFixture
) -> None:
    url = postgres_server.url(role=GUARDED)
    wrong = {
        "password": url.replace(PASSWORD, "wrong-secret"),
        "host": url.replace(str(postgres_server.folder), "/nowhere"),
        "name": url.replace("@/postgres?", "@/nothing?"),
        "form": f"postgresql://guarded:{PASSWORD}@[",
    }[what]
    with caplog.at_level(logging.DEBUG), pytest.raises(StorageError, match=WRONG[what]) as told:
        await PostgresStore(wrong, QUICK).open()
    assert "secret" not in caplog.text + str(told.value)
    assert told.value.__suppress_context__


async def test_what_was_acknowledged_is_there_after_the_server_crashed(
    postgres_url: str, gone: Server
) -> None:
    async with opened(postgres_url, Limits(pool=5)) as store:
        acknowledged: dict[int, int] = {}
        enough = asyncio.Event()

        async def save_for_ever(person: int) -> None:
            for runs in count(1):
                await saved(store, a_record(person, runs=runs))
                acknowledged[person] = runs
                if runs == 30:
                    enough.set()

        tasks = [asyncio.create_task(save_for_ever(person)) for person in range(1, 5)]
        await enough.wait()
        await asyncio.to_thread(gone.stop, "immediate")
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        gone.start()
        for person, runs in acknowledged.items():
            record = await store.load(person)
            assert record is not None
            assert runs <= record.runs <= runs + 1


async def test_every_session_commits_durably(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        assert connection.execute("SHOW synchronous_commit").fetchone() == ("on",)
