"""Numbers as people type them."""

# ruff: noqa: RUF001 - digits and letters of other scripts are what is tested

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.flow.parsers.numbers import MOST_DIGITS, read_number
from knowledge.flow.parsers.wording import NUMBER_WORDS


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("10", 10),
        ("ten", 10),
        ("Ten.", 10),
        ("twenty five", 25),
        ("twenty-five", 25),
        ("five hundred twelve", 512),
        ("ten thousand", 10_000),
        ("a hundred", 100),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("a couple", 2),
        ("zero", 0),
        ("1,000", 1000),
        ("1 000 000", 1_000_000),
        ("10k", 10_000),
        ("about 12", 12),
        ("~12", 12),
        ("maybe like 12", 12),
        ("at least 12", 12),
        ("12+", 12),
        ("12 or so", 12),
        ("6ish", 6),
        ("12h", 12),
        ("12 hours", 12),
        ("i'm 27 years old", 27),
        ("27 please", 27),
    ],
)
def test_words_and_figures(text: str, number: int) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.5", 2),
        ("1.4", 1),
        ("2,5", 3),
        ("6½", 7),
        ("0.5", 1),
        ("two point five", 3),
    ],
)
def test_decimals_round_to_the_nearest_halves_up(text: str, number: int) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("٣", 3),
        ("۱۲", 12),
        ("१०", 10),
        ("１２", 12),
        ("𝟞", 6),
        ("6️⃣", 6),
        ("1️⃣0️⃣", 10),
        ("🔟", 10),
        ("١٫٥", 2),
    ],
)
def test_digits_of_every_script_and_keycaps(text: str, number: int) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("tweleve", 12), ("fuor", 4), ("sevn", 7), ("elven", 11), ("fourty two", 42), ("ninteen", 19)],
)
def test_misspelt_words_are_put_right(text: str, number: int) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("10-12", (10, 12)),
        ("10–12", (10, 12)),
        ("10 to 12", (10, 12)),
        ("between 10 and 12", (10, 12)),
        ("from ten to twelve", (10, 12)),
        ("ten-twelve", (10, 12)),
        ("ten or twelve hours", (10, 12)),
        ("10 hours to 12 hours", (10, 12)),
        ("six or seven", (6, 7)),
        ("12 - 10", (10, 12)),
        ("٣-٤", (3, 4)),
    ],
)
def test_two_ends_are_a_range(text: str, ends: tuple[int, int]) -> None:
    assert read_number(text) == ends


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "?", "🙂", "-", "hello", "a few", "lots", "no one"),
        *("²", "½", "Ⅷ", "①", "³ hours"),
        *("-5", "−5", "minus five"),
        *("10**30", "1e9", "1" + "0" * 30, "+998 90 123 45 67", "998901234567"),
        *("27 is too old?", "6 7", "1.000", "6-", "3/4", "10:30", "v2"),
        *("fine", "then", "there", "seen", "tent", "night"),
    ],
)
def test_no_number_is_none(text: str) -> None:
    assert read_number(text) is None


@given(st.integers(min_value=0, max_value=10**MOST_DIGITS - 1))
def test_every_whole_number_reads_back(number: int) -> None:
    assert read_number(str(number)) == number
    assert read_number(f"{number:,}") == number


@given(st.integers(0, 999), st.integers(0, 999))
def test_every_range_reads_back_in_order(first: int, last: int) -> None:
    low, high = sorted((first, last))
    assert read_number(f"{first}-{last}") == (low if low == high else (low, high))


@pytest.mark.parametrize("word", sorted(NUMBER_WORDS - {"hundred", "thousand", "million"}))
def test_a_number_word_lacking_a_letter_is_never_another_number(word: str) -> None:
    lacking = {word[:at] + word[at + 1 :] for at in range(len(word))} - NUMBER_WORDS
    assert {read_number(short) for short in lacking} <= {read_number(word), None}
