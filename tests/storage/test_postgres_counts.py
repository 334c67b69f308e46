"""Counts in PostgreSQL: shared by processes, and told honestly where they can't be."""

import asyncio
from urllib.parse import urlsplit

import psycopg
import pytest

from storage.postgres_counts import PostgresCounts
from storage.postgres_store import PostgresStore
from storage.store import StorageError
from tests.storage.test_counts import TODAY, asked


async def test_two_processes_lose_nothing_of_each_other(postgres_url: str) -> None:
    both = PostgresCounts(postgres_url), PostgresCounts(postgres_url)
    for counts in both:
        assert (await counts.counted()).questions == ()
    await asyncio.gather(
        *(both[n % 2].add(n, (asked("cats"),), TODAY) for n in range(40)),
        *(both[(n + 1) % 2].add(n, (asked("cats"),), TODAY) for n in range(40)),
    )
    for counts in both:
        assert [one.times for one in (await counts.counted()).questions] == [40]


async def test_counts_need_no_store_that_was_open_before_and_bear_one(postgres_url: str) -> None:
    counts, store = PostgresCounts(postgres_url), PostgresStore(postgres_url)
    await counts.add(1, (asked("cats"),), TODAY)
    await store.open()
    await counts.add(2, (asked("cats"),), TODAY)
    await store.close()
    assert [one.times for one in (await counts.counted()).questions] == [2]


async def test_a_database_that_is_away_is_told_without_its_address(postgres_url: str) -> None:
    host = urlsplit(postgres_url).path.strip("/")
    counts = PostgresCounts("postgresql://somebody:secret@127.0.0.1:1/nothing")
    with pytest.raises(StorageError) as told:
        await counts.add(1, (asked("cats"),), TODAY)
    assert "DATABASE_URL" in str(told.value)
    assert "secret" not in str(told.value)
    assert "secret" not in repr(vars(counts))
    assert host not in str(told.value) or not host


@pytest.mark.parametrize(
    ("tally", "told"),
    [('{"version": 2}', "another version"), ('{"version": 1, "x": 2}', "damaged")],
)
async def test_what_is_no_tally_is_left_alone(postgres_url: str, tally: str, told: str) -> None:
    counts = PostgresCounts(postgres_url)
    await counts.add(1, (asked("cats"),), TODAY)
    async with await psycopg.AsyncConnection.connect(postgres_url, autocommit=True) as connection:
        await connection.execute("UPDATE tally SET tally = %s::jsonb", (tally,))
    with pytest.raises(StorageError, match=told):
        await counts.add(2, (asked("cats"),), TODAY)
    with pytest.raises(StorageError, match=told):
        await counts.counted()
