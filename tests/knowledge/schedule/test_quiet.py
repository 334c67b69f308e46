"""Quiet hours: also over midnight, and over clock changes."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from knowledge.schedule import Quiet


@pytest.mark.parametrize(
    ("start", "end", "at", "quiet"),
    [
        pytest.param(time(21), time(7), time(0, 30), True, id="case 36, past midnight"),
        pytest.param(time(0), time(8), time(21), False, id="case 36, from midnight"),
        (time(21), time(7), time(21), True),
        (time(21), time(7), time(7), False),
        (time(21), time(7), time(6, 59), True),
        (time(21), time(7), time(12), False),
        (time(0), time(8), time(0), True),
        (time(13), time(15), time(14), True),
        (time(13), time(15), time(0), False),
        (time(21), time(0), time(23, 59), True),
        (time(21), time(0), time(0), False),
        (time(8), time(8), time(8), False),
    ],
)
def test_what_is_quiet(start: time, end: time, at: time, *, quiet: bool) -> None:
    assert Quiet(start=start, end=end).covers(at) is quiet


CLOCKS = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@given(
    start=CLOCKS,
    end=CLOCKS,
    zone=st.sampled_from(sorted(available_timezones())).map(ZoneInfo),
    later=st.timedeltas(timedelta(0), timedelta(days=700)),
)
def test_put_off_is_never_quiet_and_less_than_a_day(
    start: time, end: time, zone: ZoneInfo, later: timedelta
) -> None:
    assume(start != end)
    quiet, at = Quiet(start=start, end=end), datetime(2026, 1, 1, tzinfo=UTC) + later
    found = quiet.after(at, zone)
    assert not quiet.covers(found.astimezone(zone).time())
    assert timedelta() <= found - at <= timedelta(hours=26)
    if not quiet.covers(at.astimezone(zone).time()):
        assert found == at


def test_quiet_hours_that_end_in_an_hour_that_comes_twice() -> None:
    """Clocks in New York go from 02:00 back to 01:00 on 1 November 2026, at 06:00 in UTC."""
    quiet, zone = Quiet(start=time(22), end=time(1, 30)), ZoneInfo("America/New_York")
    second_quarter_past_one = datetime(2026, 11, 1, 6, 15, tzinfo=UTC)
    assert quiet.after(second_quarter_past_one, zone) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
