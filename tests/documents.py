"""The documents' examples: found, run, and written anew by `python -m tests.documents`.

A block of the language `console` holds commands (`$ ...`), each with what it prints below it.
A block whose language is followed by a name is a file of that name, for the commands of its
document. What `chat` is told are the lines that begin with `you: ` in what it prints.
"""

import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path

from handlers.environment import Settings
from tests import at_terminal

ROOT = Path(__file__).parent.parent
DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))

BOT_PY = [".venv/bin/python", "bot.py"]

_BLOCK = re.compile(
    r"^```(?P<language>\w+)(?: (?P<name>\S+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
_COMMAND = re.compile(r"^\$ (?P<command>.+)\n(?P<shown>(?:(?!\$ ).*\n)*)", re.MULTILINE)
_SAID = re.compile(r"^you: (.*)$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Block:
    """A fenced block: its language, the name of the file that it stands for, and what is in it."""

    language: str
    name: str | None
    body: str


@dataclass(frozen=True, kw_only=True)
class Example:
    """A command, and what the document says that it prints."""

    command: str
    shown: str

    @property
    def words(self) -> list[str]:
        """The command in words, without a comment behind it."""
        return shlex.split(self.command, comments=True)

    @property
    def arguments(self) -> Sequence[str] | None:
        """What is handed to `bot.py`; None where something else is called."""
        words = self.words
        return self._before_pipe(words[2:]) if words[:2] == BOT_PY else None

    @property
    def first_lines(self) -> int | None:
        """How many lines `| head -n N` lets through; None without."""
        words = self.words
        return int(words[-1]) if "|" in words else None

    @staticmethod
    def _before_pipe(words: list[str]) -> list[str]:
        return words[: words.index("|")] if "|" in words else words


def blocks(text: str) -> list[Block]:
    """Return the fenced blocks of a document."""
    return [Block(**found.groupdict()) for found in _BLOCK.finditer(text)]


def examples(text: str) -> list[Example]:
    """Return the commands of a document, in order."""
    return [
        Example(**found.groupdict())
        for block in blocks(text)
        if block.language == "console"
        for found in _COMMAND.finditer(block.body)
    ]


def files(text: str) -> Mapping[str, str]:
    """Return the files that a document shows, by name."""
    return {block.name: block.body for block in blocks(text) if block.name is not None}


@contextmanager
def surroundings(text: str) -> Iterator[Path]:
    """Be in a folder with the document's files, with no data and no settings of this machine's."""
    kept_environment, kept_file = dict(os.environ), Settings.model_config["env_file"]
    with tempfile.TemporaryDirectory() as name, chdir(name):
        folder = Path(name)
        (folder / "knowledge").symlink_to(ROOT / "knowledge")
        for file, content in files(text).items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(content)
        for setting in Settings.model_fields:
            os.environ.pop(setting.upper(), None)
        Settings.model_config["env_file"] = None
        try:
            yield folder
        finally:
            Settings.model_config["env_file"] = kept_file
            os.environ.clear()
            os.environ.update(kept_environment)


def printed(example: Example) -> str:
    """Return what a command of `bot.py` prints."""
    lines = "\n".join(_SAID.findall(example.shown))
    shown = at_terminal.run(example.arguments or (), lines.encode()).shown
    whole = shown.splitlines(keepends=True)[: example.first_lines]
    return "".join(f"{line.rstrip()}\n" for line in whole)


def renewed(text: str) -> str:
    """Return a document with what its commands of `bot.py` print now."""
    with surroundings(text):
        return _BLOCK.sub(_renewed_block, text)


def _renewed_block(block: re.Match[str]) -> str:
    if block["language"] != "console":
        return block[0]
    body = _COMMAND.sub(_renewed_command, block["body"])
    return block[0].replace(block["body"], body)


def _renewed_command(found: re.Match[str]) -> str:
    example = Example(**found.groupdict())
    if example.arguments is None or not example.shown:
        return found[0]
    return f"$ {example.command}\n{printed(example)}"


if __name__ == "__main__":
    for document in DOCUMENTS:
        document.write_text(renewed(document.read_text()))
    sys.exit(0)
