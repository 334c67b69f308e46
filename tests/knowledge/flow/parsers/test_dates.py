"""Dates as people name a goal; today is Wednesday, 25 November 2026, unless it says otherwise."""

# ruff: noqa: RUF001 - digits and letters of other scripts are what is tested

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.flow.parsers.dates import Day, read_date
from knowledge.flow.parsers.outcome import Ambiguous, Problem, Reason
from knowledge.flow.parsers.periods import Precision
from knowledge.flow.parsers.spans import YEARS_AHEAD

TODAY = date(2026, 11, 25)


def day(text: str, today: date = TODAY) -> str:
    """Return the day that was read, failing with what came instead."""
    read = read_date(text, today)
    assert isinstance(read, Day), read
    return read.date.isoformat()


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("tomorrow", "2026-11-26"),
        ("day after tomorrow", "2026-11-27"),
        ("next friday", "2026-11-27"),
        ("2027-05-01", "2027-05-01"),
        ("2027/05/01", "2027-05-01"),
        ("1 may 2027", "2027-05-01"),
        ("1st of May", "2027-05-01"),
        ("the first of may", "2027-05-01"),
        ("may 1st, 2027", "2027-05-01"),
        ("29 feb 2028", "2028-02-29"),
        ("13/05/2027", "2027-05-13"),
        ("05/13/2027", "2027-05-13"),
        ("05/05/2027", "2027-05-05"),
        ("01.05.2027", "2027-05-01"),
        ("31.12.27", "2027-12-31"),
        ("by christmas", "2026-12-25"),
        ("new year's eve", "2026-12-31"),
        ("٢٠٢٧-٠٥-٠١", "2027-05-01"),
    ],
)
def test_a_day(text: str, last: str) -> None:
    assert day(text) == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("in 18 months", "2028-05-25"),
        ("18 months from now", "2028-05-25"),
        ("in a year and a half", "2028-05-25"),
        ("1.5 years", "2028-05-25"),
        ("1 year and 6 months", "2028-05-25"),
        ("within a year", "2027-11-25"),
        ("half a year", "2027-05-25"),
        ("½ year", "2027-05-25"),
        ("in two years' time", "2028-11-25"),
        ("in two and a half years", "2029-05-25"),
        ("2-3 years", "2029-11-25"),
        ("a year or two", "2028-11-25"),
        ("in a couple of months", "2027-01-25"),
        ("in about 90 days", "2027-02-23"),
        ("over the next 6 months", "2027-05-25"),
        ("3 weeks", "2026-12-16"),
    ],
)
def test_a_span_from_today(text: str, last: str) -> None:
    assert day(text) == last


def test_a_span_ends_where_the_month_does() -> None:
    assert day("in 3 months", date(2026, 11, 30)) == "2027-02-28"
    assert day("in a year", date(2028, 2, 29)) == "2029-02-28"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2027", "2027-12-31"),
        ("in 2027", "2027-12-31"),
        ("next year", "2027-12-31"),
        ("this year", "2026-12-31"),
        ("the year after next", "2028-12-31"),
        ("q3 2027", "2027-09-30"),
        ("the third quarter of 2027", "2027-09-30"),
        ("first half of 2027", "2027-06-30"),
        ("next summer", "2027-08-31"),
        ("summer '27", "2027-08-31"),
        ("2027 summer", "2027-08-31"),
        ("next year's summer", "2027-08-31"),
        ("in the spring", "2027-05-31"),
        ("this autumn", "2026-11-30"),
        ("fall 2027", "2027-11-30"),
        ("winter 2027", "2028-02-29"),
        ("december", "2026-12-31"),
        ("november", "2026-11-30"),
        ("march 2027", "2027-03-31"),
        ("sept 2027", "2027-09-30"),
        ("next january", "2027-01-31"),
        ("12/2027", "2027-12-31"),
        ("2027-05", "2027-05-31"),
        ("next month", "2026-12-31"),
        ("next week", "2026-12-06"),
        ("june or july", "2027-07-31"),
        ("2027-2028", "2028-12-31"),
    ],
)
def test_the_end_of_a_period(text: str, last: str) -> None:
    assert day(text) == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("by the end of 2027", "2027-12-31"),
        ("end of next year", "2027-12-31"),
        ("end of the year", "2026-12-31"),
        ("end of march", "2027-03-31"),
        ("end of the month", "2026-11-30"),
        ("late 2027", "2027-12-31"),
        ("early 2028", "2028-03-31"),
        ("mid 2027", "2027-06-30"),
        ("mid-2027", "2027-06-30"),
        ("mid may", "2027-05-15"),
        ("beginning of may", "2027-05-10"),
        ("early summer", "2027-06-30"),
        ("before summer 2028", "2028-05-31"),
        ("before christmas", "2026-12-24"),
        ("i hope by june 2027 at the latest", "2027-06-30"),
    ],
)
def test_the_edge_of_a_period(text: str, last: str) -> None:
    assert day(text) == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("in janury 2027", "2027-01-31"),
        ("sumer 2027", "2027-08-31"),
        ("chrismas", "2026-12-25"),
        ("in 6 moths", "2027-05-25"),
        ("tomorow", "2026-11-26"),
        ("in tweleve months", "2027-11-25"),
    ],
)
def test_misspelt_words_are_put_right(text: str, last: str) -> None:
    assert day(text) == last


