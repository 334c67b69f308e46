"""Runs `bot.py` in surroundings of its own."""

from pathlib import Path
from typing import Protocol

import pytest

from handlers.environment import Settings
from tests.at_terminal import Ran, run


class BotPy(Protocol):
    """Runs `bot.py` with these arguments, with `lines` (text or bytes) piped into it."""

    def __call__(self, *arguments: str | Path, lines: str | bytes = "") -> Ran:
        """Return what came of it."""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the data directory of a bot with no other settings, whatever the machine has."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setitem(Settings.model_config, "env_file", None)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def bot_py(data: Path) -> BotPy:
    """Return a function that runs `bot.py`."""
    assert not data.exists()

    def run_it(*arguments: str | Path, lines: str | bytes = "") -> Ran:
        piped = lines if isinstance(lines, bytes) else lines.encode()
        return run([str(argument) for argument in arguments], piped)

    return run_it
