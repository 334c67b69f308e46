"""Runs `bot.py` inside the test's own process, in surroundings of its own."""

import io
import logging
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

import bot
from handlers.environment import Settings


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What came of a run."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of standard output."""
        return self.out.splitlines()


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
def quiet_logging() -> Iterator[None]:
    """Put logging back as it was: the bot sets it up for the whole process."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


@pytest.fixture
def bot_py(
    data: Path,
    quiet_logging: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> BotPy:
    """Return a function that runs `bot.py`."""
    assert not data.exists()
    assert quiet_logging is None

    def run(*arguments: str | Path, lines: str | bytes = "") -> Ran:
        piped = lines if isinstance(lines, bytes) else lines.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(piped), encoding="utf-8"))
        try:
            code = bot.main([str(argument) for argument in arguments])
        except SystemExit as left:
            code = int(left.code or 0)
        out, err = capsys.readouterr()
        return Ran(code=code, out=out, err=err)

    return run
