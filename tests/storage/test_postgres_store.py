"""The PostgreSQL store beyond the contract: its tables, what it sets aside, what it costs."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import psycopg
import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from hypothesis import given
from hypothesis import strategies as st

from storage.migrations import migrated
from storage.postgres import schema
from storage.postgres.jsonb import text_of
from storage.postgres.limits import Limits
from storage.postgres.queries import query
from storage.postgres_store import PAGE, PostgresStore
from storage.record import VERSION, from_json, to_json
from storage.store import DamagedError, StorageError
from tests.postgres import Server
from tests.storage.examples import example
from tests.storage.records import NOON, a_record, a_reply
from tests.storage.test_contract import due, listed, saved

PERSON, OTHER = 7000000001, 7000000002


@pytest.fixture
async def store(postgres_url: str) -> AsyncIterator[PostgresStore]:
    """Give an open store."""
    store = PostgresStore(postgres_url)
    await store.open()
    yield store
    await store.close()


def in_row(server: Server, url: str, record: object) -> None:
    """Put something in the place of a person's record, and make it due and unsent."""
    text = json.dumps(record).replace("'", "''")
    server.do(
        f"INSERT INTO people (person, record, due, unsent) VALUES ({PERSON}, '{text}', "  # noqa: S608
        "'2026-01-01', true)",
        url,
    )


def test_the_newest_step_is_the_one_that_the_bot_knows() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


async def test_many_processes_may_start_at_once(postgres_url: str) -> None:
    stores = [PostgresStore(postgres_url) for _ in range(5)]
    await asyncio.gather(*(store.open() for store in stores))
    await saved(stores[0], a_record())
    assert await stores[4].load(1) == a_record()
    await asyncio.gather(*(store.close() for store in stores))


async def test_tables_of_a_newer_bot_are_left_alone(
    store: PostgresStore, postgres_server: Server, postgres_url: str
) -> None:
    await saved(store, a_record())
    postgres_server.do("UPDATE alembic_version SET version_num = '9999'", postgres_url)
    with pytest.raises(StorageError, match=r"newer bot.*Run that bot again"):
        await PostgresStore(postgres_url).open()
    assert await store.load(1) == a_record()


async def test_a_step_that_fails_leaves_nothing_half_done(
    postgres_server: Server, postgres_url: str
) -> None:
    postgres_server.do("CREATE TABLE set_aside (mine integer)", postgres_url)
    with pytest.raises(StorageError, match=r"Not opened\. PostgreSQL: it refused"):
        await PostgresStore(postgres_url).open()
    assert postgres_server.do("SELECT to_regclass('people')", postgres_url) == [(None,)]


async def test_a_user_who_may_make_no_tables_is_told_what_to_grant(
    postgres_server: Server, postgres_url: str
) -> None:
    url = postgres_url.replace("wayfinder:", "guarded:")
    schema_name = url.rpartition("%3D")[2]
    postgres_server.do(f"GRANT USAGE ON SCHEMA {schema_name} TO guarded")
    with pytest.raises(StorageError, match="CREATE ON SCHEMA"):
        await PostgresStore(url).open()


async def test_a_record_is_jsonb_with_its_version_and_what_spans_people_is_indexed(
    store: PostgresStore, postgres_server: Server, postgres_url: str
) -> None:
    await saved(store, a_record(PERSON, reminder_due=NOON, outbox=(a_reply(),)))
    rows = postgres_server.do(
        "SELECT person, record->'version', due, unsent, jsonb_typeof(record) FROM people",
        postgres_url,
    )
    assert rows == [(PERSON, VERSION, NOON, True, "object")]
    plan = postgres_server.do(
        "EXPLAIN SELECT person FROM people WHERE due <= now() ORDER BY due, person LIMIT 5",
        f"{postgres_url}%20-c%20enable_seqscan%3Doff",
    )
    assert "people_due" in str(plan)


async def test_a_record_of_an_earlier_version_is_read(
    store: PostgresStore, postgres_server: Server, postgres_url: str
) -> None:
    in_row(postgres_server, postgres_url, example(1))
    record = await store.load(PERSON)
    assert record is not None
    assert record == from_json(migrated(example(1)))


DAMAGED = {
    "empty": {},
    "no version": {**to_json(a_record(PERSON)), "version": None},
    "somebody else's": to_json(a_record(OTHER)),
    "a time without a zone": {**to_json(a_record(PERSON)), "created_at": "2026-03-01T12:00:00"},
    "text for a list": {**to_json(a_record(PERSON)), "seen": "secret"},
}


