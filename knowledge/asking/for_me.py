"""For me: the part of an answer that speaks of a person's own plan, with places for their figures.

`{hours}` is a place; `{{` and `}}` are the braces themselves. A line with a place for which there
is no value is left out, so that nothing is claimed that the plan does not say. Where no place is
left, nothing is said.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

PLACES: Mapping[str, str] = {
    "hours": "the hours a week that they have",
    "range": "from how long to how long it takes until the first job",
    "dates": "by which months that is",
    "earliest": "the first of these months",
    "latest": "the last of them",
    "path": "how they learn",
    "next_step": "the milestone that comes next",
    "done": "how many milestones are done",
    "all": "how many there are",
    "target": "a sentence on the date that they named",
    "country": "where they live",
}
"""Every place that there is, and what stands in it."""

_PIECE = re.compile(r"\{\{|\}\}|\{([a-z_]+)\}|[{}]")
_BRACES = {"{{": "{", "}}": "}"}


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place in a text, from the character `at` on; `name` is empty for a brace of no place."""

    name: str
    at: int


def places(text: str) -> Iterator[Place]:
    """Yield the places of a text, and the braces that belong to none."""
    for piece in _PIECE.finditer(text):
        if piece[0] not in _BRACES:
            yield Place(name=piece[1] or "", at=piece.start())


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return the text with values (Telegram HTML) in its places; empty where none is filled."""
    lines = [line for line in text.strip().splitlines() if _has_all(line, values)]
    if not any(list(places(line)) for line in lines):
        return ""
    return "\n".join(_line(line, values) for line in lines).strip()


def _has_all(line: str, values: Mapping[str, str]) -> bool:
    return all(place.name in values for place in places(line))


def _line(line: str, values: Mapping[str, str]) -> str:
    return _PIECE.sub(lambda piece: _BRACES.get(piece[0]) or values[piece[1]], line)
