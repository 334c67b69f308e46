"""Lateness: one late reminder after an outage, never thirty (case 33)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.schedule import Due, Lateness, Timetable, lateness, missed, next_due
from knowledge.schedule.weekdays import MONDAY_TO_FRIDAY

EIGHT = Timetable(at=time(8), zone=UTC)
LATE_EVENING = Timetable(at=time(23, 30), zone=UTC)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def due(timetable: Timetable, day: str) -> Due:
    found = next_due(timetable, utc(f"{day}T00:00"))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("timetable", "day", "now", "awake_since", "expected"),
    [
        pytest.param(EIGHT, "2026-03-05", "05T08:00", "01T00:00", "on_time", id="to the minute"),
        pytest.param(EIGHT, "2026-03-05", "05T08:09", "05T08:08", "on_time", id="a quick restart"),
        pytest.param(EIGHT, "2026-03-05", "05T08:55", "05T08:00", "on_time", id="a long queue"),
        pytest.param(EIGHT, "2026-03-05", "05T08:55", "05T08:50", "late", id="an outage"),
        pytest.param(EIGHT, "2026-03-05", "05T22:00", "05T22:00", "late", id="the same day"),
        pytest.param(EIGHT, "2026-03-05", "06T02:00", "06T02:00", "too_late", id="in the night"),
        pytest.param(EIGHT, "2026-03-05", "06T06:30", "06T06:30", "too_late", id="before the next"),
        pytest.param(
            LATE_EVENING, "2026-03-05", "06T00:30", "06T00:30", "late", id="just past midnight"
        ),
        pytest.param(
            LATE_EVENING, "2026-03-05", "06T07:00", "06T07:00", "too_late", id="the next morning"
        ),
    ],
)
def test_how_late(
    timetable: Timetable, day: str, now: str, awake_since: str, expected: str
) -> None:
    found = lateness(
        timetable, due(timetable, day), utc(f"2026-03-{now}"), utc(f"2026-03-{awake_since}")
    )
    assert found == expected


@pytest.mark.parametrize(
    ("timetable", "now", "day", "count"),
    [
        (EIGHT, "2026-03-05T08:00", "2026-03-05", 1),
        (EIGHT, "2026-03-06T07:59", "2026-03-05", 1),
        (EIGHT, "2026-03-06T08:00", "2026-03-06", 2),
        (EIGHT, "2026-04-04T12:00", "2026-04-04", 31),
        (
            Timetable(at=time(8), zone=UTC, days=MONDAY_TO_FRIDAY),
            "2026-03-08T12:00",
            "2026-03-06",
            2,
        ),
    ],
)
def test_many_missed_are_one(timetable: Timetable, now: str, day: str, count: int) -> None:
    found = missed(timetable, due(timetable, "2026-03-05"), utc(now))
    assert (found.latest.day, found.count) == (date.fromisoformat(day), count)


@given(
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    zone=st.sampled_from(["Asia/Tokyo", "America/St_Johns", "Pacific/Chatham"]).map(ZoneInfo),
    down=st.timedeltas(timedelta(0), timedelta(days=40)),
)
def test_at_most_one_is_sent_and_never_just_before_the_next(
    at: time, zone: ZoneInfo, down: timedelta
) -> None:
    timetable = Timetable(at=at, zone=zone)
    first = due(timetable, "2026-03-05")
    now = first.at + down
    found = missed(timetable, first, now)
    following = next_due(timetable, now, done=found.latest.day)
    assert following is not None
    assert found.latest.at <= now < following.at
    if lateness(timetable, found.latest, now, now) is Lateness.LATE:
        assert following.at - now >= timedelta(hours=2)
