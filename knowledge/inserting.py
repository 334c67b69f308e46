"""Inserting: one phrasing more in a YAML file, with every other byte of it as it was.

The file is not written anew from what it means, which would lose comments and form (case 53): the
phrasing goes in as text, in the form of the list that it joins, and the result is read to be sure
that it says the same as before and the phrasing.
"""

import codecs
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast

import yaml

from knowledge.strict_yaml import from_text

if TYPE_CHECKING:
    from knowledge.document import Plain

_KEY = "phrasings"
_BREAK = re.compile(r"\r\n|\n|\r")
_DASH = re.compile(r"[ ]*-[ ]+")
_BLOCKS = ("|", ">")

Entries: TypeAlias = "list[dict[str, Plain]]"


class NotInsertedError(Exception):
    """The phrasing can't go into the file; the message says why, and what to do."""


def with_phrasing(content: bytes, path: Path, answer: str, phrasing: str) -> bytes:
    """Return what a file of answers holds once the answer has one phrasing more.

    Raises NotInsertedError for a file with mistakes, without the answer, or of a form that no way
    of writing the phrasing fits into.
    """
    text, mark = _decoded(content, path)
    before = from_text(text, path)
    if before.mistakes or not isinstance(before.value, list):
        raise NotInsertedError(f"{path}: mend what `bot.py check` finds in it first.")
    place = _place(text, path, answer)
    expected = _expected(before.value, place, phrasing)
    for written in _ways(phrasing, place.style):
        after = text[: place.index] + place.around(written) + text[place.index :]
        read = from_text(after, path)
        if not read.mistakes and read.value == expected:
            return mark + after.encode()
    raise NotInsertedError(f"{path}: `{phrasing}` fits into no list there. Add it by hand.")


def _decoded(content: bytes, path: Path) -> tuple[str, bytes]:
    """Return the text of a file, and the mark (BOM) that may stand before it."""
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    try:
        return content[len(mark) :].decode(), mark
    except UnicodeDecodeError:
        raise NotInsertedError(f"{path}: it is not UTF-8 text. Save it as UTF-8.") from None


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Where the phrasing goes: an index into the text, with what stands before and after it.

    `entry` and `nth` are its place among the values; `style` is how its neighbour is quoted.
    """

    entry: int
    nth: int
    index: int
    before: str
    after: str
    style: str | None

    def around(self, written: str) -> str:
        """Return what is inserted."""
        return f"{self.before}{written}{self.after}"


def _place(text: str, path: Path, answer: str) -> _Place:
    for entry, node in _composed(text):
        keys = {key.value: value for key, value in node.value}
        listed = keys.get(_KEY)
        if "id" not in keys or keys["id"].value != answer:
            continue
        if not isinstance(listed, yaml.SequenceNode) or not listed.value:
            break
        return _in_flow(entry, listed) if listed.flow_style else _in_block(text, entry, listed)
    raise NotInsertedError(f"{path}: there is no answer `{answer}` with phrasings in it.")


def _composed(text: str) -> Sequence[tuple[int, yaml.MappingNode]]:
    """Return the mappings of a list with their places, as nodes whose marks count characters."""
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    nodes = root.value if isinstance(root, yaml.SequenceNode) else ()
    return [(nth, node) for nth, node in enumerate(nodes) if isinstance(node, yaml.MappingNode)]


def _in_flow(entry: int, listed: yaml.SequenceNode) -> _Place:
    """Return the place behind the last item of `[a, b]`."""
    last = listed.value[-1]
    return _Place(
        entry=entry,
        nth=len(listed.value),
        index=last.end_mark.index,
        before=", ",
        after="",
        style=last.style,
    )


def _in_block(text: str, entry: int, listed: yaml.SequenceNode) -> _Place:
    """Return the place on a line of its own behind the last item that is no block of lines."""
    items = [(nth, item) for nth, item in enumerate(listed.value) if item.style not in _BLOCKS]
    if not items:
        return _before_first(text, entry, listed)
    nth, item = items[-1]
    end = _BREAK.search(text, item.end_mark.index)
    return _Place(
        entry=entry,
        nth=nth + 1,
        index=end.start() if end else len(text),
        before=_line_break(text, item.start_mark.index) + _lead(text, listed, item),
        after="",
        style=item.style,
    )


def _before_first(text: str, entry: int, listed: yaml.SequenceNode) -> _Place:
    first = listed.value[0]
    index = listed.start_mark.index - listed.start_mark.column
    return _Place(
        entry=entry,
        nth=0,
        index=index,
        before=_lead(text, listed, first),
        after=_line_break(text, index),
        style=None,
    )


def _lead(text: str, listed: yaml.SequenceNode, item: yaml.Node) -> str:
    """Return what stands before an item on its line, up to its text."""
    lead = text[item.start_mark.index - item.start_mark.column : item.start_mark.index]
    return lead if _DASH.fullmatch(lead) else " " * listed.start_mark.column + "- "


def _line_break(text: str, index: int) -> str:
    """Return the break that ends the line at an index, else the one before it."""
    following = _BREAK.search(text, index)
    if following is not None:
        return following[0]
    earlier = _BREAK.findall(text, 0, index)
    return str(earlier[-1]) if earlier else "\n"


def _expected(value: "list[Plain]", place: _Place, phrasing: str) -> "list[Plain]":
    entries = cast("Entries", value)
    listed = list(entries[place.entry][_KEY])
    changed = {**entries[place.entry], _KEY: [*listed[: place.nth], phrasing, *listed[place.nth :]]}
    return [*value[: place.entry], cast("Plain", changed), *value[place.entry + 1 :]]


def _ways(phrasing: str, style: str | None) -> Iterator[str]:
    """Yield ways to write a text in YAML, that of its neighbour first."""
    single = "'" + phrasing.replace("'", "''") + "'"
    double = json.dumps(phrasing, ensure_ascii=False)
    if style in {"'", '"'}:
        yield single if style == "'" else double
    yield from (phrasing, single, double)
