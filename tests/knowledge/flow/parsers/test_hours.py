"""Hours a week as people say them."""

# ruff: noqa: RUF001 - digits and letters of other scripts are what is tested

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.flow.parsers.hours import AWAKE_IN_A_WEEK, Hours, hours_within, read_hours
from knowledge.flow.parsers.outcome import Problem, Reason


def hours(text: str) -> tuple[int, int]:
    """Return the range that was read, failing with what came instead."""
    read = read_hours(text)
    assert isinstance(read, Hours), read
    return read.low, read.high


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("6", (6, 6)),
        ("six", (6, 6)),
        ("6 hours", (6, 6)),
        ("6h/week", (6, 6)),
        ("6 h/w", (6, 6)),
        ("15 hrs pw", (15, 15)),
        ("ten hours weekly i think", (10, 10)),
        ("i have about 10 hours per week", (10, 10)),
        ("max 10 hours a week", (10, 10)),
        ("10+", (10, 10)),
        ("full time", (40, 40)),
        ("full-time", (40, 40)),
        ("an hour", (1, 1)),
        ("٦", (6, 6)),
        ("６", (6, 6)),
        ("6️⃣", (6, 6)),
        ("10 hours 🙂", (10, 10)),
        ("bout 6 hrs", (6, 6)),
        ("five-ish", (5, 5)),
        ("6ish", (6, 6)),
        ("~10", (10, 10)),
        (">5", (5, 5)),
        ("no more than 5", (5, 5)),
        ("10pw", (10, 10)),
        ("5 horas", (5, 5)),
        ("5 часов", (5, 5)),
    ],
)
def test_one_figure_is_both_ends(text: str, read: tuple[int, int]) -> None:
    assert hours(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("6, sometimes 2", (2, 6)),
        ("6 but sometimes only 2", (2, 6)),
        ("10-12", (10, 12)),
        ("10 to 12 hours per week", (10, 12)),
        ("between 5 and 10 hours", (5, 10)),
        ("six to eight", (6, 8)),
        ("6 or maybe 8 hours", (6, 8)),
        ("6~8", (6, 8)),
        ("min 5 max 10", (5, 10)),
        ("5 hours or 6 hours", (5, 6)),
        ("on good weeks 10, on bad weeks 3", (3, 10)),
        ("12-10", (10, 12)),
        ("bout 5-7ish", (5, 7)),
        ("ten to twelve", (10, 12)),
        ("dunno maybe 10, maybe 12", (10, 12)),
    ],
)
def test_two_figures_are_a_range(text: str, read: tuple[int, int]) -> None:
    assert hours(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2 hours a day", (14, 14)),
        ("2-3 hours a day", (14, 21)),
        ("2 hours a day, sometimes 3", (14, 21)),
        ("1 hour every evening", (7, 7)),
        ("2 hours in the evening", (14, 14)),
        ("2h on weekdays", (10, 10)),
        ("2 hrs each weekday", (10, 10)),
        ("mon-fri 1 hour", (5, 5)),
        ("2 hours after work", (10, 10)),
        ("2 hours before work every day", (14, 14)),
        ("every other day 2 hours", (7, 7)),
        ("twice a week 3 hours", (6, 6)),
        ("3 evenings of 2 hours", (6, 6)),
        ("3x2h", (6, 6)),
        ("3 times 2 hours", (6, 6)),
        ("2 hours a day, 5 days a week", (10, 10)),
        ("5 days a week, 2 hours a day", (10, 10)),
        ("1-2 hours, 4-5 days a week", (4, 10)),
        ("2h mon, wed and fri", (6, 6)),
        ("5 hours saturday and 5 sunday", (10, 10)),
        ("1 hour on weekdays and 3 hours on saturday", (8, 8)),
        ("1 hour a day and 5 on sunday", (12, 12)),
        ("2h on weekdays and 5 on weekends", (15, 20)),
        ("mornings 1h evenings 2h", (21, 21)),
        ("2 hours in the morning and 1 at night", (21, 21)),
        ("monday 2h tuesday 2h wednesday 2h", (6, 6)),
        ("mon 1, tue 2, wed 3", (6, 6)),
        ("2 hours x 3", (6, 6)),
        ("10 hours a fortnight", (5, 5)),
        ("20 hours every two weeks", (10, 10)),
    ],
)
def test_days_are_counted_up_to_a_week(text: str, read: tuple[int, int]) -> None:
    assert hours(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("weekends only, 4 hours each", (8, 8)),
        ("10 hours each weekend", (10, 10)),
        ("4 hours on weekends", (4, 8)),
        ("2 hours on weekdays and 4 on weekends", (14, 18)),
    ],
)
def test_a_weekend_is_one_or_two_days_as_it_was_said(text: str, read: tuple[int, int]) -> None:
    assert hours(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("half an hour a day", (3, 4)),
        ("30-45 minutes daily", (3, 6)),
        ("1h30 a day", (10, 11)),
        ("1 hour 30 minutes a day", (10, 11)),
        ("90 min a day", (10, 11)),
        ("an hour and a half each day", (10, 11)),
        ("20 minutes a day", (2, 3)),
        ("2 and a half hours", (2, 3)),
        ("6 1/2 hours", (6, 7)),
        ("hour and a half a day", (10, 11)),
        ("half an hour before work", (2, 3)),
        ("6 hours and 30 minutes", (6, 7)),
        ("1,5 hours a day", (10, 11)),
        ("20 hours a month", (4, 5)),
    ],
)
def test_parts_of_an_hour_round_outward(text: str, read: tuple[int, int]) -> None:
    assert hours(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("tweleve hours", (12, 12)),
        ("10 huors a week", (10, 10)),
        ("2 hours a day, somtimes 3", (14, 21)),
        ("3 evenigs of 2 hours", (6, 6)),
    ],
)
def test_misspelt_words_are_put_right(text: str, read: tuple[int, int]) -> None:
    assert hours(text) == read


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        *((text, Reason.NO_HOURS) for text in ("0", "none", "no time", "zero hours", "nothing")),
        *((text, Reason.TOO_MANY_HOURS) for text in ("113", "168", "25 hours a day", "9" * 12)),
        *((text, Reason.HOW_OFTEN) for text in ("half an hour", "30 minutes", "90 min", "5 mins")),
        *(
            (text, Reason.HOW_LONG)
            for text in (
                *("every day", "weekends only", "twice a week", "two full days a week"),
                *("one day a week", "in the evenings", "every saturday", "after work", "weekdays"),
            )
        ),
        *(
            (text, Reason.BY_THE_CLOCK)
            for text in (
                *("7 pm", "10:30", "at 8 or 9 pm", "9 to 5", "9-5", "from 6am to 7am", "8-10pm"),
                *("from 8 to 10 every evening", "8 to 10 in the evening", "after 9pm 2 hours"),
            )
        ),
        *(
            (text, Reason.VAGUE)
            for text in (
                *("not much", "a lot", "idk", "it depends", "a few hours", "24/7"),
                *("as much as possible", "part time", "some", "i dont know"),
                *(
                    "6 sometimes more",
                    "10 but sometimes less",
                    "2 hours on weekdays and more on weekends",
                ),
            )
        ),
    ],
)
def test_a_problem_says_which(text: str, reason: Reason) -> None:
    assert read_hours(text) == Problem(reason=reason)


