"""Long texts as several messages: nothing lost, nothing torn."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from knowledge.markup import check, split, units, visible

FAMILY = "👨‍👩‍👧‍👦"
WORDS = st.sampled_from(
    [
        "a",
        "word",
        "Sentence. ",
        " ",
        "\n",
        "\n\n",
        "\n \n",
        "\r\n",
        FAMILY,
        "é",
        "😀",
        "&amp;",
        "&lt;",
        "ขึ้น",
    ]
)
TEXT = st.lists(WORDS, min_size=1, max_size=40).map("".join)
HTML = st.recursive(
    TEXT,
    lambda inner: st.tuples(
        st.sampled_from(["b", "i", "u", "blockquote"]), st.lists(inner, max_size=3)
    ).map(lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"),
    max_leaves=6,
)


def blankless(text: str) -> str:
    return "".join(text.split())


@given(HTML, st.integers(min_value=11, max_value=60))
def test_parts_hold_all_that_is_visible_and_each_can_be_sent(html: str, limit: int) -> None:
    parts = split(html, limit)
    seen = [visible(part) for part in parts]
    assert blankless("".join(seen)) == blankless(visible(html))
    assert all(check(part) == () for part in parts)
    assert all(units(part) <= limit for part in seen)
    assert all(part.strip() for part in seen) or len(parts) == 1


@given(HTML, st.integers(min_value=11, max_value=60))
def test_no_character_of_several_code_points_is_torn(html: str, limit: int) -> None:
    seen = [visible(part) for part in split(html, limit)]
    whole = regex.findall(r"\X", visible(html))
    parts = [character for part in seen for character in regex.findall(r"\X", part)]
    assert [c for c in parts if not c.isspace()] == [c for c in whole if not c.isspace()]


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"])),
    st.integers(min_value=2, max_value=20),
)
def test_any_text_at_all_is_cut_into_what_can_be_sent(html: str, limit: int) -> None:
    parts = split(html, limit)
    assert all(units(visible(part)) <= limit for part in parts)
    if len(parts) > 1:
        assert all(check(part) == () for part in parts)


def test_a_text_that_fits_is_left_alone() -> None:
    assert split("<b>x</b> unclosed <i>") == ["<b>x</b> unclosed <i>"]
    assert split("&lt;" * 4096) == ["&lt;" * 4096]


def test_five_thousand_characters_inside_one_tag() -> None:
    """Case 17."""
    first, second = split("<b>" + "x" * 5000 + "</b>")
    assert first == "<b>" + "x" * 4096 + "</b>"
    assert second == "<b>" + "x" * 904 + "</b>"


def test_emoji_are_counted_as_two_units() -> None:
    """Case 17: 2,049 of them are 4,098 units."""
    assert split("😀" * 2049) == ["😀" * 2048, "😀"]


def test_a_family_is_not_torn() -> None:
    """Case 19."""
    assert split(f"aaaa{FAMILY}", 12) == ["aaaa", FAMILY]


def test_a_character_longer_than_a_message_is_cut_after_all() -> None:
    assert "".join(split("e" + "\u0301" * 30, 10)) == "e" + "\u0301" * 30


@pytest.mark.parametrize(
    ("html", "parts"),
    [
        ("one two.\n\nthree four five. six", ["one two.\n\n", "three four five. ", "six"]),
        ("one two.\nthree four five. six", ["one two.\n", "three four five. ", "six"]),
        ("One two. Three four five", ["One two. ", "Three four five"]),
        ("one two three four five", ["one two three ", "four five"]),
        ("one <b>two three four</b> five", ["one two three ", "four five"]),
    ],
)
def test_cuts_fall_where_a_reader_would_pause(html: str, parts: list[str]) -> None:
    assert [visible(part) for part in split(html, 17)] == parts


def test_a_link_is_opened_again_with_its_address() -> None:
    html = '<a href="https://example.org">one two</a>'
    assert split(html, 4) == [
        '<a href="https://example.org">one </a>',
        '<a href="https://example.org">two</a>',
    ]


def test_blanks_alone_make_no_message() -> None:
    assert split("a" + "\n" * 50 + "b", 10) == ["a" + "\n" * 9, "\nb"]
