"""The documents' examples: found, run, and written anew by `python -m tests.documents`.

A block of the language `console` holds commands (`$ ...`), each with what it prints below it.
A block whose language is followed by a name is a file of that name, for the commands of its
document. Where no file is piped into `chat`, the lines after `you: ` in what it prints are.
"""

import asyncio
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from handlers.environment import Settings
from storage.backup import back_up
from storage.counts import Asked, Voted
from storage.record import Record
from storage.tinydb_counts import TinyDBCounts
from storage.tinydb_store import TinyDBStore
from tests.at_terminal import Ran, run

ROOT = Path(__file__).parent.parent
DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))

BOT_PY = [".venv/bin/python", "bot.py"]
BACKUP = "people.tar.gz"

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
        end = next((n for n, word in enumerate(words) if word in ("<", "|")), len(words))
        return words[len(BOT_PY) : end] if words[: len(BOT_PY)] == BOT_PY else None

    @property
    def file(self) -> str | None:
        """The file that is piped in; None without."""
        words = self.words
        return words[words.index("<") + 1] if "<" in words else None

    def cut(self, lines: list[str]) -> list[str]:
        """Return the lines that `| head -n N` or `| tail -n N` lets through."""
        if "|" not in self.words:
            return lines
        count = int(self.words[-1])
        return lines[-count:] if "tail" in self.words else lines[:count]


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
    """Be in a folder with the document's files and somebody's data, whatever the machine has."""
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


def carried_out(text: str, example: Example) -> Ran:
    """Run a document's command of `bot.py`."""
    said = "\n".join(_SAID.findall(example.shown))
    piped = said if example.file is None else files(text)[example.file]
    arguments = example.arguments or ()
    with surroundings(text) as folder:
        if {"backup", "restore", "migrate"}.intersection(arguments):
            asyncio.run(_save_somebody(folder / "data"))
        if "review" in arguments:
            asyncio.run(_ask_in_vain(folder / "data"))
        if "restore" in arguments:
            back_up(folder / "data", folder / BACKUP)
        return run(arguments, piped.encode())


async def _ask_in_vain(data: Path) -> None:
    """Count what the coaches' document shows a review of."""
    texts = ("can my cat drink milk", "is milk good for a cat", "can a cat drink milk", "dog food")
    asked = [Asked(track="pets", text=text) for text in (texts[0], *texts, *texts[:2])]
    votes = [Voted(track="pets", answer="walk-cat", helpful=n == 0) for n in range(3)]
    await TinyDBCounts(data).add(1, (*asked, *votes), date(2026, 3, 2))


async def _save_somebody(data: Path) -> None:
    store = TinyDBStore(data)
    await store.open()
    async with store.hold(101) as held:
        made = datetime(2026, 3, 2, 18, tzinfo=UTC)
        await held.save(Record(person=101, created_at=made, track="backend"))
    await store.close()


def printed(text: str, example: Example) -> str:
    """Return what a command of `bot.py` prints, without blanks at the ends of lines."""
    ran = carried_out(text, example)
    lines = [f"{line.rstrip()}\n" for line in ran.shown.splitlines()]
    return "".join(example.cut(lines))


def renewed(text: str) -> str:
    """Return a document in which commands of `bot.py` print what they print now."""

    def renew_block(block: re.Match[str]) -> str:
        if block["language"] != "console":
            return block[0]
        return block[0].replace(block["body"], _COMMAND.sub(renew_command, block["body"]))

    def renew_command(found: re.Match[str]) -> str:
        example = Example(**found.groupdict())
        if example.arguments is None or not example.shown:
            return found[0]
        return f"$ {example.command}\n{printed(text, example)}"

    return _BLOCK.sub(renew_block, text)


if __name__ == "__main__":
    for document in DOCUMENTS:
        document.write_text(renewed(document.read_text()))
    sys.exit(0)
