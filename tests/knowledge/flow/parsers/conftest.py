"""What the tests of the parsers share."""

import pytest

from knowledge.flow.parsers.dates import load_dates
from knowledge.flow.parsers.gazetteer import Gazetteer, load_gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """Return the gazetteer, read once: it never changes."""
    return load_gazetteer()


@pytest.fixture(scope="session", autouse=True)
def _dates() -> None:
    """Load what the first date would load, so that no test is slow by chance."""
    load_dates()
