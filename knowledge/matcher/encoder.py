"""Encoder: what a text means, as 512 numbers, alike where meanings are alike; at length 1.

The network is Google's Universal Sentence Encoder, multilingual, version 3 (Yang et al.,
"Multilingual universal sentence encoder for semantic retrieval", 2020), small enough for numpy:
the pieces' vectors, windows of 2, 3 and 5 of them through two layers each, and four layers over
their sum. A window's first layer is a sum over its pieces, so what each piece adds to it is worked
out once and kept while there is room: that halves the cost of a question.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from knowledge.matcher.arrays import Array, Rows
from knowledge.matcher.pieces import Pieces

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]

SIZE = 512
"""Numbers of a text."""

_WIDTH = 256
_WINDOWS = ((2, 0), (3, 1), (5, 2))
"""Pieces that a window sees, and how many of them stand before the one it is of."""

_NOTHING = np.zeros(SIZE + sum(_WIDTH * (1 + size) for size, _ in _WINDOWS), dtype=np.float32)

_AT_ONCE = 64
"""Texts that go through the network together: many are quicker than one by one."""

_FEW = 4
"""Texts that are better taken one by one through the last layers."""

_TINY = 1e-12

_KEPT = 2048
"""Pieces whose rows are kept, the last ones asked for: 31 MB. Making one takes a tenth of the time
of a question; what 1,500 questions are made of fits in."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Encoder:
    """Turns words into numbers. Pure but for what it keeps to be quicker; any thread may use it.

    `network` is as `arranged`, with the `scale` and `lowest` of each piece's row in `table`
    (pieces x 512, a byte a number).
    """

    pieces: Pieces
    table: Rows
    network: Mapping[str, Array]
    _seen: dict[int, Floats] = field(default_factory=dict)

    def of_all(self, texts: Sequence[Sequence[str]]) -> Floats:
        """Return the numbers of texts, each given as its words (texts x 512)."""
        rows = [self._some(texts[at : at + _AT_ONCE]) for at in range(0, len(texts), _AT_ONCE)]
        return np.concatenate(rows) if rows else np.zeros((0, SIZE), dtype=np.float32)

    def _some(self, texts: Sequence[Sequence[str]]) -> Floats:
        cut = [self.pieces.of(words) for words in texts]
        lengths = np.array([len(places) for places in cut])
        places = np.array([place for one in cut for place in one])
        parts = self._parts(places)
        layers = [parts[:-1, :SIZE], *self._windows(parts[:, SIZE:], _neighbours(lengths))]
        whole = _even(np.concatenate(layers, axis=1))
        starts = np.cumsum(lengths) - lengths
        return self._tops(np.add.reduceat(whole, starts, axis=0), lengths.astype(np.float32))

    def _windows(self, first: Floats, near: Places) -> list[Floats]:
        """Return the second layer of each kind of window; `near` is the rows around each piece."""
        out: list[Floats] = []
        at = len(_WINDOWS) * _WIDTH
        for kind, (size, before) in enumerate(_WINDOWS):
            own = first[:-1, kind * _WIDTH : (kind + 1) * _WIDTH]
            around = near[:, 2 - before : 2 - before + size]
            summed = np.repeat(self._of(f"b1_{size}")[None], len(near), axis=0)
            for step in range(size):
                summed += first[around[:, step], at + step * _WIDTH : at + (step + 1) * _WIDTH]
            at += size * _WIDTH
            inner = np.zeros((len(near) + 1, _WIDTH), dtype=np.float32)
            inner[:-1] = np.maximum(summed, 0) + own
            seen = inner[around].reshape(len(near), size * _WIDTH)
            outer = _across(seen, self._of(f"w2_{size}")) + self._of(f"b2_{size}")
            out.append(np.maximum(outer, 0) + inner[:-1])
        return out

    def _parts(self, places: Places) -> Floats:
        """Return pieces' rows, and one of zeros for what is outside of a text.

        A row is the piece's vector, what windows see of it, and its part in their first layers.
        """
        asked = places.tolist()
        known = {place: self._seen.pop(place, None) for place in asked}
        rows = {place: row for place, row in known.items() if row is not None}
        rows.update((place, self._made(place)) for place in known if place not in rows)
        self._seen.update(rows)
        if len(self._seen) > _KEPT:
            for oldest in list(self._seen)[:-_KEPT]:
                self._seen.pop(oldest, None)
        return np.stack([*(rows[place] for place in asked), _NOTHING])

    def _made(self, place: int) -> Floats:
        """Return a piece's row, made by itself: among others it would be rounded otherwise."""
        scale, lowest = self._of("scale")[place], self._of("lowest")[place]
        vector: Floats = self.table[place : place + 1] * scale + lowest
        numbers = _across(vector, self._of("inward")) + self._of("inward_b")
        even = _even(numbers) * self._of("inward_gain") + self._of("inward_shift")
        kinds = zip(np.split(even, len(_WINDOWS), axis=1), _WINDOWS, strict=True)
        steps = [_across(kind, self._of(f"steps_{size}")) for kind, (size, _) in kinds]
        made: Floats = np.concatenate([vector, even, *steps], axis=1)[0]
        return made

    def _tops(self, summed: Floats, lengths: Floats) -> Floats:
        """Return the numbers of texts; a few are quicker one by one, as no weights are copied."""
        if len(summed) > _FEW:
            return self._top(summed, lengths)
        rows = zip(summed[:, None], lengths[:, None], strict=True)
        return np.concatenate([self._top(row, length) for row, length in rows])

    def _top(self, summed: Floats, lengths: Floats) -> Floats:
        """Return the numbers of texts from the sums over their pieces."""
        roots = np.sqrt(lengths)[:, None]
        first = _across(summed, self._of("mean")) / roots + roots * self._of("mean_b")
        low, straight = np.split(first, (self._of("d1").shape[0],), axis=1)
        middle = np.maximum(straight + _sparsely(np.maximum(low, 0), self._of("d1")), 0)
        high = np.maximum(_across(middle, self._of("d2")), 0)
        out = np.tanh(_across(middle, self._of("p3")) + _sparsely(high, self._of("d3")))
        scaled: Floats = out / np.linalg.norm(out, axis=1, keepdims=True)
        return scaled

    def _of(self, name: str) -> Floats:
        return self.network[name]


