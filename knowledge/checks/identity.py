"""Identity: ids that fit on a button, follow-ups that lead somewhere, phrasings of one answer only.

All of these are errors: with one of them a tap or a question would go astray.
"""

import re
from collections.abc import Iterable, Iterator

from knowledge.answers import Entry
from knowledge.mistakes import Mistake

LONGEST_TITLE = 30
"""Characters: what a phone shows of a button's label."""

_ID = re.compile(r"[a-z0-9_-]{1,32}")
"""Of the 64 bytes that a button carries, an answer's id takes half at most."""


def identity_mistakes(entries: Iterable[Entry]) -> Iterator[Mistake]:
    """Yield what is wrong with the answers of one track, taken together."""
    entries = tuple(entries)
    known = {id_ for entry in entries for id_ in (entry.answer.id, *entry.answer.formerly)}
    for entry in entries:
        yield from _ids(entry)
        yield from _title(entry)
        yield from _follow_ups(entry, known)
    yield from _phrasings(entries)


def _ids(entry: Entry) -> Iterator[Mistake]:
    id_ = entry.answer.id
    if not _ID.fullmatch(id_):
        yield entry.mistake(
            ("id",),
            f"the id `{id_}` doesn't fit on a button",
            "Use 1 to 32 small letters a-z, digits, `-` or `_`",
        )


def _title(entry: Entry) -> Iterator[Mistake]:
    title = entry.answer.title
    if len(title) > LONGEST_TITLE:
        yield entry.mistake(
            ("title",),
            f"the title has {len(title)} characters",
            f"It labels a button: use {LONGEST_TITLE} at most",
        )


def _follow_ups(entry: Entry, known: set[str]) -> Iterator[Mistake]:
    for nth, id_ in enumerate(entry.answer.follow_ups):
        if id_ == entry.answer.id:
            yield entry.mistake(("follow_ups", nth), f"`{id_}` follows up on itself", "Take it out")
        elif id_ not in known:
            yield entry.mistake(
                ("follow_ups", nth),
                f"there is no answer `{id_}` to follow up with",
                "Name another answer by its id, or take it out",
            )


def _phrasings(entries: Iterable[Entry]) -> Iterator[Mistake]:
    """Yield phrasings that two answers share, or one has twice, but for case and blanks."""
    first: dict[str, tuple[Entry, int]] = {}
    for entry in entries:
        for nth, phrasing in enumerate(entry.answer.phrasings):
            other, position = first.setdefault(_folded(phrasing), (entry, nth))
            if (other, position) == (entry, nth):
                continue
            where = "this answer" if other is entry else f"`{other.answer.id}`"
            line = other.document.line((*other.at, "phrasings", position))
            yield entry.mistake(
                ("phrasings", nth),
                f"the phrasing `{phrasing}` stands in {where} too "
                f"({other.document.path.name}, line {line})",
                "Keep it where it fits best",
            )


def _folded(phrasing: str) -> str:
    return " ".join(phrasing.casefold().split()).rstrip("?!. ")