@pytest.mark.parametrize(
    ("text", "today", "last"),
    [
        ("summer", date(2027, 6, 1), "2027-08-31"),
        ("summer", date(2027, 8, 31), "2027-08-31"),
        ("summer", date(2027, 9, 1), "2028-08-31"),
        ("next summer", date(2027, 6, 1), "2028-08-31"),
        ("next summer", date(2027, 5, 31), "2027-08-31"),
        ("winter", date(2027, 1, 15), "2027-02-28"),
        ("next winter", date(2027, 1, 15), "2028-02-29"),
        ("december", date(2026, 12, 31), "2026-12-31"),
    ],
)
def test_a_season_is_this_one_until_it_ends(text: str, today: date, last: str) -> None:
    assert day(text, today) == last


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2027-05-01", Precision.DAY),
        ("next week", Precision.WEEK),
        ("may 2027", Precision.MONTH),
        ("q3 2027", Precision.QUARTER),
        ("summer", Precision.SEASON),
        ("2027", Precision.YEAR),
    ],
)
def test_how_exactly_it_was_said(text: str, precision: Precision) -> None:
    read = read_date(text, TODAY)
    assert isinstance(read, Day)
    assert read.precision is precision


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("01/05/2027", ["1 May 2027", "5 January 2027"]),
        ("1-5-2027", ["1 May 2027", "5 January 2027"]),
        ("may 27", ["27 May 2027", "31 May 2027"]),
    ],
)
def test_a_date_of_two_readings_is_asked(text: str, days: list[str]) -> None:
    read = read_date(text, TODAY)
    assert isinstance(read, Ambiguous)
    assert read.reason is Reason.DAY_OR_MONTH
    assert [option.label for option in read.options] == days


def test_of_two_readings_the_one_that_is_past_is_not_asked() -> None:
    assert day("12/06/2026") == "2026-12-06"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        *(
            (text, Reason.VAGUE)
            for text in (
                *("asap", "as soon as possible", "soon", "never", "whenever", "idk", "no rush"),
                *("when i'm ready", "in a few years", "someday"),
            )
        ),
        *(
            (text, Reason.PAST)
            for text in (
                "2010",
                "24/11/2026",
                "2026-11-24",
                "yesterday",
                "2 years ago",
                "year 0001",
                "before 0001",
                "1110",
            )
        ),
        *(
            (text, Reason.VAGUE)
            for text in (
                *("when i turn 30", "when my kid starts school", "after graduation", "few years"),
                *("by my birthday", "before my 30th birthday", "after june", "not before june"),
            )
        ),
        *((text, Reason.NOT_A_DATE) for text in ("32 june", "45th of may")),
        *(
            (text, Reason.TOO_FAR)
            for text in (
                "in 30 years",
                "3000",
                "9999",
                "9999-12-31",
                "in 9999 years",
                "in 9999 weeks",
            )
        ),
        *(
            (text, Reason.NOT_A_DATE)
            for text in ("31/02/2027", "13/13/2027", "2027-13-01", "june 31", "00/00/0000")
        ),
        *(
            (text, Reason.NOT_UNDERSTOOD)
            for text in (
                *("", "?", "🙂", "hello", "27 is too old?", "6", "05", "10-12", "5pm", "2h"),
                *("99999", "1/1/1", "²", "-5", "march of progress", "2 jahre"),
                *("may i ask something", "sat on my chair"),
            )
        ),
    ],
)
def test_a_problem_says_which(text: str, reason: Reason) -> None:
    assert read_date(text, TODAY) == Problem(reason=reason)


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "Nowhere/Land"])
def test_the_servers_own_zone_plays_no_part_case_39(zone: str) -> None:
    """Case 39: dateparser must not ask which zone the machine is in, let alone use it."""
    program = (
        "from datetime import date; from knowledge.flow.parsers.dates import read_date;"
        "print(read_date('tomorrow', date(2026, 11, 25)).date)"
    )
    ran = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", program],
        env={"TZ": zone, "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == "2026-11-26"


_DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))


@given(_DAYS, st.integers(0, 365 * YEARS_AHEAD))
def test_every_day_ahead_reads_back(today: date, ahead: int) -> None:
    goal = today + timedelta(days=ahead)
    assert day(goal.isoformat(), today) == goal.isoformat()
    assert day(f"{goal:%d.%m.%Y}", today) == goal.isoformat()
    assert day(f"{goal.day} {goal:%B %Y}", today) == goal.isoformat()


_SAID = st.sampled_from(
    [
        *("summer", "next winter", "end of may", "in 18 months", "next year", "before spring"),
        *("q2", "second half", "29 feb", "mid october", "christmas", "next week", "a year or 2"),
        *("friday", "january or february", "in 20 years", "this month", "the end of the year"),
    ]
)


@given(_SAID, _DAYS)
def test_a_goal_is_never_past_nor_beyond_all_plans(text: str, today: date) -> None:
    read = read_date(text, today)
    assert isinstance(read, Day | Problem)
    if isinstance(read, Day):
        assert today <= read.date <= today.replace(day=1, year=today.year + YEARS_AHEAD + 1)
