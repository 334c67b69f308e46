"""Every store, open and empty: what the contract is tried on."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from storage.memory import MemoryStore
from storage.store import Store
from storage.tinydb_store import TinyDBStore
from tests.storage.disk import Disk

Maker: TypeAlias = Callable[[Path], Store]


def _memory(_folder: Path) -> Store:
    return MemoryStore()


def _tinydb(folder: Path) -> Store:
    return TinyDBStore(folder / "data")


@pytest.fixture(params=[pytest.param(_memory, id="memory"), pytest.param(_tinydb, id="tinydb")])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """Each store in turn."""
    maker: Maker = request.param
    opened = maker(tmp_path)
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Disk:
    """Record what reaches the disk below the test's folder."""
    return Disk(monkeypatch, tmp_path)
