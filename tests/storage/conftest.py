"""Every store, open and empty: what the contract is tried on."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TypeAlias

import pytest

from storage.beside import Beside
from storage.memory import MemoryStore, Shelf
from storage.postgres_store import PostgresStore
from storage.store import Store
from storage.tinydb_store import TinyDBStore
from tests.storage.disk import Disk

Twins: TypeAlias = tuple[Store, Store]


def _memory(_request: pytest.FixtureRequest) -> Store:
    return MemoryStore()


def _tinydb(request: pytest.FixtureRequest) -> Store:
    folder: Path = request.getfixturevalue("tmp_path")
    return TinyDBStore(folder / "data")


def _tinydb_beside(request: pytest.FixtureRequest) -> Store:
    folder: Path = request.getfixturevalue("tmp_path")
    return TinyDBStore(folder / "data", beside=True)


def _postgres(request: pytest.FixtureRequest) -> Store:
    return PostgresStore(request.getfixturevalue("postgres_url"))


def _memory_twins(_request: pytest.FixtureRequest) -> Twins:
    shelf = Shelf()
    return MemoryStore(shelf), MemoryStore(shelf)


def _postgres_twins(request: pytest.FixtureRequest) -> Twins:
    url = request.getfixturevalue("postgres_url")
    return PostgresStore(url), PostgresStore(url)


EVERY_STORE = [
    pytest.param(_memory, id="memory"),
    pytest.param(_tinydb, id="tinydb"),
    pytest.param(_tinydb_beside, id="tinydb beside"),
    pytest.param(_postgres, id="postgres"),
]

SHARED_STORES = [
    pytest.param(_memory_twins, id="memory"),
    pytest.param(_postgres_twins, id="postgres"),
]


async def ready(store: Store) -> None:
    """Wait until a program that works on files beside can be asked."""
    session = store._session if isinstance(store, TinyDBStore) else None
    if session is not None and isinstance(session.files, Beside):
        await session.files.ready()


@pytest.fixture(params=EVERY_STORE)
async def store(request: pytest.FixtureRequest) -> AsyncIterator[Store]:
    """Each store in turn."""
    maker: Callable[[pytest.FixtureRequest], Store] = request.param
    opened = maker(request)
    await opened.open()
    await ready(opened)
    yield opened
    await opened.close()


@pytest.fixture(params=SHARED_STORES)
async def twins(request: pytest.FixtureRequest) -> AsyncIterator[Twins]:
    """Two stores on the same records, as two processes have them, of each kind that is shared."""
    maker: Callable[[pytest.FixtureRequest], Twins] = request.param
    async with AsyncExitStack() as stack:
        both = maker(request)
        for one in both:
            await one.open()
            stack.push_async_callback(one.close)
        yield both


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Disk:
    """Record what reaches the disk below the test's folder."""
    return Disk(monkeypatch, tmp_path)
