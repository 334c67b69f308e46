"""The places for records that are measured beside each other, all through the same few calls.

Each is filled from the same file of rows, which is made once for each number of people.
"""

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

import psycopg
from tinydb import TinyDB, where
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import JSONStorage
from tinydb.table import Document

from storage.directory import Directory
from storage.json_text import encode
from storage.postgres_store import PostgresStore
from storage.record import Record, from_json, to_json
from storage.store import Lease, Store
from storage.tinydb_store import TinyDBStore

CLAIMED = 24
"""How many are claimed at a time, as the tick does."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """Somebody as every place keeps them: their record as JSON, and when they are due."""

    person: int
    record: str
    due: datetime


def write_rows(file: Path, records: Iterable[Record]) -> None:
    """Write rows of people who are all due some time, one a line."""
    with file.open("w") as lines:
        for record in records:
            assert record.reminder_due is not None
            due, plain = record.reminder_due.isoformat(), encode(to_json(record)).decode()
            lines.write(f"{record.person} {due} {plain}\n")


def rows_in(file: Path) -> Iterator[Row]:
    """Yield what was written."""
    with file.open() as lines:
        for line in lines:
            person, due, record = line.rstrip("\n").split(" ", 2)
            yield Row(person=int(person), due=datetime.fromisoformat(due), record=record)


class Place(Protocol):
    """A place for records."""

    async def fill(self, rows: Iterable[Row]) -> None:
        """Put everybody there, as fast as it goes, before it is opened."""

    async def open(self) -> None:
        """Open it."""

    async def load(self, person: int) -> Record | None:
        """Read one record."""

    async def save(self, record: Record) -> float:
        """Save one record, and return the seconds that this took without looking it up."""

    async def claim(self, now: datetime) -> list[int]:
        """Claim some who are due."""

    async def close(self) -> None:
        """Close it."""


class Stored:
    """A store of the bot."""

    def __init__(self, store: Store) -> None:
        """Measure this one."""
        self.store = store

    async def open(self) -> None:
        """Open it."""
        await self.store.open()

    async def load(self, person: int) -> Record | None:
        """Read one record, as somebody who only looks."""
        return await self.store.load(person)

    async def save(self, record: Record) -> float:
        """Save under the person's lock; the lock is taken before the clock runs."""
        async with self.store.hold(record.person) as held:
            begin = time.perf_counter()
            await held.save(record)
            return time.perf_counter() - begin

    async def claim(self, now: datetime) -> list[int]:
        """Claim some who are due."""
        return await self.store.claim_due(Lease(now=now, until=now + timedelta(minutes=1)), CLAIMED)

    async def close(self) -> None:
        """Close it."""
        await self.store.close()


class Files(Stored):
    """This bot's TinyDB store: a file a person."""

    def __init__(self, at: str) -> None:
        """Stand in a folder."""
        super().__init__(TinyDBStore(Path(at)))
        self._directory = Directory(root=Path(at))

    async def fill(self, rows: Iterable[Row]) -> None:
        """Write the files, unflushed."""
        for row in rows:
            file = self._directory.file(row.person)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f'{{"_default":{{"{row.person}":{row.record}}}}}')


