"""What every test stands on."""

import os
from collections.abc import Iterator

import pytest

from bot import fitted, load_knowledge
from tests import postgres
from tests.postgres import Server

# PTB warns of a RetryAfter in whole seconds, and here warnings are errors; this asks for the new
# form. It is read when an error is made, so it must be set before the first one.
os.environ.setdefault("PTB_TIMEDELTA", "true")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """Return a PostgreSQL that runs for these tests alone; skips where there can be none."""
    reason = postgres.why_not()
    if reason is not None:
        pytest.skip(reason)
    with postgres.running_server() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: Server) -> str:
    """Return the address of a place where there is no table yet."""
    return postgres_server.empty()


@pytest.fixture(scope="session")
def fits() -> None:
    """Fit all that a bot would fit at its start, lest each process that is killed begins anew."""
    load_knowledge(match=fitted)
