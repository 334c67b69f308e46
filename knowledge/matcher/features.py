"""Features: a text as numbers, so that alike texts have alike numbers.

Three views of a text: its words and pairs of them, its letters (n-grams of 2 to 4 within a word),
and what its words mean. A feature weighs the more, the fewer answers have it; one that no
phrasing has counts in a text's length, so that a question of unknown words is far from everything.
Words and letters are hashed into a fixed number of signed places (Weinberger et al., "Feature
hashing for large scale multitask learning", 2009), so that a model is small.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from knowledge.matcher.meaning import Meaning
from knowledge.matcher.vectors import Floats, Vectors

PLACES = 1024
"""Places for hashed words and letters, before the places of the vectors."""

WORDS, LETTERS = 0.75, 1.0
"""What each view weighs in a likeness, chosen on CLINC150's validation questions."""

_GRAMS = (2, 3, 4)
_APART = 4
_PAIR, _GRAM = " ", "\n"


@dataclass(frozen=True, kw_only=True, eq=False)
class Features:
    """What the phrasings have: each feature's weight, in an order that gives its place."""

    weights: Mapping[str, float]
    unseen: float
    vectors: Vectors | None

    @property
    def size(self) -> int:
        """Numbers of a text."""
        return PLACES + self._meaning.size

    @property
    def whole(self) -> float:
        """How alike a text is to itself."""
        return WORDS + LETTERS + self._meaning.whole

    @cached_property
    def _meaning(self) -> Meaning:
        return Meaning(vectors=self.vectors)

    @cached_property
    def _places(self) -> Mapping[str, tuple[int, float]]:
        """Where each feature stands, and its weight with the sign that hashing gives it."""
        chance = np.random.default_rng(0)
        places = chance.integers(0, PLACES, len(self.weights)).tolist()
        signs = chance.choice((-1.0, 1.0), len(self.weights)).tolist()
        rows = zip(self.weights.items(), places, signs, strict=True)
        return {feature: (place, weight * sign) for (feature, weight), place, sign in rows}

    def of(self, words: Sequence[str]) -> Floats:
        """Return a text's numbers; all zeros for a text without a known feature."""
        numbers = np.zeros(self.size, dtype=np.float32)
        self._add(numbers, worded(words), WORDS)
        self._add(numbers, lettered(words), LETTERS)
        numbers[PLACES:] = self._meaning.of(words, [self.weigh(word) for word in words])
        return numbers

    def of_all(self, texts: Sequence[Sequence[str]]) -> Floats:
        """Return the numbers of many texts (texts x size)."""
        numbers = np.zeros((len(texts), self.size), dtype=np.float32)
        for row, words in zip(numbers, texts, strict=True):
            row[:] = self.of(words)
        return numbers

    def _add(self, numbers: Floats, features: Iterable[str], weight: float) -> None:
        total = 0.0
        found: list[tuple[int, float]] = []
        for feature, count in Counter(features).items():
            often = 1 + math.log(count) if count > 1 else 1.0
            place, value = self._places.get(feature, (-1, self.unseen))
            total += (value * often) ** 2
            if place >= 0:
                found.append((place, value * often))
        scale = math.sqrt(weight / total) if total else 0.0
        for place, value in found:
            numbers[place] += value * scale

    def weigh(self, word: str) -> float:
        """Return a word's weight."""
        return self.weights.get(word, self.unseen)

    def known(self, words: Sequence[str]) -> float:
        """Return the share of a text's weight in words that the phrasings have, 0 to 1."""
        known = sum(self.weigh(word) for word in words if word in self.weights)
        return known / sum(map(self.weigh, words)) if words else 0.0


def gather(texts: Iterable[tuple[str, Sequence[str]]], vectors: Vectors | None) -> Features:
    """Return the features of phrasings, each an answer's id with the phrasing's words.

    A feature's weight is its inverse frequency among the answers: whether one answer has it in
    one phrasing or in all says nothing against it.
    """
    texts = list(texts)
    having = Counter(
        feature
        for _, feature in {
            (answer, feature)
            for answer, words in texts
            for feature in (*worded(words), *lettered(words))
        }
    )
    answers = len({answer for answer, _ in texts})
    weights = {f: math.log((1 + answers) / (1 + n)) + 1 for f, n in sorted(having.items())}
    return Features(weights=weights, unseen=math.log(1 + answers) + 1, vectors=vectors)


def worded(words: Sequence[str]) -> Iterator[str]:
    """Yield words, and pairs of words that stand no more than four apart."""
    for place, first in enumerate(words):
        yield first
        for second in words[place + 1 : place + 1 + _APART]:
            yield f"{first}{_PAIR}{second}"


def lettered(words: Sequence[str]) -> Iterator[str]:
    """Yield the n-grams of each word, its ends marked."""
    for word in words:
        whole = f" {word} "
        for length in _GRAMS:
            for start in range(len(whole) - length + 1):
                yield f"{_GRAM}{whole[start : start + length]}"
