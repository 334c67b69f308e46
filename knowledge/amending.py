"""Amending: a phrasing added to the answer that a coach names, in its file, checked and taken back.

The check reads everything anew after the file is written. With an error in it the file is put back
to the byte.
"""

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.answers import Entry, read_answers
from knowledge.checks.identity import identity_mistakes
from knowledge.inserting import NotInsertedError, with_phrasing
from knowledge.matcher.words import words
from knowledge.mistakes import Mistake, Weight
from knowledge.shelves import Title, read_shelves


class NotAddedError(Exception):
    """The phrasing was not added, and all files are as before; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Added:
    """What was added, and where: file and line (from 1)."""

    phrasing: str
    file: Path
    line: int


def add_phrasing(folder: Path, track: str, answer: str, phrasing: str) -> Added:
    """Add a phrasing to an answer of a track under a folder, or of a folder of answers alone.

    Raises NotAddedError.
    """
    phrasing = " ".join(phrasing.split())
    if not words(phrasing):
        raise NotAddedError(f"`{phrasing}` has no words that could be asked for.")
    entries, errors = _read(folder, track)
    if errors:
        raise NotAddedError(_told("Mend what is wrong already, then add it again", errors))
    entry = _named(entries, answer)
    path = entry.document.path.resolve()
    before = path.read_bytes()
    try:
        _replace(path, with_phrasing(before, path, entry.answer.id, phrasing))
    except (NotInsertedError, OSError) as wrong:
        raise NotAddedError(str(wrong)) from None
    after, errors = _read(folder, track)
    if errors:
        _replace(path, before)
        raise NotAddedError(_told("It is not added, since with it there would be errors", errors))
    return _where(_named(after, answer), phrasing)


def _read(folder: Path, track: str) -> tuple[Mapping[str, Entry], list[Mistake]]:
    """Return the answers that may be meant, by id and former ids, and all errors there are."""
    mistakes: Iterable[Mistake]
    if (folder / "tracks").is_dir():
        shelves = read_shelves(folder)
        entries = [e for s in shelves.shelves if track in _ids(s.title) for e in s.entries]
        mistakes = shelves.mistakes
    else:
        found, wrong = read_answers(folder)
        entries, mistakes = list(found), (*wrong, *identity_mistakes(found))
    named = {id_: entry for entry in entries for id_ in entry.answer.formerly}
    named |= {entry.answer.id: entry for entry in entries}
    return named, sorted({one for one in mistakes if one.weight is Weight.ERROR})


def _ids(title: Title) -> tuple[str, ...]:
    return (title.id, *title.formerly)


def _named(entries: Mapping[str, Entry], answer: str) -> Entry:
    if answer not in entries:
        raise NotAddedError(
            f"There is no answer `{answer}`. `bot.py ask` shows the ids of answers."
        )
    return entries[answer]


def _where(entry: Entry, phrasing: str) -> Added:
    nth = entry.answer.phrasings.index(phrasing)
    line = entry.document.line((*entry.at, "phrasings", nth))
    return Added(phrasing=phrasing, file=entry.document.path, line=line)


def _told(what: str, errors: Iterable[Mistake]) -> str:
    return "\n".join([f"{what}:", *map(str, errors)])


def _replace(path: Path, content: bytes) -> None:
    """Write a file as a whole, with the rights it has. Raises OSError; then it is as before."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            shutil.copymode(path, file.name)
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise
