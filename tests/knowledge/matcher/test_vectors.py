"""Vectors: read from the package's files, cut into tokens as its tokenizer would."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matcher import vectors as module
from knowledge.matcher.vectors import Vectors, load_vectors, pieces


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("docker", ["▁docker"]),
        ("kubernetes", ["▁k", "ubernetes"]),
        ("portfolio", ["▁port", "folio"]),
        ("bootcamp", ["▁boot", "camp"]),
        ("c++", ["▁c", "++"]),
        ("ไทย", ["▁", "ไ", "ท", "ย"]),
    ],
)
def test_words_are_cut_as_the_tokenizer_cuts_them(
    vectors: Vectors, word: str, expected: list[str]
) -> None:
    """The expected tokens are those of the package `tokenizers` 0.23 with the same file."""
    assert pieces(word, vectors.tokens) == expected


@given(word=st.text(min_size=1, max_size=20))
def test_every_word_has_a_vector_of_length_one_or_zero(word: str) -> None:
    vectors = load_vectors()
    assert vectors is not None
    length = float(np.linalg.norm(vectors.of(word)))
    assert length == pytest.approx(1, abs=1e-4) or length == 0


def test_words_alike_in_meaning_are_nearer(vectors: Vectors) -> None:
    salary, wage, banana = (vectors.of(word) for word in ("salary", "wage", "banana"))
    assert salary @ wage > 2 * abs(salary @ banana)


def test_common_words_are_known(vectors: Vectors) -> None:
    assert vectors.knows("learn")
    assert not vectors.knows("laern")


@pytest.mark.parametrize("place", [None, ("nowhere",), ()])
def test_a_missing_package_is_no_error(
    place: tuple[str, ...] | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    name = "wordllama_is_not_here" if place is None else "tests"
    monkeypatch.setattr(module, "_PACKAGE", name)
    monkeypatch.setattr(module, "_WEIGHTS", tmp_path.joinpath(*(place or ()), "none"))
    load_vectors.cache_clear()
    try:
        assert load_vectors() is None
    finally:
        load_vectors.cache_clear()
