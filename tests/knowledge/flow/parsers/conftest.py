"""What the tests of the parsers share."""

import pytest

from knowledge.flow.parsers.gazetteer import Gazetteer, load_gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """Return the gazetteer, read once: it never changes."""
    return load_gazetteer()