@pytest.mark.parametrize(
    "text",
    [
        *("", "?", "🙂", "-", "½", "²", "-5 apples", "hello", "python"),
        *("27 is too old?", "is 6 hours enough?", "i'm 27", "2 years", "6 hours and a cat"),
        *("10 in the evening", "10 evening"),
    ],
)
def test_a_foreign_word_is_not_guessed_around(text: str) -> None:
    assert read_hours(text) == Problem(reason=Reason.NOT_UNDERSTOOD)


@pytest.mark.parametrize(("text", "hard"), [("60", False), ("61", True), ("40-70", True)])
def test_more_than_people_keep_up_is_taken_but_marked(text: str, hard: bool) -> None:
    read = read_hours(text)
    assert isinstance(read, Hours)
    assert read.hard_to_keep is hard


@given(st.integers(1, AWAKE_IN_A_WEEK), st.integers(1, AWAKE_IN_A_WEEK))
def test_every_range_reads_back(first: int, last: int) -> None:
    low, high = sorted((first, last))
    assert hours(f"{low}-{high}") == (low, high)
    assert hours(f"{low} to {high} hours a week") == (low, high)
    assert hours(f"{high}, sometimes {low}") == (low, high)


@given(st.integers(1, 16), st.integers(1, 7))
def test_days_multiply(amount: int, days: int) -> None:
    assert hours(f"{amount} hours a day, {days} days a week") == (amount * days, amount * days)
    assert hours(f"{days} days of {amount} hours") == (amount * days, amount * days)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2h a day when my kids sleep", (14, 14)),
        ("im 45 and have 6 hours", (6, 6)),
        ("perhaps 5 to 7 hours if my boss lets me", (5, 7)),
        ("hopefully six hours", (6, 6)),
        # another number, another thing, no hours at all
        ("10 hours in winter, 20 in summer", None),
        ("i work 40 hours a week", None),
        ("1 hour commute", None),
        ("i have 2 kids", None),
        ("half an hour", None),
        ("300 hours", None),
    ],
)
def test_the_only_hours_among_other_words_stand_out(
    text: str, read: tuple[int, int] | None
) -> None:
    within = hours_within(text)
    assert (within and (within.low, within.high)) == read


_WORDS = (
    "1 2 30 0.5 h hours min a an and or , sometimes each every day days weekdays weekends week"
    " month twice evening half full-time 3x not much 24/7 mon sat - none of"
)


@given(st.lists(st.sampled_from(_WORDS.split()), max_size=12).map(" ".join))
def test_whatever_is_said_stays_within_a_week(text: str) -> None:
    read = read_hours(text)
    if isinstance(read, Hours):
        assert 1 <= read.low <= read.high <= AWAKE_IN_A_WEEK
