"""Reading: a YAML file as a `Document`, and a document's parts as our own values.

Every mistake comes back as a `Mistake` with file, line and remedy; nothing is raised for what a
file holds.
"""

from collections.abc import Hashable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from knowledge.document import Document, Plain, Spot
from knowledge.fitting import mistakes_in
from knowledge.mistakes import Mistake
from knowledge.strict_yaml import from_text

__all__ = ["Document", "Plain", "Spot", "from_text", "parse", "read", "read_as", "yaml_files"]

T = TypeVar("T")


def read(path: Path) -> Document:
    """Read one file. A file that can't be read is a document with a mistake, and no value."""
    try:
        content = path.read_bytes()
    except OSError as wrong:
        reason = wrong.strerror or "it can't be opened"
        return _unread(path, 1, f"the file can't be read: {reason}", "Check its name and rights")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        return _unread(path, line, "this line is not UTF-8 text", "Save the file as UTF-8")
    return from_text(text, path)


def parse(kind: type[T], document: Document, at: Spot = ()) -> tuple[T | None, tuple[Mistake, ...]]:
    """Return the part at a spot as a value of a kind, or None and what is wrong with it.

    Mistakes of the document itself are not repeated here.
    """
    part = document.part(at)
    if part is None:
        return None, ()
    adapter: TypeAdapter[T] = _adapter(cast("Hashable", kind))
    try:
        return adapter.validate_python(part), ()
    except ValidationError as wrong:
        return None, mistakes_in(wrong, kind, document, at)


def read_as(kind: type[T], path: Path) -> tuple[T | None, tuple[Mistake, ...]]:
    """Read one file as a value of a kind, with every mistake in it."""
    document = read(path)
    value, mistakes = parse(kind, document)
    return value, (*document.mistakes, *mistakes)


def yaml_files(folder: Path) -> Sequence[Path]:
    """Return the YAML files of a folder and the folders in it, in a fixed order."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in {".yaml", ".yml"} and not path.name.startswith(".")
    )


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast("type[Any]", kind))


def _unread(path: Path, line: int, what: str, remedy: str) -> Document:
    mistake = Mistake(file=path, line=line, what=what, remedy=remedy)
    return Document(path=path, value=None, mistakes=(mistake,))
