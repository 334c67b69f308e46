"""Pieces: words cut into the parts that the encoder knows, the likeliest cut of all.

That is unigram segmentation (Kudo, "Subword regularization", 2018) as SentencePiece does it: each
piece has a logarithmic probability, and the cut with the highest sum is taken (Viterbi). Pieces
are looked up by a hash of their letters, so that tens of thousands of them take no strings.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

START = "▁"
"""The sign for the start of a word."""

SIGNS = _BEGIN, _END, _UNKNOWN = "<s>", "</s>", "<unk>"
_LONGEST = 16
_UNLIKELY = 10.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Pieces:
    """Pieces, the commonest first, with the logarithms of their probabilities as scores.

    `hashes` are in their own order, and `order` tells which piece each is of. The first `common`
    pieces are so common that a word which is one of them is no typo.
    """

    hashes: npt.NDArray[np.uint64]
    order: npt.NDArray[np.int32]
    scores: npt.NDArray[np.float32]
    common: int

    def knows(self, word: str) -> bool:
        """Whether the word is one of the commonest pieces, hence no typo."""
        return 0 <= self._find([START + word])[0] < self.common

    def of(self, words: Iterable[str]) -> list[int]:
        """Return the places of a text's pieces, with the signs for its beginning and end."""
        inside = [place for word in words for place in _cut(self, word)]
        begin, end = self._find([_BEGIN, _END])
        return [begin, *inside, end]

    def cut(self, word: str) -> tuple[int, ...]:
        """Return the places of a word's likeliest pieces."""
        whole = START + word
        spans = [
            (start, end)
            for start in range(len(whole))
            for end in range(start + 1, min(start + _LONGEST, len(whole)) + 1)
        ]
        places = self._find([whole[start:end] for start, end in spans])
        found = {span: place for span, place in zip(spans, places, strict=True) if place >= 0}
        return self._likeliest(len(whole), found)

    def _likeliest(self, length: int, found: dict[tuple[int, int], int]) -> tuple[int, ...]:
        """Return the path through the spans that were found with the highest sum of scores."""
        (unknown,) = self._find([_UNKNOWN])
        unlikely = float(self.scores.min()) - _UNLIKELY
        best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
        for end in range(1, length + 1):
            ways = [(best[end - 1][0] + unlikely, (*best[end - 1][1], unknown))]
            for start in range(max(0, end - _LONGEST), end):
                if (place := found.get((start, end))) is not None:
                    before, way = best[start]
                    ways.append((before + float(self.scores[place]), (*way, place)))
            best.append(max(ways))
        return best[length][1]

    def _find(self, texts: Sequence[str]) -> list[int]:
        """Return the place of each piece, -1 where it is none."""
        wanted = np.array([hashed(text) for text in texts], dtype=np.uint64)
        places = np.minimum(np.searchsorted(self.hashes, wanted), len(self.hashes) - 1)
        found: list[int] = np.where(self.hashes[places] == wanted, self.order[places], -1).tolist()
        return found


@lru_cache(maxsize=4096)
def _cut(pieces: Pieces, word: str) -> tuple[int, ...]:
    return pieces.cut(word)


def hashed(text: str) -> int:
    """Return 64 bits that tell a piece from all others."""
    return int.from_bytes(
        blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "little"
    )


def plain(name: str) -> bool:
    """Whether texts in lower case without accents can have a piece in them.

    Other scripts and capitals are left out: what the answers are not written in is honestly
    unknown, and the table is less than half as large.
    """
    letters = name.replace(START, "")
    return name in SIGNS or (letters.isascii() and letters == letters.lower())
