"""Local time: hours that come twice or never, days that a zone skips."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.schedule import moment

ODD_DAYS = [
    # What is special about the day, the zone, the day, the hour, the moment in UTC
    ("an ordinary day", "Asia/Tashkent", "2026-03-01", "08:00", "2026-03-01T03:00"),
    ("an hour that never comes", "Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:00"),
    ("the hour after the jump", "Europe/Berlin", "2026-03-29", "03:00", "2026-03-29T01:00"),
    ("case 31, over the jump", "Europe/Berlin", "2026-03-29", "09:00", "2026-03-29T07:00"),
    ("case 29, an hour twice", "America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30"),
    ("case 30, a spring day", "America/New_York", "2026-03-08", "12:00", "2026-03-08T16:00"),
    ("half an hour's change", "Australia/Lord_Howe", "2026-10-04", "02:10", "2026-10-03T15:30"),
    ("half an hour twice", "Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45"),
    ("an offset of 5:45", "Asia/Kathmandu", "2026-07-01", "07:00", "2026-07-01T01:15"),
    ("an offset of 12:45", "Pacific/Chatham", "2026-07-01", "07:00", "2026-06-30T18:15"),
    ("an offset of 13:45 in summer", "Pacific/Chatham", "2026-12-01", "07:00", "2026-11-30T17:15"),
    ("an offset of -2:30 in summer", "America/St_Johns", "2026-07-01", "07:00", "2026-07-01T09:30"),
    ("no midnight", "America/Santiago", "2026-09-06", "00:00", "2026-09-06T04:00"),
    ("no half past midnight", "Africa/Cairo", "2026-04-24", "00:30", "2026-04-23T22:00"),
    ("no midnight in Beirut", "Asia/Beirut", "2026-03-29", "00:00", "2026-03-28T22:00"),
    ("no midnight in Havana", "America/Havana", "2026-03-08", "00:30", "2026-03-08T05:00"),
    ("midnight twice in Havana", "America/Havana", "2026-11-01", "00:30", "2026-11-01T04:30"),
    ("no last hour of the day", "America/Nuuk", "2026-03-28", "23:30", "2026-03-29T00:59"),
    ("the day after it", "America/Nuuk", "2026-03-29", "00:00", "2026-03-29T01:00"),
    ("a jump of two hours", "Antarctica/Troll", "2026-03-29", "01:30", "2026-03-29T01:00"),
    ("before the date line moved", "Pacific/Apia", "2011-12-29", "08:00", "2011-12-29T18:00"),
    ("after the date line moved", "Pacific/Apia", "2011-12-31", "08:00", "2011-12-30T18:00"),
    ("a day that comes twice", "America/Juneau", "1867-10-18", "20:00", "1867-10-18T04:57:41"),
    ("winter hours for Ramadan", "Africa/Casablanca", "2026-02-15", "02:30", "2026-02-15T01:30"),
    ("the first of two", "Africa/Casablanca", "2026-02-15", "02:10", "2026-02-15T01:10"),
    ("the clock of the pole", "Antarctica/South_Pole", "2026-01-01", "09:00", "2025-12-31T20:00"),
]


@pytest.mark.parametrize(
    ("zone", "day", "hour", "expected"),
    [pytest.param(*row[1:], id=row[0]) for row in ODD_DAYS],
)
def test_odd_days(zone: str, day: str, hour: str, expected: str) -> None:
    found = moment(date.fromisoformat(day), time.fromisoformat(hour), ZoneInfo(zone))
    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Pacific/Apia", date(2011, 12, 30)),
        ("Pacific/Fakaofo", date(2011, 12, 30)),
        ("Pacific/Kwajalein", date(1993, 8, 21)),
    ],
)
@pytest.mark.parametrize("hour", [time(0), time(12), time(23, 59)])
def test_a_day_that_the_date_line_took_has_no_moment(zone: str, day: date, hour: time) -> None:
    assert moment(day, hour, ZoneInfo(zone)) is None


@given(
    zone=st.sampled_from(sorted(available_timezones())).map(ZoneInfo),
    day=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)
def test_a_moment_shows_its_hour_or_lies_at_the_jump(zone: ZoneInfo, day: date, at: time) -> None:
    found = moment(day, at, zone)
    assert found is not None
    shown = found.astimezone(zone)
    assert shown.date() == day
    if shown.time() != at:
        shown_that_day = {minute.time() for minute in _minutes_around(found, zone, day)}
        assert at not in shown_that_day
        later = [one for one in shown_that_day if one > at]
        assert shown.time() == (min(later) if later else max(shown_that_day))


def _minutes_around(at: datetime, zone: ZoneInfo, day: date) -> list[datetime]:
    """List every minute within 26 hours that is on this local day: slow, and plainly right."""
    minutes = (at + timedelta(minutes=by) for by in range(-26 * 60, 26 * 60))
    local = [minute.astimezone(zone) for minute in minutes]
    return [one for one in local if one.date() == day]
