"""Hits: where in a text the names of choices stand, typos forgiven."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.flow.model import Choice
from knowledge.flow.phrases import COMMA, STOP, slips_at, slips_joined, starts, words
from knowledge.flow.small_words import JOINS, NOTS, SMALL, TINY

BETWEEN = frozenset({COMMA, STOP}) | JOINS
"""What parts one answer from the next."""

_TINY_NAME = 2
_JOINED = 2
"""Words of a name that may be run together."""


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A choice's name found in the words from `start` up to `end`, with so many slips."""

    choice: str
    start: int
    end: int
    slips: int
    letters: int
    tiny: bool
    small: bool

    @property
    def weight(self) -> tuple[int, int]:
        """How sure it is, to be compared: long names first, then few slips."""
        return (self.letters - 2 * self.slips, -self.slips)

    def over(self, other: "Hit") -> bool:
        """Tell whether both stand, in part, on the same words."""
        return self.start < other.end and other.start < self.end


@lru_cache(maxsize=512)
def names(choice: Choice) -> list[list[str]]:
    """Return the words of each name; one with a comma is known without it too."""
    cut = [words(name) for name in choice.names]
    bare = [[word for word in name if word not in {COMMA, STOP}] for name in cut]
    return [name for number, name in enumerate([*cut, *bare]) if name and name not in cut[:number]]


def hits_in(choices: Sequence[Choice], said: Sequence[str]) -> list[Hit]:
    """Return the names in the text that don't overlap: the longest first, then the surest."""
    found = sorted(_every_hit(choices, said), key=lambda hit: hit.weight, reverse=True)
    taken: list[Hit] = []
    for hit in found:
        if all(not hit.over(other) or _rivals(hit, other) for other in taken):
            taken.append(hit)
    taken = [hit for hit in taken if not (hit.tiny or hit.small) or _stands_alone(hit, taken, said)]
    sure = {hit.choice for hit in taken if not any(_rivals(hit, other) for other in taken)}
    left = [hit for hit in taken if hit.choice in sure or not _settled(hit, taken, sure)]
    return sorted(left, key=lambda hit: hit.start)


def _settled(hit: Hit, hits: Sequence[Hit], sure: set[str]) -> bool:
    """Tell whether one of a hit's rivals is named in other words too ("student in high school")."""
    return any(_rivals(hit, other) and other.choice in sure for other in hits)


def _rivals(hit: Hit, other: Hit) -> bool:
    """Tell whether two choices are named by the same words equally well."""
    same_words = (hit.start, hit.end) == (other.start, other.end)
    return same_words and hit.weight == other.weight and hit.choice != other.choice


def _every_hit(choices: Sequence[Choice], said: Sequence[str]) -> Iterator[Hit]:
    begins = {name[0]: starts(said, name[0]) for choice in choices for name in names(choice)}
    for choice in choices:
        for name in names(choice):
            for start in begins[name[0]]:
                count = slips_at(said, start, name)
                if count is not None:
                    yield _hit(choice, name, start, len(name), count)
            if len(name) <= _JOINED:
                yield from _joined_hits(choice, name, said)


def _joined_hits(choice: Choice, name: Sequence[str], said: Sequence[str]) -> Iterator[Hit]:
    size = _JOINED + 1 - len(name)
    for start, word in enumerate(said[: len(said) - size + 1]):
        # What is run together keeps its first letter; looking there first saves most of the time.
        if word[0] != name[0][0]:
            continue
        count = slips_joined(said[start : start + size], name)
        if count is not None:
            yield _hit(choice, name, start, size, count)


def _hit(choice: Choice, name: Sequence[str], start: int, size: int, count: int) -> Hit:
    return Hit(
        choice=choice.id,
        start=start,
        end=start + size,
        slips=count,
        letters=sum(map(len, name)),
        tiny=all(len(word) <= _TINY_NAME for word in name),
        small=all(word in SMALL for word in name),
    )


def _stands_alone(hit: Hit, hits: Sequence[Hit], said: Sequence[str]) -> bool:
    """Tell whether a name of small words is meant.

    One of two letters may stand among other names and tiny words ("I know go", but not "I want to
    go on"); one like "some" or "maybe" stands alone, or it is just a small word.
    """
    start, end = _part(said, hit.start)
    beside = [at for at in range(start, end) if not hit.start <= at < hit.end]
    if hit.tiny:
        named = {at for one in hits for at in range(one.start, one.end)}
        return all(said[at] in TINY or said[at] in NOTS or at in named for at in beside)
    return all(said[at] in SMALL for at in beside)


def _part(said: Sequence[str], at: int) -> tuple[int, int]:
    """Return the part between commas, "and" and the like in which a word stands."""
    start, end = at, at
    while start > 0 and said[start - 1] not in BETWEEN:
        start -= 1
    while end < len(said) and said[end] not in BETWEEN:
        end += 1
    return start, max(end, at + 1)
