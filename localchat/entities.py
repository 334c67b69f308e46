"""Marked parts of a text, counted in UTF-16 units as Telegram counts them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Entity:
    """One marked part: `offset` and `length` are in UTF-16 units; `type` is Telegram's word."""

    type: str
    offset: int
    length: int
    url: str = ""
    language: str = ""
    custom_emoji_id: str = ""
    user: int = 0


def units(text: str) -> int:
    """Return how many UTF-16 units `text` has."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, offset: int, length: int) -> str:
    """Return the part of `text` at an offset, both in UTF-16 units."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return raw[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")


def in_order(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return the entities sorted by where they begin, the longer before what it holds."""
    return tuple(sorted(entities, key=lambda entity: (entity.offset, -entity.length)))


_WITH_AT = (
    r"(?P<email>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b)",
    r"(?<![\w@])(?P<mention>@[A-Za-z0-9_]{3,32})(?![\w@])",
)
_WITHOUT_AT = (
    r"(?P<url>\bhttps?://[^\s<>\"]*[^\s<>\".,;:!?)\]'])",
    r"(?<![\w/<>@])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/<>@])",
    r"(?<!\w)(?P<hashtag>#\w*[^\W\d]\w*)",
)
_FOUND = {
    True: re.compile("|".join((*_WITHOUT_AT[:1], *_WITH_AT, *_WITHOUT_AT[1:]))),
    False: re.compile("|".join(_WITHOUT_AT)),
}
"""What is looked for, by whether the text has an @: without one, looking for addresses is slow."""


def found(text: str) -> Iterator[Entity]:
    """Yield what Telegram marks by itself: commands, mentions, links, addresses, hashtags."""
    for match in _FOUND["@" in text].finditer(text):
        kind = match.lastgroup or ""
        yield Entity(type=kind, offset=units(text[: match.start()]), length=units(match.group()))


def with_found(text: str, marked: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return the entities that were marked, and those that Telegram finds beside them."""
    kept = tuple(marked)
    new = [each for each in found(text) if not any(_overlap(each, other) for other in kept)]
    return in_order((*kept, *new))


def _overlap(one: Entity, other: Entity) -> bool:
    """Tell whether two entities share a unit."""
    ends = min(one.offset + one.length, other.offset + other.length)
    return max(one.offset, other.offset) < ends
