"""Choices as people type them: by name with typos, by number, "the second one", "all but java".

A text is searched for every name of every choice. What stands behind "not" is denied, what is no
name and no small word is left over; whether the rest can be trusted is for the caller to weigh.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz, process

from knowledge.flow.model import Choice
from knowledge.flow.ordinals import ordinals
from knowledge.flow.phrases import COMMA, STOP, slips_at, slips_joined, starts, words
from knowledge.flow.small_words import (
    ALL,
    ALL_PROPER,
    CLAUSE_ENDS,
    JOINS,
    LIST_ENDS,
    NONE,
    NONE_PROPER,
    NOT_DENYING,
    NOTS,
    SMALL,
    TINY,
)

NEAR = 70
"""From which likeness (0 to 100, rapidfuzz's ratio) a choice is proposed: "did you mean this?"."""

_AS_NEAR = 5
_MOST_NEAR = 3
_TINY_NAME = 2
_JOINED = 2
"""Words of a name that may be run together."""
_LEAST_LETTERS = 4
_BETWEEN = frozenset({COMMA, STOP}) | JOINS


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What a text says of the choices, by id: `chosen`, `denied`, and `near` ones at best.

    `unread` are the parts without any choice in them; `stray` counts words beside the choices in
    their own parts, `matched` the words that named them. `beyond` is an ordinal that is no choice.
    `everything` and `nothing` tell that all, or none of them, were named as such.
    """

    chosen: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    stray: int = 0
    matched: int = 0
    beyond: bool = False
    everything: bool = False
    nothing: bool = False


@dataclass(frozen=True, kw_only=True)
class _Hit:
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
        return (self.letters - 2 * self.slips, -self.slips)

    def over(self, other: "_Hit") -> bool:
        return self.start < other.end and other.start < self.end


def hear(choices: Sequence[Choice], text: str) -> Heard:
    """Return what a text says of the choices."""
    typed = words(text)
    whole = exactly(choices, typed) or exactly(choices, [w for w in typed if w not in TINY])
    if whole or not typed:
        return Heard(chosen=whole, matched=len(typed))
    said = _without_but(typed)
    hits = _hits(choices, said)
    denying = _denying(said, hits)
    named = frozenset(at for hit in hits for at in range(hit.start, hit.end))
    parts = []
    for part in _parts(said, named):
        left = [said[at] for at in part if at not in named and said[at] not in SMALL]
        inside = sum(at in named for at in part)
        plain = [said[at] for at in part]
        parts.append(_read_part(choices, plain, named=inside, left=" ".join(left)))
    by_name = Heard(
        chosen=tuple(hit.choice for hit in hits if hit.start not in denying),
        denied=tuple(hit.choice for hit in hits if hit.start in denying),
        near=() if hits else _near(choices, said),
    )
    return _together([by_name, *parts])


def _together(parts: Sequence[Heard]) -> Heard:
    return Heard(
        chosen=tuple(dict.fromkeys(one for part in parts for one in part.chosen)),
        denied=tuple(dict.fromkeys(one for part in parts for one in part.denied)),
        near=tuple(one for part in parts for one in part.near),
        unread=tuple(one for part in parts for one in part.unread),
        stray=sum(part.stray for part in parts),
        matched=sum(part.matched for part in parts),
        beyond=any(part.beyond for part in parts),
        everything=any(part.everything for part in parts),
        nothing=any(part.nothing for part in parts),
    )


def exactly(choices: Sequence[Choice], said: Sequence[str]) -> tuple[str, ...]:
    """Return the choices of which the words are a name, letter by letter."""
    return tuple(choice.id for choice in choices if said and list(said) in _names(choice))


def _without_but(said: Sequence[str]) -> list[str]:
    """Return the words with "all but" as "all except", without "nothing but" and "at all"."""
    plain: list[str] = []
    for word in said:
        before = plain[-1] if plain else ""
        if word == "but" and before in ALL_PROPER | {"any", "anything"}:
            plain.append("except")
        elif (word == "but" and before in NONE_PROPER) or (word == "all" and before == "at"):
            plain.pop()
        else:
            plain.append(word)
    return plain


@lru_cache(maxsize=512)
def _names(choice: Choice) -> list[list[str]]:
    """Return the words of each name; one with a comma is known without it too."""
    cut = [words(name) for name in choice.names]
    bare = [[word for word in name if word not in {COMMA, STOP}] for name in cut]
    return [name for number, name in enumerate([*cut, *bare]) if name and name not in cut[:number]]


def _hits(choices: Sequence[Choice], said: Sequence[str]) -> list[_Hit]:
    """Return the names in the text that don't overlap: the longest first, then the surest."""
    found = sorted(_every_hit(choices, said), key=lambda hit: hit.weight, reverse=True)
    taken: list[_Hit] = []
    for hit in found:
        if all(not hit.over(other) or _rivals(hit, other) for other in taken):
            taken.append(hit)
    taken = [hit for hit in taken if not (hit.tiny or hit.small) or _stands_alone(hit, taken, said)]
    sure = {hit.choice for hit in taken if not any(_rivals(hit, other) for other in taken)}
    left = [hit for hit in taken if hit.choice in sure or not _settled(hit, taken, sure)]
    return sorted(left, key=lambda hit: hit.start)


def _settled(hit: _Hit, hits: Sequence[_Hit], sure: set[str]) -> bool:
    """Tell whether one of a hit's rivals is named in other words too ("student in high school")."""
    return any(_rivals(hit, other) and other.choice in sure for other in hits)


def _rivals(hit: _Hit, other: _Hit) -> bool:
    """Tell whether two choices are named by the same words equally well."""
    same_words = (hit.start, hit.end) == (other.start, other.end)
    return same_words and hit.weight == other.weight and hit.choice != other.choice


def _every_hit(choices: Sequence[Choice], said: Sequence[str]) -> Iterator[_Hit]:
    begins = {name[0]: starts(said, name[0]) for choice in choices for name in _names(choice)}
    for choice in choices:
        for name in _names(choice):
            for start in begins[name[0]]:
                count = slips_at(said, start, name)
                if count is not None:
                    yield _hit(choice, name, start, len(name), count)
            if len(name) <= _JOINED:
                yield from _joined_hits(choice, name, said)


def _joined_hits(choice: Choice, name: Sequence[str], said: Sequence[str]) -> Iterator[_Hit]:
    size = _JOINED + 1 - len(name)
    for start, word in enumerate(said[: len(said) - size + 1]):
        # What is run together keeps its first letter; looking there first saves most of the time.
        if word[0] != name[0][0]:
            continue
        count = slips_joined(said[start : start + size], name)
        if count is not None:
            yield _hit(choice, name, start, size, count)


def _hit(choice: Choice, name: Sequence[str], start: int, size: int, count: int) -> _Hit:
    return _Hit(
        choice=choice.id,
        start=start,
        end=start + size,
        slips=count,
        letters=sum(map(len, name)),
        tiny=all(len(word) <= _TINY_NAME for word in name),
        small=all(word in SMALL for word in name),
    )


def _stands_alone(hit: _Hit, hits: Sequence[_Hit], said: Sequence[str]) -> bool:
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
    while start > 0 and said[start - 1] not in _BETWEEN:
        start -= 1
    while end < len(said) and said[end] not in _BETWEEN:
        end += 1
    return start, max(end, at + 1)


def _denying(said: Sequence[str], hits: Sequence[_Hit]) -> frozenset[int]:
    """Return the places of the words that stand behind a "not" in its clause."""
    in_names = {at for hit in hits for at in range(hit.start, hit.end)}
    denied: set[int] = set()
    for at, word in enumerate(said):
        behind = said[at + 1] if at + 1 < len(said) else ""
        if word in NOTS and at not in in_names and behind not in NOT_DENYING:
            denied.update(range(at, _reach(said, at)))
    return frozenset(denied)


def _reach(said: Sequence[str], at: int) -> int:
    """Return where a "not" ends: at "but" or a comma, except in a list that ends in "or"."""
    end = at + 1
    while end < len(said) and said[end] not in CLAUSE_ENDS and said[end] != STOP:
        if said[end] == COMMA and not _ends_in_or(said[end:]):
            break
        end += 1
    return end


def _ends_in_or(rest: Sequence[str]) -> bool:
    for word in rest:
        if word in LIST_ENDS:
            return True
        if word in CLAUSE_ENDS or word == STOP:
            return False
    return False


def _parts(said: Sequence[str], named: frozenset[int]) -> list[range]:
    """Return the parts between commas, "and" and the like that stand outside of names."""
    ends = [at for at, word in enumerate(said) if word in _BETWEEN and at not in named]
    bounds = [-1, *ends, len(said)]
    parts = [range(low + 1, high) for low, high in pairwise(bounds)]
    return [part for part in parts if part]


def _read_part(choices: Sequence[Choice], part: Sequence[str], *, named: int, left: str) -> Heard:
    """Return what a part says besides names: `named` counts their words, `left` the others."""
    rest = [word for word in left.split() if word not in NOTS]
    if not named and (places := ordinals(part, len(choices))):
        chosen = tuple(choices[place - 1].id for place in places if place <= len(choices))
        return Heard(chosen=chosen, beyond=max(places) > len(choices), matched=len(chosen))
    if rest and _all_of(rest, sum(not choice.alone for choice in choices)):
        return Heard(everything=True, matched=named)
    if not named and all(word in NONE for word in part) and NONE_PROPER.intersection(part):
        return Heard(nothing=True)
    if named:
        return Heard(stray=len(rest), matched=named)
    return Heard(unread=(left,)) if rest else Heard()


def _all_of(said: Sequence[str], count: int) -> bool:
    """Tell whether words mean all of so many choices: "both", "all 3", "all of them"."""
    numbers = ordinals([word for word in said if word not in ALL], count) or []
    counted = all(number == count for number in numbers)
    both = "both" not in said or count == 2  # noqa: PLR2004 - both are two
    known = all(word in ALL or ordinals([word], count) for word in said)
    return known and counted and both and bool(ALL_PROPER.intersection(said))


def _near(choices: Sequence[Choice], said: Sequence[str]) -> tuple[str, ...]:
    """Return the choices whose names look most like the text, where any does."""
    text = " ".join(word for word in said if word not in SMALL and word not in _BETWEEN)
    if len(text) < _LEAST_LETTERS:
        return ()
    names = {
        (choice.id, " ".join(name)): " ".join(name) for choice in choices for name in _names(choice)
    }
    found = process.extract(text, names, scorer=fuzz.ratio, score_cutoff=NEAR, limit=None)
    if not found:
        return ()
    near = (key[0] for _, score, key in found if score >= found[0][1] - _AS_NEAR)
    return tuple(dict.fromkeys(near))[:_MOST_NEAR]
