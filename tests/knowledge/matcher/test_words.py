# ruff: noqa: RUF001 - texts of other scripts are what is tested
"""Words: what a text is cut into."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matcher.words import LONGEST, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How do I start?", ["how", "do", "i", "start"]),
        ("C, C++ or C#?", ["c", "c++", "or", "c#"]),
        ("node.js.Then .NET, asp.net", ["node.js", "then", ".net", "asp.net"]),
        ("the end.Next one", ["the", "end", "next", "one"]),
        ("don’t won't", ["dont", "wont"]),
        ("python 3.11, v2.", ["python", "3.11", "v2"]),
        ("ci/cd front-end snake_case", ["ci", "cd", "front", "end", "snake", "case"]),
        ("İstanbul ISPARTA ırmak", ["istanbul", "isparta", "irmak"]),
        ("résumé", ["resume"]),
        ("ｆｕｌｌｗｉｄｔｈ ﬁne", ["fullwidth", "fine"]),
        ("ภาษาไทย ครับ", ["ภาษาไทย", "ครับ"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("안녕하세요", ["안녕하세요"]),
        ("+ # ' . ++ ..", []),
        ("? 🙂 👨‍👩‍👧‍👦 \u200d ¿", []),
        ("", []),
    ],
)
def test_texts_are_cut_into_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text(max_size=60))
def test_composed_and_decomposed_texts_have_the_same_words(text: str) -> None:
    """Case 54 and its kind: what looks the same is the same."""
    composed = unicodedata.normalize("NFC", text)
    assert words(composed) == words(unicodedata.normalize("NFD", text))


@given(st.text(max_size=60))
def test_words_hold_no_spaces_and_are_never_empty(text: str) -> None:
    assert all(word and not any(sign.isspace() for sign in word) for word in words(text))


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    assert words("what is docker " + "x" * 4096)[:3] == ["what", "is", "docker"]
    assert sum(map(len, words("abc " * 1024))) <= LONGEST
