"""Choices as people type them: by name with typos, by number, "the second one", "all but java".

A text is searched for every name of every choice. What stands behind "not" is denied, what is no
name and no small word is left over; whether the rest can be trusted is for the caller to weigh.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from rapidfuzz import fuzz, process

from knowledge.flow.hits import BETWEEN, Hit, hits_in, names
from knowledge.flow.model import Choice
from knowledge.flow.ordinals import ordinals
from knowledge.flow.phrases import COMMA, STOP, is_real_word, words
from knowledge.flow.small_words import (
    AFTER_NOT,
    ALL,
    ALL_PROPER,
    CLAUSE_ENDS,
    ENDING_NOTS,
    EXCEPTIONS,
    FORGETTING,
    IN_PASSING,
    LEARNING,
    LIST_ENDS,
    MEASURES,
    NONE,
    NONE_PROPER,
    NOT_DENYING,
    NOTS,
    SMALL,
    TINY,
    WISHES,
    WISHING,
)

NEAR = 70
"""From which likeness (0 to 100, rapidfuzz's ratio) a choice is proposed: "did you mean this?"."""

_NEGATIVE = re.compile(r"\s*[-\u2212\u2013\u2014]\s*\d+\s*")
"""A number below zero: no choice has such a place."""

_CLOCK = re.compile(r"\d:\d\d")
"""A time of day: its hour is no place of a choice either."""

_AS_NEAR = 5
_MOST_NEAR = 3
_LEAST_LETTERS = 4


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What a text says of the choices, by id: `chosen`, `denied`, and `near` ones at best.

    `unread` are the parts without any choice in them; `stray` counts words beside the choices in
    their own parts, `matched` the words that named them. `beyond` is an ordinal that is no choice.
    `everything` and `nothing` tell that all, or none of them, were named as such. `but` tells that
    something was taken out that is no choice ("every day except Sunday"), `already` that a thing
    is had before it is asked for, `wished` that some of what is denied is wished for.
    `measured` are choices that a word for "how much" beside the names may mean as well.
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
    but: bool = False
    already: bool = False
    wished: bool = False
    measured: tuple[str, ...] = ()


def hear(choices: Sequence[Choice], text: str, *, wishes: bool = False) -> Heard:
    """Return what a text says of the choices; with `wishes`, what is only wished for is denied."""
    typed = words(text)
    if _NEGATIVE.fullmatch(text):
        return Heard(beyond=True)
    if _CLOCK.search(text):
        return Heard()
    whole = exactly(choices, typed) or exactly(choices, [w for w in typed if w not in TINY])
    whole = whole or exactly(choices, [word for word in typed if word != COMMA])
    if whole or not typed:
        return Heard(chosen=whole, matched=len(typed))
    said = _without_but(typed)
    hits = hits_in(choices, said)
    wished = _wished(said) if wishes else frozenset()
    denying = _denying(said, hits) | wished
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
        but=bool(EXCEPTIONS.intersection(said)) and not denying.intersection(h.start for h in hits),
        wished=any(hit.start in wished for hit in hits),
        measured=_measured(choices, said, named),
        already=any(word == "already" for at, word in enumerate(said) if at not in named),
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
        but=any(part.but for part in parts),
        already=any(part.already for part in parts),
        wished=any(part.wished for part in parts),
        measured=tuple(one for part in parts for one in part.measured),
    )


def exactly(choices: Sequence[Choice], said: Sequence[str]) -> tuple[str, ...]:
    """Return the choices of which the words are a name, letter by letter."""
    return tuple(choice.id for choice in choices if said and list(said) in names(choice))


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


def _denying(said: Sequence[str], hits: Sequence[Hit]) -> frozenset[int]:
    """Return the places of the words that stand behind a "not" in its clause."""
    in_names = {at for hit in hits for at in range(hit.start, hit.end)}
    denied: set[int] = set()
    for at, word in enumerate(said):
        behind = said[at + 1] if at + 1 < len(said) else ""
        if word in NOTS and at not in in_names and behind not in NOT_DENYING:
            denied.update(range(at, _reach(said, at)))
            denied.update(_denied_before(said, at, hits))
    return frozenset(denied)


