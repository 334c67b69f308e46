"""Masking: questions are kept without what may lead to a person."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.masking import LONGEST, masked


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("What is Rust?", "what is rust"),
        ("  what   IS\nrust!!! ", "what is rust"),
        ("call me at +49 (0)30 123-45 67 please", "call me at * please"),
        ("i am 41, is that too old", "i am *, is that too old"),
        ("born 12.03.1990, too late?", "born *, too late"),
        ("mail me: ann.b+x@mail.example.org.", "mail me: *"),
        ("ask @ann_b or @Bob", "ask * or *"),
        ("see https://example.org/me?id=5 and http://x.y", "see * and *"),
        ("my page is www.example.io/cv", "my page is *"),
        ("my page is annsmith.com/cv", "my page is *"),
        ("is t.me/annsmith ok", "is * ok"),
        ("my key sk-aBcDeFgHiJkLmNoPqRsTuVwXyZabcdef leaked", "my key * leaked"),
        ("is node.js or asp.net better", "is node.js or asp.net better"),
        ("c++ or c#", "c++ or c#"),
        ("١٢٣ кто", "* кто"),
        ("\uff37\uff48\uff41\uff54 \uff49\uff53 \uff47\uff4f", "what is go"),
        ("a\u200bb\x00c", "a b c"),
        ("42", ""),
        ("?", ""),
        ("🙂", ""),
        ("", ""),
        ("x" * 4096, ""),
    ],
)
def test_what_is_kept(text: str, kept: str) -> None:
    assert masked(text) == kept


def test_a_long_text_is_cut_after_a_word() -> None:
    kept = masked("word " * 800)
    assert kept == ("word " * 24).strip()
    assert len(kept) <= LONGEST


@given(st.text())
@example("a@b")
@example("1 a 2 b 3")
@example("\ud800x")
@example("ﬁ½㎏ ⑤")
def test_whatever_is_asked_nothing_masked_is_left_and_masking_again_changes_nothing(
    text: str,
) -> None:
    kept = masked(text)
    assert len(kept) <= LONGEST
    assert not any(sign.isdecimal() or sign in "@\n\0" for sign in kept)
    assert "://" not in kept
    assert masked(kept) == kept
    kept.encode()


@given(st.from_regex(r"\A[a-z]{3,8} [+]?[0-9][0-9 ().-]{4,14}[0-9] [a-z]{3,8}\Z"))
def test_a_telephone_number_of_any_form_is_hidden(text: str) -> None:
    first, *_, last = text.split()
    assert masked(text) == f"{first} * {last}"