class Rows(Stored):
    """This bot's PostgreSQL store: a row a person."""

    def __init__(self, at: str) -> None:
        """Stand at an address."""
        super().__init__(PostgresStore(at))
        self._at = at

    async def fill(self, rows: Iterable[Row]) -> None:
        """Copy the rows in."""
        await self.store.open()
        await self.store.close()
        copy = "COPY people (person, record, due, unsent) FROM STDIN"
        with psycopg.connect(self._at) as connection, connection.cursor().copy(copy) as copied:
            for row in rows:
                copied.write_row((row.person, row.record, row.due, False))
        with psycopg.connect(self._at, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE people")


class OneFile:
    """TinyDB as people use it: everybody in one JSON file, rewritten at each save."""

    def __init__(self, at: str) -> None:
        """Stand in a folder."""
        self._path = Path(at) / "people.json"
        self._database: TinyDB | None = None

    async def fill(self, rows: Iterable[Row]) -> None:
        """Write the file."""
        with self._path.open("w") as file:
            file.write('{"_default":{')
            file.writelines(
                f'{"," if number else ""}"{row.person}":{row.record}'
                for number, row in enumerate(rows)
            )
            file.write("}}")

    async def open(self) -> None:
        """Open the file."""
        self._database = TinyDB(self._path)

    async def load(self, person: int) -> Record | None:
        """Read everybody, and return one."""
        document = self._open.get(doc_id=person)
        if not isinstance(document, dict):
            return None
        return from_json({key: value for key, value in document.items() if key != "claimed"})

    async def save(self, record: Record) -> float:
        """Rewrite everybody."""
        begin = time.perf_counter()
        self._open.upsert(Document(to_json(record), doc_id=record.person))
        return time.perf_counter() - begin

    async def claim(self, now: datetime) -> list[int]:
        """Search everybody, and rewrite them where somebody is due."""
        due = self._open.search(where("reminder_due") <= now.isoformat())[:CLAIMED]
        people: list[int] = [document.doc_id for document in due]
        if people:
            self._open.update({"claimed": True}, doc_ids=people)
        return people

    async def close(self) -> None:
        """Close the file."""
        self._open.close()

    @property
    def _open(self) -> TinyDB:
        if self._database is None:
            raise RuntimeError("open it first")
        return self._database


class Cached(OneFile):
    """The same with TinyDB's CachingMiddleware: up to 1,000 saves are lost by a kill."""

    async def open(self) -> None:
        """Open the file, which is read once and written at every thousandth save."""
        self._database = TinyDB(self._path, storage=CachingMiddleware(JSONStorage))  # type: ignore[no-untyped-call]


class SQLite:
    """sqlite3 with a write-ahead log and a full flush at each commit."""

    def __init__(self, at: str) -> None:
        """Stand in a folder."""
        self._path = Path(at) / "people.sqlite"
        self._database: sqlite3.Connection | None = None

    async def fill(self, rows: Iterable[Row]) -> None:
        """Insert the rows in one transaction."""
        await self.open()
        values = ((row.person, row.record, row.due.isoformat()) for row in rows)
        self._open.executemany("INSERT INTO people VALUES (?, ?, ?, NULL)", values)
        self._open.commit()
        await self.close()

    async def open(self) -> None:
        """Open the file."""
        self._database = sqlite3.connect(self._path)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.execute(
            "CREATE TABLE IF NOT EXISTS people (person INTEGER PRIMARY KEY, record, due, claimed)"
        )
        self._database.execute("CREATE INDEX IF NOT EXISTS people_due ON people (due)")

    async def load(self, person: int) -> Record | None:
        """Read one row."""
        query = "SELECT record FROM people WHERE person = ?"
        row: tuple[str] | None = self._open.execute(query, (person,)).fetchone()
        return None if row is None else from_json(json.loads(row[0]))

    async def save(self, record: Record) -> float:
        """Replace one row."""
        begin = time.perf_counter()
        self._open.execute("REPLACE INTO people VALUES (?, ?, ?, NULL)", self._row(record))
        self._open.commit()
        return time.perf_counter() - begin

    async def claim(self, now: datetime) -> list[int]:
        """Claim some who are due."""
        rows = self._open.execute(
            "UPDATE people SET claimed = 1 WHERE person IN (SELECT person FROM people "
            "WHERE due <= ? AND claimed IS NULL ORDER BY due LIMIT ?) RETURNING person",
            (now.isoformat(), CLAIMED),
        ).fetchall()
        self._open.commit()
        return [person for (person,) in rows]

    async def close(self) -> None:
        """Close the file."""
        self._open.close()

    def _row(self, record: Record) -> tuple[Any, ...]:
        due = record.reminder_due.isoformat() if record.reminder_due else None
        return record.person, encode(to_json(record)).decode(), due

    @property
    def _open(self) -> sqlite3.Connection:
        if self._database is None:
            raise RuntimeError("open it first")
        return self._database
