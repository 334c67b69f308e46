"""Whatever is typed, no parser raises, and what it returns is within its range."""

import time as stopwatch
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.flow.parsers.clock import read_clock
from knowledge.flow.parsers.dates import Day, read_date
from knowledge.flow.parsers.gazetteer import Gazetteer, Place
from knowledge.flow.parsers.hours import AWAKE_IN_A_WEEK, Hours, read_hours
from knowledge.flow.parsers.numbers import MOST_DIGITS, read_number
from knowledge.flow.parsers.outcome import Ambiguous, Problem
from knowledge.flow.parsers.places import read_place
from knowledge.flow.parsers.spans import YEARS_AHEAD
from knowledge.flow.parsers.wording import LONGEST, NUMBER_WORDS, plain, repaired

TODAY = date(2026, 11, 25)
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)

_SIGNS = "0 1 7 12 20 99 2027 1000 ² ½ ٣ Ⅷ 6️⃣ - – : . , / + ' ( ) ? 🙂 🇺🇿 ก็ \u202e \x00"
_WORDS = (
    "a an about half quarter past to and or in of the by end next every each hour hours min day"
    " week weekend month year years evening am pm noon mon may summer christmas ten twelve dozen"
    " hundred tashkent berlin georgia usa utc ist"
)
_PIECES = st.sampled_from([*_SIGNS.split(), *_WORDS.split()])
TEXTS = st.one_of(
    st.text(max_size=LONGEST),
    st.lists(_PIECES, max_size=14).map(" ".join),
    st.lists(_PIECES, max_size=14).map("".join),
)


@given(TEXTS)
def test_numbers(text: str) -> None:
    read = read_number(text)
    ends = read if isinstance(read, tuple) else (read or 0, read or 0)
    assert 0 <= ends[0] <= ends[1] <= 10**MOST_DIGITS


@given(TEXTS)
def test_hours(text: str) -> None:
    read = read_hours(text)
    if isinstance(read, Hours):
        assert 1 <= read.low <= read.high <= AWAKE_IN_A_WEEK
        assert read_hours(f"{read.low}-{read.high}") == read
    else:
        assert isinstance(read, Problem)


@given(TEXTS)
def test_clock(text: str) -> None:
    read = read_clock(text)
    if isinstance(read, Ambiguous):
        assert len(read.options) > 1
        assert len({option.value for option in read.options}) == len(read.options)
        for option in read.options:
            assert read_clock(option.label) == option.value
    elif isinstance(read, time):
        assert read_clock(f"{read:%H:%M}") == read
        assert read.tzinfo is None
    else:
        assert isinstance(read, Problem)


@given(TEXTS)
def test_dates(text: str) -> None:
    read = read_date(text, TODAY)
    last = TODAY + timedelta(days=366 * YEARS_AHEAD)
    if isinstance(read, Ambiguous):
        assert len(read.options) > 1
        for option in read.options:
            again = read_date(option.label, TODAY)
            assert isinstance(again, Day)
            assert again.date == option.value
    elif isinstance(read, Day):
        assert TODAY <= read.date <= last
    else:
        assert isinstance(read, Problem)


@given(text=TEXTS)
def test_places(text: str, gazetteer: Gazetteer) -> None:
    read = read_place(text, gazetteer, NOON)
    if isinstance(read, Problem):
        return
    places = [option.value for option in read.options] if isinstance(read, Ambiguous) else [read]
    assert places
    for place in places:
        assert isinstance(place, Place)
        assert ZoneInfo(place.zone).key == place.zone
        assert place.country in gazetteer.countries()


@given(st.text(max_size=LONGEST))
def test_plain_text_stays_as_it_is(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert repaired(repaired(once, NUMBER_WORDS), NUMBER_WORDS) == repaired(once, NUMBER_WORDS)


LONG = (
    *("x" * 4096, "1" * 4096, "ก" * 4096, "🙂" * 2048, "one " * 1024, "\x00" * 4096),
    *("1 h " * 50, "1-" * 100, "san a," * 33, "a b " * 50, "half past " * 20, "next " * 40),
    *("1/1/" * 50, "ten-" * 50, "s" * LONGEST, "0" * LONGEST, "(" * LONGEST, "a.m." * 50),
    *("about " * 33, "in " * 66, "every day " * 20, "-1" * 100, "1,000" * 40, " - " * 66),
)


@pytest.mark.parametrize("text", LONG)
def test_long_texts_take_no_time(text: str, gazetteer: Gazetteer) -> None:
    """All five together; the bound leaves room for a slow machine (they take under 20 ms)."""
    before = stopwatch.process_time()
    read_number(text)
    read_hours(text)
    read_clock(text)
    read_date(text, TODAY)
    read_place(text, gazetteer, NOON)
    assert stopwatch.process_time() - before < 0.2
