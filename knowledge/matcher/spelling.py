"""Spelling: a word that nobody knows is taken for one of the nearest words of the phrasings."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.matcher.pieces import Pieces

SHORTEST, LONG = 3, 8
"""Letters from which a word is repaired, and from which two typos are."""

_KEYS = {
    key: (y, x)
    for y, row in enumerate(("qwertyuiop", "asdfghjkl", "zxcvbnm"))
    for x, key in enumerate(row)
}
_WAYS = 2
"""How many words of the phrasings an unknown one may stand for."""

_OFTEN = 0.1
"""How much a word that stands e times as often is preferred, in typos."""

_HERE, _AWAY = (9, 9), (-9, -9)


@dataclass(frozen=True, kw_only=True)
class Spelling:
    """The words of the phrasings, each with how often it stands there."""

    counts: Mapping[str, int]
    pieces: Pieces | None
    shortest: int = SHORTEST

    def repair(self, word: str) -> str:
        """Return the nearest word of the phrasings for a word that is unknown, else the word."""
        return self._repairs(word)[0]

    def readings(self, words: Sequence[str]) -> list[list[str]]:
        """Return a text as typed, then as repaired, the likelier way first; each once."""
        ways = [self._repairs(word) for word in words]
        readings = [list(words)]
        for way in range(_WAYS):
            read = [repairs[min(way, len(repairs) - 1)] for repairs in ways]
            if read not in readings:
                readings.append(read)
        return readings

    def _repairs(self, word: str) -> Sequence[str]:
        """Return the nearest words, the likeliest first; the word itself where none is near."""
        if self.knows(word):
            return (word,)
        typos = 2 if len(word) >= LONG else 1
        near = [
            found
            for length in range(len(word) - typos, len(word) + typos + 1)
            for found in process.extract(
                word,
                self._by_length.get(length, ()),
                scorer=OSA.distance,
                score_cutoff=typos,
                limit=None,
            )
        ]
        near.sort(key=lambda found: self._rank(word, found[0], found[1]))
        return [found[0] for found in near[:_WAYS]] or (word,)

    def knows(self, word: str) -> bool:
        """Whether the word is left as it is: known, too short for a typo, or with figures."""
        return (
            len(word) < self.shortest
            or word in self.counts
            or not word.isalpha()
            or (self.pieces is not None and self.pieces.knows(word))
        )

    @cached_property
    def _by_length(self) -> Mapping[int, Sequence[str]]:
        """The words that a repair may make, apart by length, so that few are looked at."""
        words: dict[int, list[str]] = {}
        for word in self.counts:
            if len(word) >= SHORTEST:
                words.setdefault(len(word), []).append(word)
        return words

    def _rank(self, word: str, other: str, typos: float) -> tuple[float, str]:
        often = _OFTEN * math.log(self.counts[other])
        return typos + slip(word, other) - often, other


def count(texts: Iterable[Sequence[str]]) -> Mapping[str, int]:
    """Return how often each word stands in texts."""
    return Counter(word for words in texts for word in words)


def slip(word: str, other: str) -> float:
    """Return how unlikely a slip is that makes one word of another, from 0 to 1.

    Fingers swap, miss and double letters and hit neighbouring keys; a word's first letter is
    hardly ever wrong.
    """
    if sorted(word) == sorted(other):
        return 0.0
    odds = 0.2 if word[:1] == other[:1] else 0.6
    if len(word) == len(other):
        differing = [(a, b) for a, b in zip(word, other, strict=True) if a != b]
        odds += 0.3 * sum(not _neighbours(a, b) for a, b in differing) / len(differing)
    return odds


def _neighbours(one: str, other: str) -> bool:
    (y1, x1), (y2, x2) = _KEYS.get(one, _HERE), _KEYS.get(other, _AWAY)
    return abs(y1 - y2) <= 1 and abs(x1 - x2) <= 1
