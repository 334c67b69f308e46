"""Words of chats that say nothing, around an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.flow.chatter import without_chatter


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("9pm lol", "9pm"),
        ("tbh, bruh 5 fr fr", "5"),
        ("haha nah", "nah"),
        ("lol", "lol"),
        ("lol haha", "haha"),
        ("5 hours a week", "5 hours a week"),
        ("frontend", "frontend"),
        ("brooklyn", "brooklyn"),
        ("hehehe! python :)", "python :)"),
        ("", ""),
    ],
)
def test_only_what_says_nothing_is_taken_off(text: str, left: str) -> None:
    assert without_chatter(text) == left


@given(st.lists(st.sampled_from(["lol", "fr", "9", "pm", ",", "!", "python", " "]), max_size=8))
def test_something_is_always_left(parts: list[str]) -> None:
    text = " ".join(parts)
    left = without_chatter(text)
    assert left in text
    assert any(map(str.isalnum, left)) == any(map(str.isalnum, text))
