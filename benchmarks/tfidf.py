"""TF-IDF: what scikit-learn users take for matching, in three ways; each with words and letters."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import (  # type: ignore[import-untyped]
    TfidfVectorizer,
)
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.pipeline import FeatureUnion  # type: ignore[import-untyped]

from benchmarks.methods import Floats, Phrasing, Scored

_WORD = r"(?u)\b\w+\b"


def _tfidf() -> Any:  # noqa: ANN401 - scikit-learn has no types
    return FeatureUnion(
        [
            ("words", TfidfVectorizer(token_pattern=_WORD)),
            ("letters", TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5))),
        ]
    )


def nearest(phrasings: Sequence[Phrasing], _cache: Path) -> Scored:
    """Return the phrasing with the nearest TF-IDF vector of words and letters."""
    tfidf = _tfidf()
    known = tfidf.fit_transform([phrasing.text for phrasing in phrasings])
    return Scored(
        score=lambda question: (known @ tfidf.transform([question]).T).toarray()[:, 0],
        answers=[phrasing.answer for phrasing in phrasings],
    )


def best_three(phrasings: Sequence[Phrasing], _cache: Path) -> Scored:
    """Return the answer whose three nearest phrasings are nearest in the mean."""
    single = nearest(phrasings, _cache)
    ids = sorted(set(single.answers))
    rows = [[row for row, owner in enumerate(single.answers) if owner == id_] for id_ in ids]

    def score(question: str) -> Floats:
        scores = single.score(question)
        return np.array([np.sort(scores[own])[-3:].mean() for own in rows])

    return Scored(score=score, answers=ids)


def regression(phrasings: Sequence[Phrasing], _cache: Path) -> Scored:
    """Return logistic regression (C = 10) over TF-IDF vectors of words and letters."""
    tfidf = _tfidf()
    known = tfidf.fit_transform([phrasing.text for phrasing in phrasings])
    model = LogisticRegression(C=10, max_iter=200)
    model.fit(known, [phrasing.answer for phrasing in phrasings])
    return Scored(
        score=lambda question: model.predict_proba(tfidf.transform([question]))[0],
        answers=list(model.classes_),
    )
