"""Features: a text as numbers, so that alike texts have alike numbers.

Three views of a text: its words and pairs of them, its letters (n-grams of 2 to 4 within a word),
and what it means. A word, pair or n-gram weighs the more, the fewer answers have it; one that no
phrasing has counts in a text's length, so that a question of unknown words is far from everything.
They are known by hashes, and hashed into a fixed number of signed places too (Weinberger et al.,
"Feature hashing for large scale multitask learning", 2009), so that a model is small.
"""

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from knowledge.matcher.encoder import SIZE, Encoder, Floats

PLACES = 1024
"""Places for hashed words and letters, before those of the meaning."""

WORDS, LETTERS, MEANING = 1.0, 2.5, 8.0
"""What each view weighs in a likeness, chosen on CLINC150's validation questions and our own."""

_GRAMS = (2, 3, 4)
_APART = 4
_PAIR, _GRAM = " ", "\n"

Hashes = npt.NDArray[np.uint32]


@dataclass(frozen=True, kw_only=True, eq=False)
class Features:
    """What the phrasings have: the hashes of features, in order, with a weight each.

    `own` are the hashes of the answers' words, in order; those of other subjects aren't there.
    """

    own: Hashes
    hashes: Hashes
    weights: Floats
    unseen: float
    encoder: Encoder | None

    @property
    def size(self) -> int:
        """Numbers of a text."""
        return PLACES + (SIZE if self.encoder else 0)

    @property
    def whole(self) -> float:
        """How alike a text is to itself."""
        return WORDS + LETTERS + (MEANING if self.encoder else 0)

    def of_all(self, texts: Sequence[Sequence[str]]) -> Floats:
        """Return the numbers of texts (texts x size); of nothing known, all zeros but meaning."""
        numbers = np.zeros((len(texts), self.size), dtype=np.float32)
        for row, words in zip(numbers, texts, strict=True):
            row[:PLACES] = self._placed(_hashed(worded(words)), _letters(words))
        if self.encoder:
            numbers[:, PLACES:] = self.encoder.of_all(texts) * np.float32(MEANING**0.5)
        return numbers

    def _placed(self, words: Hashes, letters: Hashes) -> Floats:
        """Return the numbers of two views, given the features of a text as often as they stand.

        The squares of a view's numbers sum up to what it weighs, what nobody knows included.
        """
        words, times = np.unique(words, return_counts=True)
        letters, more_times = np.unique(letters, return_counts=True)
        hashes, counts = np.concatenate([words, letters]), np.concatenate([times, more_times])
        weights = self._weigh(hashes)
        often = np.log(counts.astype(np.float32)) + 1
        values = np.where(weights, weights, np.float32(self.unseen)) * often
        for view, whole in ((slice(len(words)), WORDS), (slice(len(words), None), LETTERS)):
            values[view] *= (whole / (float(values[view] @ values[view]) or 1)) ** 0.5
        seen = np.where(hashes >> np.uint32(31), values, -values) * (weights > 0)
        placed = np.bincount(hashes % np.uint32(PLACES), weights=seen, minlength=PLACES)
        return placed.astype(np.float32)

    def _weigh(self, hashes: Hashes) -> Floats:
        """Return the weights of features, 0 for those that no phrasing has."""
        if not len(self.hashes):
            return np.zeros(len(hashes), dtype=np.float32)
        places = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        return np.where(self.hashes[places] == hashes, self.weights[places], np.float32(0))

    def weigh(self, words: Sequence[str]) -> Floats:
        """Return what each word weighs."""
        weights = self._weigh(_hashed(words))
        return np.where(weights, weights, np.float32(self.unseen))

    def known(self, words: Sequence[str]) -> float:
        """Return the share of a text's weight in words that the answers have, 0 to 1."""
        if not words or not len(self.own):
            return 0.0
        weights, hashes = self.weigh(words), _hashed(words)
        places = np.minimum(np.searchsorted(self.own, hashes), len(self.own) - 1)
        return float(weights[self.own[places] == hashes].sum() / weights.sum())

    def heard(self, words: Sequence[str]) -> float:
        """Return the share of words that any entry has, 0 to 1."""
        return float(np.count_nonzero(self._weigh(_hashed(words))) / len(words)) if words else 0.0


def gather(
    texts: Iterable[tuple[str, Sequence[str]]],
    encoder: Encoder | None,
    others: Collection[str] = (),
) -> Features:
    """Return the features of phrasings, each an answer's id with the phrasing's words.

    A feature's weight is its inverse frequency among the answers: whether one answer has it in
    one phrasing or in all says nothing against it. `others` are ids of entries on other subjects.
    """
    by_answer: dict[str, set[str]] = {}
    own: set[str] = set()
    for answer, words in texts:
        own.update(words if answer not in others else ())
        by_answer.setdefault(answer, set()).update(worded(words), lettered(words))
    every = [_hashed(features) for features in by_answer.values()]
    hashes, having = np.unique(np.concatenate([*every, _hashed(())]), return_counts=True)
    weights = np.log((1 + len(by_answer)) / (1 + having)) + 1
    unseen = math.log(1 + len(by_answer)) + 1
    return Features(
        own=np.unique(_hashed(own)),
        hashes=hashes,
        weights=weights.astype(np.float32),
        unseen=unseen,
        encoder=encoder,
    )


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


def _letters(words: Sequence[str]) -> Hashes:
    """Return the n-grams of words by their hashes."""
    return np.concatenate([_hashed(()), *map(_letters_of, words)])


@lru_cache(maxsize=4096)
def _letters_of(word: str) -> Hashes:
    return _hashed(lettered((word,)))


def _hashed(features: Iterable[str]) -> Hashes:
    return np.fromiter((crc32(f.encode("utf-8", "replace")) for f in features), dtype=np.uint32)