def _denied_before(said: Sequence[str], at: int, hits: Sequence[Hit]) -> range:
    """Return the places of the name right before a "not" with which a part ends: "java not yet"."""
    rest = list(takewhile(lambda word: word not in BETWEEN, said[at + 1 :]))
    hit = next((one for one in hits if one.end == at), None)
    if hit is None or said[at] not in ENDING_NOTS or not AFTER_NOT.issuperset(rest):
        return range(0)
    return range(hit.start, hit.end)


def _measured(
    choices: Sequence[Choice], said: Sequence[str], named: frozenset[int]
) -> tuple[str, ...]:
    """Return the choices that a measure outside of all names means: "I can pay some"."""
    measures = [[word] for at, word in enumerate(said) if at not in named and word in MEASURES]
    return tuple(one.id for one in choices if any(word in names(one) for word in measures))


def _wished(said: Sequence[str]) -> frozenset[int]:
    """Return the places of the words that stand behind "I want to learn" in its clause."""
    places: set[int] = set()
    for at, word in enumerate(said):
        before = said[at - 1] if at else ""
        longer = before == "to" and bool(WISHING.intersection(said[max(0, at - 3) : at - 1]))
        if word in LEARNING and (longer or before in WISHES):
            places.update(range(at, _reach(said, at)))
    return frozenset(places)


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
    ends = [at for at, word in enumerate(said) if word in BETWEEN and at not in named]
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
        denied = _denies_all(part)
        return Heard(everything=not denied, nothing=denied, matched=named)
    if not named and all(word in NONE for word in part) and NONE_PROPER.intersection(part):
        return Heard(nothing=True)
    if named:
        return Heard(stray=len(rest), matched=named)
    return Heard(unread=_worth_saying(part)) if rest else Heard()


def _worth_saying(part: Sequence[str]) -> tuple[str, ...]:
    """Return a part from its first word that says something to its last, if one does."""
    telling = [at for at, word in enumerate(part) if word in NOTS | WISHING or word not in SMALL]
    own = [at for at in telling if part[at] not in NOTS and part[at] not in IN_PASSING]
    said = " ".join(part[telling[0] : telling[-1] + 1])
    return (said,) if own else ()


def _denies_all(part: Sequence[str]) -> bool:
    """Tell whether a "not" stands before the word for all: "I forgot everything"."""
    at = next((at for at, word in enumerate(part) if word in ALL_PROPER), 0)
    return bool(FORGETTING.intersection(part[:at]))


def _all_of(said: Sequence[str], count: int) -> bool:
    """Tell whether words mean all of so many choices: "both", "all 3", "all of them"."""
    numbers = ordinals([word for word in said if word not in ALL], count) or []
    counted = all(number == count for number in numbers)
    both = "both" not in said or count == 2  # noqa: PLR2004 - both are two
    known = all(word in ALL or ordinals([word], count) for word in said)
    return known and counted and both and bool(ALL_PROPER.intersection(said))


def _near(choices: Sequence[Choice], said: Sequence[str]) -> tuple[str, ...]:
    """Return the choices whose names look most like the text, where any does."""
    text = " ".join(word for word in said if word not in SMALL and word not in BETWEEN)
    if len(text) < _LEAST_LETTERS or is_real_word(text):
        return ()
    known = {
        (choice.id, " ".join(name)): " ".join(name) for choice in choices for name in names(choice)
    }
    found = process.extract(text, known, scorer=fuzz.ratio, score_cutoff=NEAR, limit=None)
    if not found:
        return ()
    near = (key[0] for _, score, key in found if score >= found[0][1] - _AS_NEAR)
    return tuple(dict.fromkeys(near))[:_MOST_NEAR]