def arranged(network: Mapping[str, Array]) -> Mapping[str, Array]:
    """Return the package's network as it is used here.

    The layers before the windows stand side by side, and of each first layer (steps of 256 x 256)
    what a piece adds at each step (256 x steps of 256). The layer of the mean over pieces goes
    straight into two others, and what evens pieces out straight into it, so that all are one. What
    numbers go through whole stands the other way around.
    """
    sizes = [size for size, _ in _WINDOWS]
    parts = {"inward": "proj", "inward_b": "proj_b", "inward_gain": "ln_g", "inward_shift": "ln_b"}
    inward = {
        name: np.concatenate([network[f"{part}{size}"] for size in sizes], axis=-1)
        for name, part in parts.items()
    }
    steps = {
        f"steps_{size}": np.concatenate(np.split(network[f"w1_{size}"], size), axis=1)
        for size in sizes
    }
    outer = {f"w2_{size}": network[f"w2_{size}"] for size in sizes}
    behind = np.concatenate([network["d0"], network["p1"]], axis=1)
    mean = network["cnn_W"] @ behind
    shift = network["ln_b"] @ mean + network["cnn_b"] @ behind
    across = {
        **steps,
        **outer,
        "inward": inward.pop("inward"),
        "mean": network["ln_g"][:, None] * mean,
        "d2": network["d2"],
        "p3": network["p3"],
    }
    rest = [*(f"{name}_{size}" for name in ("b1", "b2") for size in sizes), "d1", "d3"]
    return {
        **inward,
        **{name: np.ascontiguousarray(weights.T) for name, weights in across.items()},
        "mean_b": shift,
        **{name: network[name] for name in rest},
    }


def _neighbours(lengths: Places) -> Places:
    """Return the rows around each piece, two before to two after; the last row is outside."""
    rows = int(lengths.sum())
    near = np.arange(rows)[:, None] + np.arange(-2, 3)
    ends = np.cumsum(lengths)
    inside = (near >= np.repeat(ends - lengths, lengths)[:, None]) & (
        near < np.repeat(ends, lengths)[:, None]
    )
    return np.where(inside, near, rows)


def _across(numbers: Floats, weights: Floats) -> Floats:
    """Return a product with weights that stand the other way around (outputs x inputs).

    So a few rows take two thirds of the time: OpenBLAS then goes through the weights in order.
    """
    product: Floats = (weights @ numbers.T).T
    return product


def _sparsely(numbers: Floats, weights: Floats) -> Floats:
    """Return a product with numbers of which most are 0: of one text, the weights for those rest.

    A question waits for its weights to come from memory rather than for its sums.
    """
    if len(numbers) > 1:
        return numbers @ weights
    (there,) = numbers[0].nonzero()
    product: Floats = numbers[:, there] @ weights[there]
    return product


def _even(numbers: Floats) -> Floats:
    """Return rows at mean 0 and variance 1 (layer normalization, but for its gain and shift)."""
    apart = numbers - numbers.mean(axis=1, keepdims=True)
    spread = np.sqrt(np.einsum("ij,ij->i", apart, apart) / numbers.shape[1] + _TINY)
    even: Floats = apart / spread[:, None]
    return even
