"""Spelling: unknown words become words of the phrasings, known ones stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matcher.encoder import Encoder
from knowledge.matcher.spelling import Spelling, slip

COUNTS = {"learn": 9, "developer": 7, "javascript": 3, "this": 5, "his": 1, "python": 4, "java": 5}


@pytest.fixture
def spelling(encoder: Encoder) -> Spelling:
    return Spelling(counts=COUNTS, pieces=encoder.pieces)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("laern", "learn"),
        ("develper", "developer"),
        ("devloepr", "developer"),
        ("javascrpt", "javascript"),
        ("pyhton", "python"),
        ("pythoon", "python"),
        ("htis", "this"),
        ("learn", "learn"),
        ("yearn", "learn"),
        ("early", "early"),
        ("jva", "java"),
        ("jv", "jv"),
        ("py3thon", "py3thon"),
        ("zzzzzz", "zzzzzz"),
        ("ภาษาไทย", "ภาษาไทย"),
    ],
)
def test_a_word_is_repaired(spelling: Spelling, typed: str, expected: str) -> None:
    assert spelling.repair(typed) == expected


def test_a_text_is_read_as_typed_and_in_two_ways_of_repairing_it() -> None:
    spelling = Spelling(counts={"these": 9, "here": 5, "learn": 4}, pieces=None)
    assert spelling.readings(["learn", "hese"]) == [
        ["learn", "hese"],
        ["learn", "here"],
        ["learn", "these"],
    ]
    assert spelling.readings(["learn"]) == [["learn"]]


def test_without_pieces_the_phrasings_alone_are_known() -> None:
    assert Spelling(counts=COUNTS, pieces=None).repair("earn") == "learn"


@given(st.text(max_size=12))
def test_a_repair_is_a_word_of_the_phrasings_or_the_word_itself(word: str) -> None:
    repaired = Spelling(counts=COUNTS, pieces=None).repair(word)
    assert repaired == word or repaired in COUNTS


@given(st.sampled_from(sorted(COUNTS)))
def test_a_known_word_stays(word: str) -> None:
    assert Spelling(counts=COUNTS, pieces=None).repair(word) == word


@pytest.mark.parametrize(
    ("likelier", "other"),
    [
        (("htis", "this"), ("htis", "his")),
        (("wotk", "work"), ("wotk", "woke")),
        (("lerning", "learning"), ("lerning", "yearning")),
    ],
)
def test_likelier_slips_come_first(likelier: tuple[str, str], other: tuple[str, str]) -> None:
    assert slip(*likelier) < slip(*other)
