"""Streaks: the person's own days, wherever they are and whenever their day ends."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.schedule.streak import MOST_FREEZES, Streak, added, length, own_day

TOKYO, AUCKLAND = ZoneInfo("Asia/Tokyo"), ZoneInfo("Pacific/Auckland")
HONOLULU, BERLIN = ZoneInfo("Pacific/Honolulu"), ZoneInfo("Europe/Berlin")


def over(moments: list[tuple[str, ZoneInfo]], streak: Streak | None = None) -> Streak:
    """Return the streak after something was done at these local times."""
    streak = streak or Streak(freezes=0)
    for text, zone in moments:
        at = datetime.fromisoformat(f"2026-{text}").replace(tzinfo=zone)
        streak = added(streak, at.astimezone(UTC), zone)
    return streak


def test_case_43_days_are_local_days() -> None:
    done = [("05-04T23:50", TOKYO), ("05-05T08:30", TOKYO), ("05-06T09:30", TOKYO)]
    assert over(done).days == 3


def test_case_44_before_the_day_ends_it_is_still_yesterday() -> None:
    night_owl = Streak(day_ends=time(3), freezes=0)
    done = [("05-04T23:00", BERLIN), ("05-05T00:30", BERLIN), ("05-06T02:59", BERLIN)]
    streak = over(done, night_owl)
    assert streak.last_day == date(2026, 5, 5)
    assert streak.days == 2


@pytest.mark.parametrize(
    ("done", "days"),
    [
        pytest.param(["05-04T08:00", "05-04T20:00"], 1, id="twice a day"),
        pytest.param(["05-04T00:00", "05-05T23:59"], 2, id="48 hours, no day missed"),
        pytest.param(["05-04T23:59", "05-06T00:00"], 1, id="24 hours, a day missed"),
        pytest.param(["03-28T23:00", "03-29T03:30", "03-30T00:10"], 3, id="over a clock change"),
        pytest.param(["10-24T23:00", "10-25T02:30", "10-26T12:00"], 3, id="over the other one"),
    ],
)
def test_what_a_day_is(done: list[str], days: int) -> None:
    assert over([(text, BERLIN) for text in done]).days == days


def test_flying_east_over_the_date_line_misses_no_day() -> None:
    done = [("03-04T20:00", HONOLULU), ("03-05T20:00", HONOLULU), ("03-07T09:00", AUCKLAND)]
    assert over(done).days == 3


def test_flying_west_over_the_date_line_counts_no_day_twice() -> None:
    done = [("03-05T19:00", AUCKLAND), ("03-06T19:00", AUCKLAND), ("03-06T09:00", HONOLULU)]
    assert over(done).days == 2
    assert over([*done, ("03-07T09:00", HONOLULU)]).days == 3


def test_a_freeze_day_stands_for_a_missed_one() -> None:
    streak = over([("05-04T08:00", BERLIN), ("05-06T08:00", BERLIN)], Streak(freezes=1))
    assert (streak.days, streak.freezes) == (2, 0)
    streak = over([("05-08T08:00", BERLIN)], streak)
    assert streak.days == 1


def test_a_week_earns_a_freeze_day_up_to_the_most() -> None:
    days = [(f"05-{day:02}T08:00", BERLIN) for day in range(1, 29)]
    assert over(days[:6]).freezes == 0
    assert over(days[:7]).freezes == 1
    assert over(days).freezes == MOST_FREEZES


def test_how_long_it_is_now() -> None:
    streak = over([("05-04T08:00", BERLIN), ("05-05T08:00", BERLIN)], Streak(freezes=1))
    for day, days in ((5, 2), (6, 2), (7, 2), (8, 0)):
        assert length(streak, datetime(2026, 5, day, 20, tzinfo=BERLIN), BERLIN) == days


def test_a_tap_that_waited_over_midnight_keeps_the_streak() -> None:
    streak = over([("05-04T08:00", BERLIN)])
    after_midnight = datetime(2026, 5, 6, 0, 1, tzinfo=BERLIN)
    before = after_midnight - timedelta(minutes=3)
    assert added(streak, after_midnight, BERLIN).days == 1
    kept = added(streak, after_midnight, BERLIN, earliest=before)
    assert (kept.days, kept.last_day) == (2, date(2026, 5, 5))


def test_a_tap_that_waited_counts_for_today_when_yesterday_is_there() -> None:
    streak = over([("05-05T08:00", BERLIN)])
    after_midnight = datetime(2026, 5, 6, 0, 1, tzinfo=BERLIN)
    kept = added(streak, after_midnight, BERLIN, earliest=after_midnight - timedelta(minutes=3))
    assert (kept.days, kept.last_day) == (2, date(2026, 5, 6))


@given(
    zone=st.sampled_from(sorted(available_timezones())).map(ZoneInfo),
    hours=st.lists(st.integers(1, 60), min_size=1, max_size=40),
    day_ends=st.sampled_from([time(0), time(3), time(5, 30)]),
)
def test_in_one_place_it_is_the_days_in_a_row(
    zone: ZoneInfo, hours: list[int], day_ends: time
) -> None:
    streak, at, days = Streak(day_ends=day_ends, freezes=0), datetime(2026, 1, 1, tzinfo=UTC), []
    for gap in hours:
        at += timedelta(hours=gap)
        days.append(own_day(at, zone, day_ends))
        streak = added(replace_freezes(streak), at, zone)
    row = 0
    wanted = set(days)
    while days[-1] - timedelta(days=row) in wanted:
        row += 1
    assert streak.days == row
    assert length(replace_freezes(streak), at, zone) == row


def replace_freezes(streak: Streak) -> Streak:
    """Return the streak without the freeze days that it earned, which the count here ignores."""
    return Streak(
        day_ends=streak.day_ends,
        days=streak.days,
        last_day=streak.last_day,
        last_at=streak.last_at,
        freezes=0,
    )
