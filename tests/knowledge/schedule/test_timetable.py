"""The timetable: one reminder each chosen local day, whatever clocks and people do."""

import time as machine
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.schedule import (
    DAILY,
    MONDAY_TO_FRIDAY,
    THREE,
    Due,
    Quiet,
    Timetable,
    Weekday,
    next_due,
    upcoming,
    weekday,
)

ZONES = sorted(available_timezones())
AREAS = sorted({zone.split("/")[0] if "/" in zone else "others" for zone in ZONES})
AWKWARD = [time(0), time(0, 30), time(1, 59), time(2), time(2, 30), time(3), time(23), time(23, 59)]
START = date(2026, 1, 1)
TWO_YEARS = 730


def days_of(dues: tuple[Due, ...], zone: ZoneInfo) -> list[date]:
    return [due.at.astimezone(zone).date() for due in dues]


def two_years(timetable: Timetable) -> tuple[Due, ...]:
    before = datetime.combine(START, time(0), timetable.zone).astimezone(UTC) - timedelta(days=2)
    dues = upcoming(timetable, before, TWO_YEARS + 2)
    return tuple(due for due in dues if START <= due.day < START + timedelta(days=TWO_YEARS))


def assert_one_a_day(zone: str, at: time) -> None:
    timetable = Timetable(at=at, zone=ZoneInfo(zone))
    expected = [START + timedelta(days=by) for by in range(TWO_YEARS)]
    assert days_of(two_years(timetable), ZoneInfo(zone)) == expected, f"{zone} at {at}"


@pytest.mark.parametrize("area", AREAS)
def test_one_reminder_a_day_in_every_zone(area: str) -> None:
    for number, zone in enumerate(ZONES):
        if (zone.split("/")[0] if "/" in zone else "others") == area:
            assert_one_a_day(zone, AWKWARD[number % len(AWKWARD)])


@pytest.mark.soak
@pytest.mark.parametrize("at", [time(hour, minute) for hour in range(24) for minute in (0, 30)])
def test_one_reminder_a_day_in_every_zone_at_every_hour(at: time) -> None:
    for zone in ZONES:
        assert_one_a_day(zone, at)


CHOSEN = st.sets(st.sampled_from(Weekday), min_size=1).map(tuple)
CLOCKS = st.times().map(lambda at: at.replace(second=0, microsecond=0))
PLACES = st.sampled_from(ZONES).map(ZoneInfo)
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=700)).map(
    lambda later: datetime(2026, 1, 1, tzinfo=UTC) + later
)


@given(at=CLOCKS, zone=PLACES, days=CHOSEN, start=MOMENTS)
def test_every_chosen_day_has_one_and_no_other_day_has_any(
    at: time, zone: ZoneInfo, days: tuple[Weekday, ...], start: datetime
) -> None:
    dues = upcoming(Timetable(at=at, zone=zone, days=days), start, 60)
    found = days_of(dues, zone)
    between = [found[0] + timedelta(days=by) for by in range((found[-1] - found[0]).days + 1)]
    assert found == [day for day in between if weekday(day) in days]
    assert dues[0].at > start
    assert all(earlier.at < later.at for earlier, later in pairwise(dues))


@given(at=CLOCKS, zone=PLACES, days=CHOSEN, start=MOMENTS)
def test_taken_one_by_one_they_are_the_same(
    at: time, zone: ZoneInfo, days: tuple[Weekday, ...], start: datetime
) -> None:
    timetable = Timetable(at=at, zone=zone, days=days)
    one_by_one: list[Due] = []
    after, done = start, None
    for _ in range(20):
        due = next_due(timetable, after, done=done)
        assert due is not None
        one_by_one.append(due)
        after, done = due.at, due.day
    assert tuple(one_by_one) == upcoming(timetable, start, 20)


NEAR = st.frozensets(st.integers(1, 20), max_size=8)


@given(
    at=CLOCKS,
    zone=PLACES,
    days=st.sets(st.sampled_from(Weekday)).map(tuple),
    start=MOMENTS,
    also=NEAR,
    but_not=NEAR,
)
def test_dates_beside_the_weekdays_are_added_and_left_out(
    at: time,
    zone: ZoneInfo,
    days: tuple[Weekday, ...],
    start: datetime,
    also: frozenset[int],
    but_not: frozenset[int],
) -> None:
    today = start.astimezone(zone).date()
    near = [today + timedelta(days=by) for by in range(1, 21)]
    timetable = Timetable(
        at=at,
        zone=zone,
        days=days,
        also=frozenset(today + timedelta(days=by) for by in also),
        but_not=frozenset(today + timedelta(days=by) for by in but_not),
    )
    dues = upcoming(timetable, start, 40)
    found = [day for day in days_of(dues, zone) if day in near]
    chosen = [day for day in near if weekday(day) in days or day in timetable.also]
    assert found == [day for day in chosen if day not in timetable.but_not]


@given(old=PLACES, new=PLACES, at=CLOCKS, start=MOMENTS)
def test_whoever_moves_has_no_day_twice_and_none_left_out(
    old: ZoneInfo, new: ZoneInfo, at: time, start: datetime
) -> None:
    before = next_due(Timetable(at=at, zone=old), start)
    assert before is not None
    after = next_due(Timetable(at=at, zone=new), before.at, done=before.day)
    assert after is not None
    assert after.at > before.at
    assert after.day > before.day
    assert after.day - before.at.astimezone(new).date() <= timedelta(days=2)


