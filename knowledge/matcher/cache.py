"""Cache: what was fitted, kept in a file that is named after what it was fitted to.

The name holds a hash of the phrasings, of this package's own source, of numpy's version (whose
random numbers may change) and of whether there are vectors, so a file is either right or not
there: no time is compared, nothing goes stale.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from knowledge.answers import Answer
from knowledge.matcher.features import Features
from knowledge.matcher.fitted import Fitted
from knowledge.matcher.spelling import Spelling
from knowledge.matcher.vectors import Vectors

_KEPT = 8
"""Files that stay in the folder: one a track, and what a coach may come back to."""


def place(folder: Path, answers: Mapping[str, Answer], vectors: Vectors | None) -> Path:
    """Return where the fit to these answers is kept, whether or not it is there."""
    told = [[answer.id, answer.title, *answer.phrasings] for answer in answers.values()]
    whole = hashlib.sha256(json.dumps([told, vectors is not None, np.__version__]).encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        whole.update(source.read_bytes())
    return folder / f"matcher-{whole.hexdigest()[:32]}.npz"


def save(fitted: Fitted, path: Path) -> None:
    """Write a fit under another name first, so that no half of it is ever read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    texts = json.dumps(
        {
            "answers": fitted.answers,
            "phrasings": fitted.phrasings,
            "features": fitted.features.weights,
            "unseen": fitted.features.unseen,
            "counts": fitted.spelling.counts,
            "usual": fitted.usual,
            "sharpness": fitted.sharpness,
        }
    )
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        np.savez(
            file,
            texts=np.frombuffer(texts.encode(), dtype=np.uint8),
            owners=fitted.owners,
            numbers=fitted.numbers,
            weights=fitted.weights,
        )
    os.replace(file.name, path)  # noqa: PTH105
    _clear(path)


def read(path: Path, vectors: Vectors | None) -> Fitted | None:
    """Return the fit that a file holds; None where it isn't there or is damaged."""
    try:
        with path.open("rb") as file, np.load(file) as arrays:
            texts = json.loads(arrays["texts"].tobytes())
            features = Features(weights=texts["features"], unseen=texts["unseen"], vectors=vectors)
            return Fitted(
                answers=texts["answers"],
                phrasings=texts["phrasings"],
                owners=arrays["owners"],
                numbers=arrays["numbers"],
                weights=arrays["weights"],
                usual=texts["usual"],
                sharpness=texts["sharpness"],
                features=features,
                spelling=Spelling(counts=texts["counts"], vectors=vectors),
            )
    except (OSError, EOFError, ValueError, KeyError, BadZipFile, SyntaxError):
        return None


def _clear(newest: Path) -> None:
    """Remove files that have not been written for longest."""
    files: Sequence[Path] = sorted(newest.parent.glob("matcher-*.npz"), key=_written, reverse=True)
    for old in files[_KEPT:]:
        old.unlink(missing_ok=True)


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
