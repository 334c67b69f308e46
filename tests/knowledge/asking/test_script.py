"""Which messages are in other letters than English has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.asking.script import is_chance, is_foreign


@pytest.mark.parametrize(
    "text",
    [
        "Как стать разработчиком?",
        "что такое docker",
        "ฉันอยากเป็นโปรแกรมเมอร์",
        "バックエンドとは何ですか",
        "مرحبا",
        "שלום 🙂",
        "Πώς;",
    ],
)
def test_other_letters_are_seen(text: str) -> None:
    assert is_foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "🙂",
        "123",
        "what is docker",
        "cómo puedo",
        "qanday bo'lish",
        "what is Ω in code",
        "İ",
    ],
)
def test_latin_letters_and_none_at_all_are_not_foreign(text: str) -> None:
    assert not is_foreign(text)


@pytest.mark.parametrize(
    ("text", "phrasing", "chance"),
    [
        ("по русски", "по русски", False),
        ("วันนี้", "do you speak russian", True),
        ("что такое docker", "docker", False),
        ("what is docker", "docker", False),
    ],
)
def test_a_match_without_a_letter_in_common_is_chance(
    text: str, phrasing: str, *, chance: bool
) -> None:
    assert is_chance(text, phrasing) is chance


@given(st.text(max_size=80))
def test_any_text_is_judged_without_an_error(text: str) -> None:
    assert is_foreign(text) in {True, False}
