"""Strict YAML: the part of YAML that holds no traps, read as text, lists and mappings.

Nothing is guessed (`yes`, `18:30` and `1_000` stay as written), nothing is lost in silence
(keys given twice, text cut off by ` #`), and nothing grows (anchors and aliases are refused).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from knowledge.document import Document, Plain, Spot
from knowledge.mistakes import Mistake
from knowledge.syntax import remedy_for

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""PyYAML's parser in C where it was built with it, and the one in Python elsewhere."""

_DEEPEST = 20
"""Levels of nesting; the deepest of our own files has 9."""

# What YAML forbids, and what it takes for a line break though no editor shows one.
_INVISIBLE = re.compile(
    "[^\t\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)

# One blank before the `#` is text cut off; two and a blank after it is a comment, as is usual.
_CUT = re.compile(r"[ \t](#.*)|[ \t]{2,}(#[^ \n].*)")
_EMPTY_CUT = re.compile(r"[ \t]+(#[^ \n].*)")


class _RefusedError(Exception):
    """Reading can't go on; carries the mistake."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(str(mistake))
        self.mistake = mistake


@dataclass(kw_only=True)
class _Open:
    """A list or mapping that is being read; `key` waits for its value."""

    value: "list[Plain] | dict[str, Plain]"
    at: Spot
    key: str | None = None
    twice: bool = False


@dataclass(kw_only=True)
class _Builder:
    """Builds a document from the parser's events."""

    path: Path
    text_lines: list[str]
    value: "Plain | None" = None
    lines: dict[Spot, int] = field(default_factory=dict)
    blocks: dict[Spot, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    documents: int = 0

    def take(self, event: yaml.Event) -> None:
        """Take the next event. Raises _RefusedError on what strict YAML doesn't have."""
        if isinstance(event, yaml.NodeEvent):
            self._plain_only(event)
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open([], event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._open({}, event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _refuse(self, event: yaml.Event, what: str, remedy: str) -> _RefusedError:
        return _RefusedError(Mistake(file=self.path, line=_line(event), what=what, remedy=remedy))

    def _plain_only(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.AliasEvent):
            raise self._refuse(
                event,
                f"`*{event.anchor}` is a YAML alias, which these files don't have",
                "Write the text out here; if it is text that begins with `*`, put it in quotes",
            )
        if event.anchor is not None:
            raise self._refuse(
                event,
                f"`&{event.anchor}` is a YAML anchor, which these files don't have",
                "Remove it; if it is text that begins with `&`, put it in quotes",
            )
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise self._refuse(
                event,
                f"`{tag.replace('tag:yaml.org,2002:', '!!')}` is a YAML tag, "
                "which these files don't have",
                "Remove it; if it is text that begins with `!`, put it in quotes",
            )

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            raise self._refuse(
                event,
                "a second YAML document begins at this `---`",
                "Keep one document a file: remove the line or move the rest to a file of its own",
            )
        if event.version or event.tags:
            raise self._refuse(event, "the file begins with a `%` directive", "Remove that line")

    def _open(self, value: "list[Plain] | dict[str, Plain]", event: yaml.NodeEvent) -> None:
        if len(self.stack) >= _DEEPEST:
            raise self._refuse(
                event,
                f"lists and mappings are nested more than {_DEEPEST} deep here",
                "Take levels away; a text that begins with `[` or `{` needs quotes",
            )
        if self._awaits_key():
            raise self._refuse(
                event,
                "a list or mapping stands where a key should",
                "Make the key one word; a text that begins with `[`, `{` or `?` needs quotes",
            )
        self.stack.append(_Open(value=value, at=self._place(value, event)))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if self._awaits_key():
            self._key(event)
            return
        at = self._place(event.value, event)
        if event.style == "|":
            self.blocks[at] = _line(event) + 1
        elif not event.style:
            self._not_cut(event)
            self._not_merged(event)

    def _awaits_key(self) -> bool:
        top = self.stack[-1] if self.stack else None
        return top is not None and isinstance(top.value, dict) and top.key is None

    def _key(self, event: yaml.ScalarEvent) -> None:
        top = self.stack[-1]
        key = event.value
        if key == "<<" and not event.style:
            raise self._refuse(
                event, "`<<` merges mappings, which these files don't have", "Write the keys out"
            )
        top.key = key
        top.twice = isinstance(top.value, dict) and key in top.value
        if top.twice:
            first = self.lines[(*top.at, key)]
            self._note(
                event,
                f"`{key}` stands here a second time; the first is on line {first}",
                "Keep one of the two",
            )
        else:
            self.lines[(*top.at, key)] = _line(event)

    def _place(self, value: Plain, event: yaml.Event) -> Spot:
        """Put a value where it belongs, and return where that is. The first of two keys stays."""
        if not self.stack:
            self.value = value
            self.lines[()] = _line(event)
            return ()
        top = self.stack[-1]
        if isinstance(top.value, list):
            at: Spot = (*top.at, len(top.value))
            top.value.append(value)
            self.lines[at] = _line(event)
            return at
        key, top.key = top.key or "", None
        if top.twice:
            return (*top.at, key, "second")
        top.value[key] = value
        return (*top.at, key)

    def _not_cut(self, event: yaml.ScalarEvent) -> None:
        end = event.end_mark
        if end is None or end.line >= len(self.text_lines):
            return
        pattern = _CUT if event.value else _EMPTY_CUT
        cut = pattern.match(self.text_lines[end.line], end.column)
        if cut is not None:
            lost = next(group for group in cut.groups() if group is not None)
            self._note(
                event,
                f"the text `{_short(event.value)}` is cut off before ` {_short(lost)}`, "
                "because ` #` begins a comment",
                "Put the whole text in quotes, or the comment on a line of its own",
                line=end.line + 1,
            )

    def _not_merged(self, event: yaml.ScalarEvent) -> None:
        """Note lines that look like items of a list, but continue the unquoted text above."""
        if event.start_mark is None or event.end_mark is None:
            return
        for number in range(event.start_mark.line + 1, event.end_mark.line + 1):
            text = self.text_lines[number].strip()
            if text.startswith("-"):
                self._note(
                    event,
                    f"`{_short(text)}` continues the text above, since it is no item of a list",
                    "Line items up and begin each with `- `; a text with lines needs `|`",
                    line=number + 1,
                )

    def _note(self, event: yaml.Event, what: str, remedy: str, line: int | None = None) -> None:
        self.mistakes.append(
            Mistake(file=self.path, line=line or _line(event), what=what, remedy=remedy)
        )


def from_text(text: str, path: Path, *, loader: Any = LOADER) -> Document:  # noqa: ANN401 - PyYAML's loaders share no type
    """Read strict YAML. Every mistake is in the document; `path` is for naming them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    mistakes = _invisible(text, path)
    if mistakes:
        return Document(path=path, value=None, mistakes=tuple(mistakes))
    builder = _Builder(path=path, text_lines=text.split("\n"))
    whole = _build(builder, _events(text, loader))
    if whole and builder.documents == 0:
        builder.mistakes.append(
            Mistake(file=path, line=1, what="the file is empty", remedy="Fill it or delete it")
        )
    return Document(
        path=path,
        value=builder.value if whole else None,
        lines=builder.lines,
        blocks=builder.blocks,
        mistakes=tuple(builder.mistakes),
    )


def _events(text: str, loader: Any) -> Iterable[yaml.Event]:  # noqa: ANN401 - as above
    events: Iterable[yaml.Event] = yaml.parse(text, Loader=loader)
    return events


def _build(builder: _Builder, events: Iterable[yaml.Event]) -> bool:
    """Feed the builder, and return whether it got all events."""
    try:
        for event in events:
            builder.take(event)
    except _RefusedError as refused:
        builder.mistakes.append(refused.mistake)
    except yaml.MarkedYAMLError as wrong:
        line, what, remedy = remedy_for(wrong, builder.text_lines)
        builder.mistakes.append(Mistake(file=builder.path, line=line, what=what, remedy=remedy))
    else:
        return True
    return False


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 1


def _short(text: str, most: int = 40) -> str:
    """Return text for a mistake's sentence."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _invisible(text: str, path: Path) -> list[Mistake]:
    """Return a mistake for each line that holds a character which nobody sees."""
    if not _INVISIBLE.search(text):
        return []
    return [
        Mistake(
            file=path,
            line=number,
            what=f"an invisible character (U+{ord(found[0]):04X}) stands on this line",
            remedy="Delete it, or type the line anew",
        )
        for number, line in enumerate(text.split("\n"), 1)
        if (found := _INVISIBLE.search(line))
    ]
