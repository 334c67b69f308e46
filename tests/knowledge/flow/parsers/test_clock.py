"""Local time of day as people type it."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.flow.parsers.clock import read_clock
from knowledge.flow.parsers.outcome import Ambiguous, Problem, Reason


def choices(text: str, reason: Reason) -> list[str]:
    """Return the times to choose from, failing with what came instead."""
    read = read_clock(text)
    assert isinstance(read, Ambiguous), read
    assert read.reason is reason
    assert [option.label for option in read.options] == [
        f"{option.value:%H:%M}" for option in read.options
    ]
    return [option.label for option in read.options]


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("8:30 pm", time(20, 30)),
        ("8.30pm", time(20, 30)),
        ("830 pm", time(20, 30)),
        ("8pm", time(20)),
        ("8 P.M.", time(20)),
        ("8 p.m", time(20)),
        ("9ish pm", time(21)),
        ("12 am", time(0)),
        ("12pm", time(12)),
        ("7:30am", time(7, 30)),
        ("20:30", time(20, 30)),
        ("20.30", time(20, 30)),
        ("20:30:00", time(20, 30)),
        ("20:30 pm", time(20, 30)),
        ("2030", time(20, 30)),
        ("0700", time(7)),
        ("08", time(8)),
        ("00:15", time(0, 15)),
        ("24:00", time(0)),
        ("20h", time(20)),
        ("7h30", time(7, 30)),
        ("21 o'clock", time(21)),
        ("12:30", time(12, 30)),
        ("noon", time(12)),
        ("12 noon", time(12)),
        ("midnight", time(0)),
        ("lunch", time(12)),
        ("٨:٣٠ pm", time(20, 30)),
        ("８：３０ pm", time(20, 30)),  # noqa: RUF001
    ],
)
def test_one_time(text: str, clock: time) -> None:
    assert read_clock(text) == clock


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("10 in the evening", time(22)),
        ("evening 8", time(20)),
        ("tonight at 9", time(21)),
        ("8 o'clock in the morning", time(8)),
        ("6 in the morning", time(6)),
        ("12 in the evening", time(0)),
        ("12 at night", time(0)),
        ("1 at night", time(1)),
        ("9 at night", time(21)),
        ("5 in the afternoon", time(17)),
        ("quarter to nine in the evening", time(20, 45)),
        ("a quarter past 6 pm", time(18, 15)),
        ("half past seven pm", time(19, 30)),
        ("twenty past seven in the evening", time(19, 20)),
        ("five to seven pm", time(18, 55)),
        ("half past 19", time(19, 30)),
        ("i think around 8pm would be fine", time(20)),
        ("every day at 21:00 please", time(21)),
    ],
)
def test_words_around_the_figure(text: str, clock: time) -> None:
    assert read_clock(text) == clock


@pytest.mark.parametrize(
    ("text", "clock"),
    [("10 in the evning", time(22)), ("half pats seven pm", time(19, 30)), ("midnigth", time(0))],
)
def test_misspelt_words_are_put_right(text: str, clock: time) -> None:
    assert read_clock(text) == clock


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("7", ["07:00", "19:00"]),
        ("at 7", ["07:00", "19:00"]),
        ("nine", ["09:00", "21:00"]),
        ("7:30", ["07:30", "19:30"]),
        ("730", ["07:30", "19:30"]),
        ("half past seven", ["07:30", "19:30"]),
        ("seven thirty", ["07:30", "19:30"]),
        ("ten to nine", ["08:50", "20:50"]),
        ("quarter past 5", ["17:15", "05:15"]),
        ("12", ["12:00", "00:00"]),
        ("8 o'clock", ["08:00", "20:00"]),
    ],
)
def test_an_hour_that_comes_twice_a_day_is_asked(text: str, times: list[str]) -> None:
    assert choices(text, Reason.MORNING_OR_EVENING) == times


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("8 or 9 pm", ["20:00", "21:00"]),
        ("8pm or 9pm", ["20:00", "21:00"]),
        ("8-9 pm", ["20:00", "21:00"]),
        ("between 8 and 9 in the evening", ["20:00", "21:00"]),
        ("5 to 7 pm", ["17:00", "19:00"]),
        ("18:30-19:00", ["18:30", "19:00"]),
        ("7 in the morning or 9 in the evening", ["07:00", "21:00"]),
        ("half eight in the evening", ["20:30", "19:30"]),
    ],
)
def test_several_times_are_asked(text: str, times: list[str]) -> None:
    assert choices(text, Reason.SEVERAL_TIMES) == times


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("in the morning", "07:00"),
        ("evening", "18:00"),
        ("evning", "18:00"),
        ("after work", "18:00"),
        ("before bed", "21:00"),
        ("any time in the afternoon", "14:00"),
        ("after lunch", "13:00"),
        ("when i wake up", "07:00"),
        ("before work", "07:00"),
        ("when i get home", "18:00"),
        ("after 9pm", "21:00"),
        ("before 9 pm", "20:00"),
        ("not before 9 pm", "21:00"),
    ],
)
def test_a_part_of_the_day_offers_its_hours(text: str, first: str) -> None:
    assert choices(text, Reason.VAGUE)[0] == first


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        *(
            (text, Reason.VAGUE)
            for text in ("whenever", "idk", "it depends", "any time", "yes", "0")
        ),
        *(
            (text, Reason.NOT_A_TIME)
            for text in ("25:00", "7:65", "15 am", "11 in the afternoon", "99")
        ),
        *(
            (text, Reason.NOT_UNDERSTOOD)
            for text in (
                *("", "?", "🙂", "hello", "pm", "please", "²", "½", "Ⅷ", "-5"),
                *("27 is too old?", "6 hours", "2 hours a day", "7 years", "10 12", "99999"),
                *("8pm CET", "8pm IST", "12:30 or so if not raining", "1110 days"),
            )
        ),
    ],
)
def test_a_problem_says_which(text: str, reason: Reason) -> None:
    assert read_clock(text) == Problem(reason=reason)


def test_yaml_times_are_read_as_text_case_49() -> None:
    """Case 49: what PyYAML made of `18:30` and `9:05` is no time; the text itself is."""
    assert read_clock("18:30") == time(18, 30)
    assert read_clock("09:05") == time(9, 5)
    assert read_clock("545") == read_clock("5:45")


@given(st.times())
def test_every_time_reads_back(moment: time) -> None:
    minute = moment.replace(second=0, microsecond=0)
    assert read_clock(f"{moment:%H:%M}") == minute
    assert read_clock(f"{moment:%I:%M %p}") == minute
    assert read_clock(f"at {moment:%H.%M}") == minute