ROWS = [
    # What happens, hour, zone, days, after, the next ones
    (
        "case 31: every 24 hours is not every day",
        Timetable(at=time(9), zone=ZoneInfo("Europe/Berlin")),
        "2026-03-27T12:00",
        ["2026-03-28T08:00", "2026-03-29T07:00", "2026-03-30T07:00"],
    ),
    (
        "case 30: tomorrow noon is noon, across a clock change",
        Timetable(at=time(12), zone=ZoneInfo("America/New_York")),
        "2026-03-07T18:00",
        ["2026-03-08T16:00", "2026-03-09T16:00"],
    ),
    (
        "case 29: an hour that comes twice is sent once",
        Timetable(at=time(1, 30), zone=ZoneInfo("America/New_York")),
        "2026-11-01T00:00",
        ["2026-11-01T05:30", "2026-11-02T06:30"],
    ),
    (
        "case 35: Monday to Friday, never Tuesday to Saturday",
        Timetable(at=time(8), zone=UTC, days=MONDAY_TO_FRIDAY),
        "2026-03-05T09:00",
        ["2026-03-06T08:00", "2026-03-09T08:00", "2026-03-10T08:00"],
    ),
    (
        "three a week",
        Timetable(at=time(8), zone=UTC, days=THREE),
        "2026-03-05T09:00",
        ["2026-03-06T08:00", "2026-03-09T08:00", "2026-03-11T08:00"],
    ),
    (
        "case 40: an hour that is past today comes tomorrow",
        Timetable(at=time(8), zone=UTC),
        "2026-03-05T08:00",
        ["2026-03-06T08:00"],
    ),
    (
        "an hour later today comes today",
        Timetable(at=time(8), zone=UTC),
        "2026-03-05T07:59:59",
        ["2026-03-05T08:00"],
    ),
    (
        "a pause ends on its day",
        Timetable(at=time(8), zone=ZoneInfo("Asia/Tokyo"), paused_until=date(2026, 3, 9)),
        "2026-03-05T08:00",
        ["2026-03-08T23:00", "2026-03-09T23:00"],
    ),
    (
        "a pause that is over changes nothing",
        Timetable(at=time(8), zone=UTC, paused_until=date(2026, 3, 1)),
        "2026-03-05T09:00",
        ["2026-03-06T08:00"],
    ),
    (
        "a pause to a day that is not chosen ends on the next that is",
        Timetable(at=time(8), zone=UTC, days=THREE, paused_until=date(2026, 3, 10)),
        "2026-03-05T09:00",
        ["2026-03-11T08:00"],
    ),
    (
        "quiet hours put it off until they end",
        Timetable(at=time(6), zone=UTC, quiet=Quiet(start=time(21), end=time(7))),
        "2026-03-05T09:00",
        ["2026-03-06T07:00", "2026-03-07T07:00"],
    ),
    (
        "also into the next morning, still one for each chosen day",
        Timetable(
            at=time(22), zone=UTC, days=MONDAY_TO_FRIDAY, quiet=Quiet(start=time(21), end=time(7))
        ),
        "2026-03-06T05:00",
        ["2026-03-06T07:00", "2026-03-07T07:00", "2026-03-10T07:00"],
    ),
    (
        "the date line took the 30th",
        Timetable(at=time(8), zone=ZoneInfo("Pacific/Apia")),
        "2011-12-29T00:00",
        ["2011-12-29T18:00", "2011-12-30T18:00", "2011-12-31T18:00"],
    ),
]


@pytest.mark.parametrize(
    ("timetable", "after", "expected"), [pytest.param(*row[1:], id=row[0]) for row in ROWS]
)
def test_what_comes_next(timetable: Timetable, after: str, expected: list[str]) -> None:
    dues = upcoming(timetable, utc(after), len(expected))
    assert [due.at for due in dues] == [utc(one) for one in expected]


def test_case_39_the_server_s_own_zone_leaks_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    timetable = Timetable(at=time(8), zone=ZoneInfo("America/Chicago"))
    found = set()
    for server in ("UTC", "Pacific/Auckland"):
        monkeypatch.setenv("TZ", server)
        machine.tzset()
        found.add(upcoming(timetable, utc("2026-03-07T09:00"), 3))
    monkeypatch.undo()
    machine.tzset()
    assert [due.at for due in found.pop()] == [
        utc("2026-03-07T14:00"),
        utc("2026-03-08T13:00"),
        utc("2026-03-09T13:00"),
    ]
    assert not found


def test_no_day_chosen_means_no_reminder() -> None:
    assert next_due(Timetable(at=time(8), zone=UTC, days=()), utc("2026-03-05T09:00")) is None


def test_a_day_done_that_lies_ahead_holds_nothing_up() -> None:
    timetable = Timetable(at=time(8), zone=UTC)
    due = next_due(timetable, utc("2026-03-05T09:00"), done=date(2026, 11, 25))
    assert due == Due(day=date(2026, 3, 6), at=utc("2026-03-06T08:00"))


def test_weekdays_are_names_in_the_order_of_the_week() -> None:
    assert DAILY[0] is Weekday.MONDAY
    assert weekday(date(2026, 3, 1)) is Weekday.SUNDAY
    assert weekday(date(2026, 3, 2)) is Weekday.MONDAY


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