@pytest.mark.parametrize("looks", [True, False])
@pytest.mark.parametrize("record", DAMAGED.values(), ids=DAMAGED.keys())
async def test_a_damaged_record_is_set_aside_and_the_person_starts_anew(
    store: PostgresStore,
    postgres_server: Server,
    postgres_url: str,
    record: object,
    looks: bool,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await saved(store, a_record(OTHER, reminder_due=NOON))
    in_row(postgres_server, postgres_url, record)
    with pytest.raises(DamagedError, match=r"set aside as number 1 of the table") as told:
        await (store.load(PERSON) if looks else saved(store, a_record(PERSON)))
    kept = postgres_server.do("SELECT person, record FROM set_aside", postgres_url)
    assert kept == [(PERSON, record)]
    assert await store.load(PERSON) is None
    await saved(store, a_record(PERSON, runs=1))
    assert await store.load(PERSON) == a_record(PERSON, runs=1)
    assert await due(store, NOON) == [OTHER]
    for private in (str(PERSON), "secret"):
        assert private not in caplog.text + str(told.value)
    assert told.value.__suppress_context__


async def test_forgetting_a_person_removes_what_was_set_aside(
    store: PostgresStore, postgres_server: Server, postgres_url: str
) -> None:
    in_row(postgres_server, postgres_url, {"secret": 1})
    with pytest.raises(DamagedError):
        await store.load(PERSON)
    async with store.hold(PERSON) as held:
        await held.delete()
    assert postgres_server.do("SELECT count(*) FROM set_aside", postgres_url) == [(0,)]


@pytest.mark.parametrize("change", [{"version": 99}, {"invented": "secret"}])
async def test_a_newer_bots_record_is_left_as_it_is(
    store: PostgresStore, postgres_server: Server, postgres_url: str, change: dict[str, object]
) -> None:
    in_row(postgres_server, postgres_url, {**to_json(a_record(PERSON)), **change})
    with pytest.raises(StorageError, match="newer bot") as told:
        await store.load(PERSON)
    assert not isinstance(told.value, DamagedError)
    assert "secret" not in str(told.value)
    assert postgres_server.do("SELECT count(*) FROM people", postgres_url) == [(1,)]


async def test_what_is_no_object_is_refused_by_the_table_itself(
    store: PostgresStore, postgres_server: Server, postgres_url: str
) -> None:
    assert await listed(store) == []
    with pytest.raises(psycopg.errors.CheckViolation):
        in_row(postgres_server, postgres_url, None)


async def test_a_turn_that_saves_nothing_leaves_no_trace(
    store: PostgresStore, postgres_server: Server, postgres_url: str
) -> None:
    async with store.hold(1) as held:
        assert held.record is None
    assert postgres_server.do("SELECT count(*) FROM people", postgres_url) == [(0,)]


async def test_everyone_is_listed_over_many_pages(
    store: PostgresStore, postgres_server: Server, postgres_url: str
) -> None:
    edge = 2**63
    people = [-edge, *range(2 * PAGE - 2), edge - 1]
    rows = ", ".join(f"({person}, '{{}}')" for person in people)
    postgres_server.do(f"INSERT INTO people (person, record) VALUES {rows}", postgres_url)  # noqa: S608
    assert await listed(store) == people


FLOATS = st.floats(allow_nan=False, allow_infinity=False)


@given(
    value=st.recursive(
        FLOATS | st.integers() | st.text() | st.sampled_from(["1e23", '"1e5"', "\\1e5", "\\"]),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=8,
    )
)
def test_numbers_are_written_out_and_texts_left_alone(value: object) -> None:
    record = a_record(answers={"value": value})
    text = text_of(record)
    plain = json.loads(text, parse_float=_without_exponent)
    assert from_json(plain).answers == from_json(json.loads(text_of(record))).answers
    if value == "1e23":
        assert '"1e23"' in text


def _without_exponent(text: str) -> float:
    assert "e+" not in text
    return float(text)


def test_a_question_that_nobody_wrote_is_an_error() -> None:
    with pytest.raises(KeyError):
        query("invented")


def test_the_driver_and_the_migrations_are_loaded_only_where_they_are_used(
    postgres_url: str,
) -> None:
    """A process that keeps files pays for neither; one that finds its tables, for the driver."""
    asyncio.run(_opened(postgres_url))
    loaded = "print(*(name in sys.modules for name in ('psycopg', 'sqlalchemy', 'alembic')))"
    script = f"""
import asyncio, sys
from pathlib import Path
import bot
from storage.choice import chosen
{loaded}
async def use():
    store = chosen({postgres_url!r}, Path())
    await store.open()
    await store.close()
asyncio.run(use())
{loaded}
"""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["False False False", "True False False"]


async def _opened(url: str) -> None:
    store = PostgresStore(url, Limits())
    await store.open()
    await store.close()
