"""What follows when a reminder falls due: moved on once, late once, gentler after silence."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from handlers.reminding import due
from handlers.reminding.preferences import coming, rescheduled, with_days, with_hour
from handlers.reminding.silence import heard
from handlers.turn import Reminder, Reply
from knowledge.library import Knowledge
from knowledge.schedule import Weekday
from storage.record import Mark, Record, Reminders
from tests.clocks import START
from tests.handlers.reminded import due_turn, learner, utc

ALWAYS_HEARD = timedelta(hours=1)


def decided(
    knowledge: Knowledge, record: Record, now: datetime, *, awake_since: datetime | None = None
) -> tuple[Record, str]:
    """Return the record and the message after a reminder was due at `now`; "" for no message."""
    decision = due.decide(due_turn(knowledge, record, now, awake_since=awake_since))
    assert decision.record is not None
    assert len(decision.replies) <= 1
    return decision.record, "".join(html_of(reply) for reply in decision.replies)


def html_of(reply: Reply) -> str:
    assert isinstance(reply, Reminder)
    return reply.html


def live(
    knowledge: Knowledge, record: Record, until: datetime, *, answers: bool = True
) -> tuple[Record, list[tuple[datetime, str]]]:
    """Let time pass from one due time to the next; returns what was sent, and when.

    Whoever `answers` does something an hour after each message.
    """
    sent: list[tuple[datetime, str]] = []
    while record.reminder_due is not None and record.reminder_due <= until:
        now = record.reminder_due
        record, html = decided(knowledge, record, now)
        if html:
            sent.append((now, html))
        if answers:
            record = heard(record, now + ALWAYS_HEARD)
    return record, sent


def test_every_chosen_day_has_one(knowledge: Knowledge) -> None:
    _, sent = live(knowledge, learner(days="weekdays"), utc("2026-04-01T00:00"))
    days = [at.date() for at, _ in sent]
    march = [date(2026, 3, 1) + timedelta(days=by) for by in range(31)]
    assert days == [day for day in march if day.isoweekday() <= 5]


def test_no_line_comes_twice_in_a_week(knowledge: Knowledge) -> None:
    _, sent = live(knowledge, learner(), utc("2026-05-01T00:00"))
    for nth, (at, html) in enumerate(sent):
        earlier = {
            line
            for before, other in sent[:nth]
            if at.date() - before.date() < timedelta(days=7)
            for line in other.splitlines()
        }
        assert earlier.isdisjoint(html.splitlines())


def test_whoever_has_just_begun_has_no_week_to_look_back_on(knowledge: Knowledge) -> None:
    sunday = learner()
    _, html = decided(knowledge, sunday, utc("2026-03-01T11:00"))
    assert "Your week" not in html
    busy = replace(sunday, marks={"k1": Mark(state="done", at=START)})
    _, html = decided(knowledge, busy, utc("2026-03-01T11:00"))
    assert "Finished: What the work is." in html


def test_a_question_that_was_not_answered_gives_way_to_another(knowledge: Knowledge) -> None:
    _, sent = live(knowledge, learner(), utc("2026-04-01T00:00"))
    asked = re.findall(
        r"(?:what does|to a friend:) <b>(.+?)</b>", "".join(html for _, html in sent)
    )
    assert len(asked) == len(set(asked)) == 4


def test_sunday_looks_back_on_the_week(knowledge: Knowledge) -> None:
    marks = {
        "k1": Mark(state="done", at=utc("2026-03-04T10:00")),
        "k2": Mark(state="done", at=utc("2026-02-20T10:00")),
        "k3": Mark(state="skipped", at=utc("2026-03-05T10:00")),
    }
    record = learner(marks=marks)
    _, html = decided(
        knowledge, replace(record, reminder_due=utc("2026-03-08T11:00")), utc("2026-03-08T11:00")
    )
    assert "Finished: What the work is." in html
    assert "Choose a path" in html


def test_whoever_has_few_hours_is_asked_for_few_minutes(knowledge: Knowledge) -> None:
    busy = learner()
    busy = replace(busy, answers={**busy.answers, "hours": [1, 2]})
    _, sent = live(knowledge, busy, utc("2026-03-09T00:00"))
    minutes = {word for _, html in sent for word in html.split() if word.isdigit()}
    assert "10" in minutes
    assert not minutes & {"50", "60"}


@pytest.mark.parametrize(
    ("now", "word"),
    [
        pytest.param("2026-03-02T11:00", "", id="on time"),
        pytest.param("2026-03-02T14:00", "This comes late", id="three hours late"),
        pytest.param("2026-03-02T22:00", "This comes late", id="the same day"),
        pytest.param("2026-03-05T14:00", "left out 3 reminders", id="case 33, days later"),
    ],
)
def test_after_an_outage_one_comes_late_and_says_so(
    knowledge: Knowledge, now: str, word: str
) -> None:
    record = replace(learner(), reminder_due=utc("2026-03-02T11:00"))
    after, html = decided(knowledge, record, utc(now), awake_since=utc(now))
    assert html
    assert word in html
    assert ("<i>" in html) is bool(word)
    assert after.reminder_due == utc(now).replace(hour=11, minute=0) + timedelta(days=1)


def test_what_is_too_late_is_skipped_and_the_next_one_tells_of_it(knowledge: Knowledge) -> None:
    record = replace(learner(), reminder_due=utc("2026-03-02T11:00"))
    night = utc("2026-03-05T01:00")
    after, html = decided(knowledge, record, night, awake_since=night)
    assert html == ""
    assert after.reminder_due == utc("2026-03-05T11:00")
    _, html = decided(knowledge, after, utc("2026-03-05T11:00"), awake_since=night)
    assert "left out 3 reminders" in html


def test_a_long_queue_is_no_outage(knowledge: Knowledge) -> None:
    record = replace(learner(), reminder_due=utc("2026-03-02T11:00"))
    _, html = decided(
        knowledge, record, utc("2026-03-02T11:55"), awake_since=utc("2026-03-02T10:59")
    )
    assert "late" not in html


def test_in_quiet_hours_nothing_comes_late(knowledge: Knowledge) -> None:
    record = learner(reminders=Reminders(quiet=("20:00", "07:00")))
    record = replace(record, reminder_due=utc("2026-03-02T11:00"))
    evening = utc("2026-03-02T19:30")
    after, html = decided(knowledge, record, evening, awake_since=evening)
    assert html == ""
    assert after.reminder_due == utc("2026-03-03T11:00")


def test_whoever_changed_their_mind_meanwhile_is_only_scheduled_anew(
    knowledge: Knowledge,
) -> None:
    noon = utc("2026-03-02T11:00")
    for changed in (with_hour(learner(), None), with_hour(learner(), "18:00")):
        after, html = decided(knowledge, replace(changed, reminder_due=noon), noon)
        assert html == ""
        assert after.reminder_due == rescheduled(changed, noon).reminder_due


def test_without_a_plan_it_says_how_to_get_one(knowledge: Knowledge) -> None:
    record = learner(first_plan=None)
    assert record.reminder_due is not None
    _, html = decided(knowledge, record, record.reminder_due)
    assert "/start" in html


def silent_days(sent: list[tuple[datetime, str]]) -> list[int]:
    return [(at.date() - START.date()).days for at, _ in sent]


def test_silence_makes_it_gentler_and_rarer_then_it_stops(knowledge: Knowledge) -> None:
    record, sent = live(knowledge, learner(), utc("2026-12-31T00:00"), answers=False)
    assert silent_days(sent) == [0, 1, 2, 3, 7, 21]
    words = [html for _, html in sent]
    assert "No hurry" in words[3]
    assert "nothing is behind" in words[4]
    assert "so I stop the reminders now" in words[5]
    assert record.reminder_due is None


def test_with_few_reminders_a_week_silence_takes_longer_to_show(knowledge: Knowledge) -> None:
    record = with_days(learner(), [Weekday.SUNDAY])
    _, sent = live(knowledge, rescheduled(record, START), utc("2026-12-31T00:00"), answers=False)
    assert silent_days(sent) == [0, 7, 14, 21]
    assert "No hurry" in sent[2][1]
    assert "so I stop" in sent[3][1]


def test_one_a_week_that_is_answered_is_never_silence(knowledge: Knowledge) -> None:
    record = with_days(learner(), [Weekday.SUNDAY])
    _, sent = live(knowledge, rescheduled(record, START), utc("2026-04-26T23:00"))
    assert len(sent) == 9
    assert not any("No hurry" in html for _, html in sent)


def test_whoever_comes_back_is_reminded_as_usual_again(knowledge: Knowledge) -> None:
    record, _ = live(knowledge, learner(), utc("2026-03-10T00:00"), answers=False)
    assert record.reminder_due == utc("2026-03-22T11:00")
    back = heard(record, utc("2026-03-10T08:00"))
    assert back.reminder_due == utc("2026-03-10T11:00")
    _, html = decided(knowledge, back, utc("2026-03-10T11:00"))
    assert "No hurry" not in html
    assert "left out" not in html


def test_case_22_whoever_unblocks_the_bot_is_due_from_then_on() -> None:
    blocked = replace(learner(), reachable=False)
    back = heard(blocked, utc("2026-04-20T12:00"))
    assert back.reachable
    assert back.reminder_due == utc("2026-04-21T10:00")


def test_a_clock_that_ran_ahead_keeps_nobody_waiting() -> None:
    ahead = learner(now=utc("2027-01-01T00:00"))
    assert heard(ahead, START).reminder_due == utc("2026-03-01T11:00")


def test_own_days_hold_until_the_flow_s_answer_changes() -> None:
    own = with_days(learner(), [Weekday.TUESDAY, Weekday.SUNDAY])
    assert [at.isoweekday() for at in coming(own, START, 3)] == [7, 2, 7]
    answered = replace(own, answers={**own.answers, "reminder_days": "weekdays"})
    assert [at.isoweekday() for at in coming(answered, START, 3)] == [1, 2, 3]


ODD_ZONES = (
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Havana",
    "America/Nuuk",
    "America/Santiago",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
)


@pytest.mark.parametrize("zone", ODD_ZONES)
@pytest.mark.parametrize(
    ("hour", "days"),
    [
        pytest.param("00:00", 60, id="two months from March on"),
        *(
            pytest.param(hour, 730, id=f"two years at {hour}", marks=pytest.mark.soak)
            for hour in ("00:00", "00:30", "01:30", "02:30", "23:30")
        ),
    ],
)
def test_decided_one_by_one_there_is_one_a_local_day_where_clocks_are_odd(
    knowledge: Knowledge, zone: str, hour: str, days: int
) -> None:
    """The table of the schedule, as records live through it: from one due time to the next."""
    _, sent = live(knowledge, learner(place=place(zone), hour=hour), START + timedelta(days=days))
    found = [at.astimezone(ZoneInfo(zone)).date() for at, _ in sent]
    assert len(found) >= days - 1
    assert found == [found[0] + timedelta(days=by) for by in range(len(found))]


PLACES = st.sampled_from(sorted(available_timezones()))


@given(old=PLACES, new=PLACES, days=st.integers(0, 5), hour=st.integers(0, 23))
def test_moving_leaves_no_day_twice(
    knowledge: Knowledge, old: str, new: str, days: int, hour: int
) -> None:
    record = learner(place=place(old), hour=f"{hour:02}:30")
    record, before = live(knowledge, record, START + timedelta(days=days))
    moved = rescheduled(
        replace(record, answers={**record.answers, "place": place(new)}),
        START + timedelta(days=days),
    )
    _, after = live(knowledge, moved, START + timedelta(days=days + 3))
    days_old = [at.astimezone(ZoneInfo(old)).date() for at, _ in before]
    days_new = [at.astimezone(ZoneInfo(new)).date() for at, _ in after]
    both = [*days_old, *days_new]
    assert both == sorted(set(both))


def place(zone: str) -> JsonValue:
    return {"city": None, "country": "XX", "zone": zone}
