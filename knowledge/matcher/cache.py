"""Cache: what was fitted, kept in a file that is named after what it was fitted to.

The name holds a hash of the phrasings, of this package's own source, of numpy's version (whose
products may differ) and of whether there is an encoder, so a file is either right or not there: no
time is compared, nothing goes stale.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from knowledge.answers import Answer
from knowledge.matcher import arrays
from knowledge.matcher.arrays import Arrays, DamagedError
from knowledge.matcher.encoder import Encoder
from knowledge.matcher.features import Features
from knowledge.matcher.fitted import Fitted
from knowledge.matcher.spelling import Spelling

_KEPT = 8
"""Files that stay in the folder: one a track, and what a coach may come back to."""


def place(folder: Path, answers: Mapping[str, Answer], *, meaning: bool) -> Path:
    """Return where the fit to these answers is kept, whether or not it is there."""
    told = [[one.id, one.elsewhere, one.title, *one.phrasings] for one in answers.values()]
    whole = hashlib.sha256(json.dumps([told, meaning, np.__version__]).encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        whole.update(source.read_bytes())
    return folder / f"matcher-{whole.hexdigest()[:32]}.arrays"


def save(fitted: Fitted, path: Path) -> None:
    """Write a fit. Raises OSError where it can't be written."""
    texts = {
        "answers": fitted.answers,
        "own": fitted.own,
        "phrasings": fitted.phrasings,
        "unseen": fitted.features.unseen,
        "counts": fitted.spelling.counts,
        "grain": fitted.grain,
        "usual": fitted.usual,
        "sharpness": fitted.sharpness,
    }
    numbers = {
        "owners": fitted.owners,
        "whole": fitted.whole,
        "numbers": fitted.numbers,
        "weights": fitted.weights,
        "hashes": fitted.features.hashes,
        "words": fitted.features.own,
        "rarities": fitted.features.weights,
    }
    arrays.save(Arrays(arrays=numbers, texts=texts), path)
    _clear(path)


def read(path: Path, encoder: Encoder | None) -> Fitted | None:
    """Return the fit that a file holds; None where it isn't there or is damaged."""
    try:
        found = arrays.read(path, apart=("numbers",))
    except (OSError, DamagedError):
        return None
    texts, numbers = found.texts, found.arrays
    return Fitted(
        answers=texts["answers"],
        own=texts["own"],
        phrasings=texts["phrasings"],
        owners=numbers["owners"],
        whole=numbers["whole"],
        numbers=numbers["numbers"],
        grain=texts["grain"],
        weights=numbers["weights"],
        usual=texts["usual"],
        sharpness=texts["sharpness"],
        features=Features(
            own=numbers["words"],
            hashes=numbers["hashes"],
            weights=numbers["rarities"],
            unseen=texts["unseen"],
            encoder=encoder,
        ),
        spelling=Spelling(counts=texts["counts"], pieces=encoder.pieces if encoder else None),
    )


def _clear(newest: Path) -> None:
    """Remove files that have not been written for longest."""
    files: Sequence[Path] = sorted(
        newest.parent.glob("matcher-*.arrays"), key=_written, reverse=True
    )
    for old in files[_KEPT:]:
        old.unlink(missing_ok=True)


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
