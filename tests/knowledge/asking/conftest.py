"""What tests of asking stand on: the real knowledge, with what is fitted to it."""

import pytest

from bot import fitted, load_knowledge
from knowledge.library import Knowledge


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """Return what the bot that people meet knows."""
    return load_knowledge(match=fitted)
