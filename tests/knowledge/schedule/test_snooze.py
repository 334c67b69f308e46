"""Snooze: an hour, or to tomorrow."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from knowledge.schedule import Quiet, Timetable, in_minutes, tomorrow
from knowledge.schedule.weekdays import MONDAY_TO_FRIDAY

BERLIN = Timetable(at=time(8), zone=ZoneInfo("Europe/Berlin"))
QUIET = Quiet(start=time(22), end=time(7))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("quiet", "now", "expected"),
    [
        (None, "2026-03-05T07:00:00", "2026-03-05T08:00"),
        (None, "2026-03-05T07:00:59", "2026-03-05T08:00"),
        (None, "2026-03-29T00:30:00", "2026-03-29T01:30"),
        (QUIET, "2026-03-05T20:30:00", "2026-03-06T06:00"),
        (QUIET, "2026-03-05T19:30:00", "2026-03-05T20:30"),
    ],
)
def test_an_hour_is_an_hour_but_never_quiet(quiet: Quiet | None, now: str, expected: str) -> None:
    timetable = Timetable(at=time(8), zone=BERLIN.zone, quiet=quiet)
    assert in_minutes(timetable, utc(now), 60) == utc(expected)


@pytest.mark.parametrize(
    ("timetable", "now", "expected"),
    [
        pytest.param(BERLIN, "2026-03-05T07:05", "2026-03-06T07:00", id="the usual hour"),
        pytest.param(BERLIN, "2026-03-28T07:05", "2026-03-29T06:00", id="over a clock change"),
        pytest.param(BERLIN, "2026-03-05T23:30", "2026-03-07T07:00", id="past local midnight"),
        pytest.param(
            Timetable(at=time(8), zone=UTC, days=MONDAY_TO_FRIDAY),
            "2026-03-06T08:05",
            "2026-03-07T08:00",
            id="tomorrow, though Saturday is not chosen",
        ),
        pytest.param(
            Timetable(at=time(8), zone=ZoneInfo("Pacific/Apia")),
            "2011-12-29T19:00",
            "2011-12-30T18:00",
            id="the day after the one that the date line took",
        ),
        pytest.param(
            Timetable(at=time(8), zone=UTC, paused_until=date(2026, 4, 1)),
            "2026-03-05T08:05",
            "2026-03-06T08:00",
            id="asked for after a pause was",
        ),
    ],
)
def test_tomorrow_is_at_the_usual_hour(timetable: Timetable, now: str, expected: str) -> None:
    assert tomorrow(timetable, utc(now)) == utc(expected)
