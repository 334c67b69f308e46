"""Reminders in conversation: what comes when, and what its buttons and /reminders change."""

import pytest

from knowledge.library import Knowledge
from storage.memory import MemoryStore
from storage.record import Mark
from tests.clocks import START, SteppedClock
from tests.dialogue import dialogue, refusals
from tests.handlers.reminded import hours_pass, learner, reminding, sent_at, utc
from tests.handlers.steps import record_of


async def test_one_comes_each_day_at_the_person_s_hour(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        await hours_pass(talk, 27)
        assert sent_at(ann.person.messages) == ["03-01 11:00", "03-02 11:00"]
        assert refusals(talk.telegram) == []


async def test_it_names_the_next_milestone_and_a_small_step(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        await hours_pass(talk, 24 + 3)
        assert "What the work is" in ann.sees
        assert ann.buttons[-5:] == (
            "Done",
            "The whole milestone is finished",
            "Snooze for an hour",
            "Tomorrow instead",
            "Stop reminders",
        )


async def test_what_is_done_is_never_named_again(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        await hours_pass(talk, 3)
        await ann.taps("The whole milestone is finished")
        await hours_pass(talk, 24)
        assert "What the work is" not in ann.sees
        assert "Try it once" in ann.sees


async def test_case_41_a_day_that_is_done_already_has_no_reminder(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("/reminders")
        await ann.taps("Send me one now")
        await ann.taps("Done")
        assert "That counts for Sunday 1 March." in ann.sees
        assert "tomorrow, Monday 2 March, 12:00" in ann.sees
        before = len(ann.person.messages)
        await hours_pass(talk, 20)
        assert len(ann.person.messages) == before
        await hours_pass(talk, 7)
        assert sent_at(ann.person.messages[before:]) == ["03-02 11:00"]


async def test_when_every_milestone_is_done_it_says_so_once_and_stops(
    knowledge: Knowledge,
) -> None:
    milestones = knowledge.track("backend").roadmap.milestones
    marks = {id_: Mark(state="done", at=START) for id_ in milestones}
    async with reminding(knowledge, learner(marks=marks)) as (talk, ann):
        await hours_pass(talk, 26)
        assert len(ann.person.messages) == 1
        assert "Every milestone of your plan is done" in ann.sees
        assert (await record_of(talk)).reminder_due is None


async def test_case_42_every_reminder_can_be_stopped_and_turned_on_again(
    knowledge: Knowledge,
) -> None:
    async with reminding(knowledge) as (talk, ann):
        await hours_pass(talk, 3)
        await ann.taps("Stop")
        assert "I have stopped the reminders" in ann.sees
        await hours_pass(talk, 24)
        assert len(ann.person.messages) == 1
        await ann.taps("Turn reminders on")
        assert "At 12:00, every day" in ann.sees
        await hours_pass(talk, 24)
        assert len(ann.person.messages) == 2


async def test_a_stop_ends_a_pause_too_so_that_reminders_come_once_they_are_on_again(
    knowledge: Knowledge,
) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("pause for 2 weeks", "stop reminding me")
        await ann.taps("Turn reminders on")
        assert "Paused" not in ann.sees
        assert (await record_of(talk)).reminder_due == utc("2026-03-01T11:00")


async def test_snoozed_for_an_hour_it_comes_again_and_tomorrow_as_usual(
    knowledge: Knowledge,
) -> None:
    async with reminding(knowledge) as (talk, ann):
        await hours_pass(talk, 3)
        await ann.taps("Snooze")
        assert "today, Sunday 1 March, 14:00" in ann.sees
        await hours_pass(talk, 23)
        assert sent_at(ann.person.messages) == ["03-01 11:00", "03-01 13:00", "03-02 11:00"]


async def test_snoozed_twice_it_comes_once(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        await hours_pass(talk, 3)
        ann.person.double_tap("Snooze")
        await talk.settle()
        await hours_pass(talk, 3)
        assert sent_at(ann.person.messages) == ["03-01 11:00", "03-01 13:00"]


async def test_a_snooze_past_midnight_takes_nothing_from_the_next_day(
    knowledge: Knowledge,
) -> None:
    async with reminding(knowledge, learner(hour="23:30")) as (talk, ann):
        await talk.passes(hours=13, minutes=30)
        await ann.taps("Snooze")
        await talk.passes(hours=1)
        await talk.passes(hours=23)
        assert sent_at(ann.person.messages) == ["03-01 22:30", "03-01 23:30", "03-02 22:30"]


async def test_reminders_shows_the_next_three_with_date_and_time(knowledge: Knowledge) -> None:
    async with reminding(knowledge, learner(days="three")) as (_talk, ann):
        await ann.says("/reminders")
        assert "At 12:00, Monday, Wednesday and Friday." in ann.sees
        assert "time in Berlin. It is 10:00 there now." in ann.sees
        assert [line for line in ann.sees.splitlines() if line.startswith("•")] == [
            "• tomorrow, Monday 2 March, 12:00",
            "• Wednesday 4 March, 12:00",
            "• Friday 6 March, 12:00",
        ]


async def test_quiet_hours_put_a_reminder_off_and_say_so(knowledge: Knowledge) -> None:
    async with reminding(knowledge, learner(hour="06:30")) as (talk, ann):
        await ann.says("/reminders")
        await ann.taps("Quiet hours", "22:00")
        assert "Your hour lies in them, so reminders come at 07:00." in ann.sees
        await hours_pass(talk, 24)
        assert sent_at(ann.person.messages[1:]) == ["03-02 06:00"]


async def test_one_can_be_had_now_and_the_day_s_own_still_comes(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("/reminders")
        assert len(await ann.taps("Send me one now")) == 1
        now = ann.sees
        await hours_pass(talk, 3)
        assert sent_at(ann.person.messages[1:]) == ["03-01 09:00", "03-01 11:00"]
        assert ann.sees != now


async def test_without_reminders_an_hour_can_be_chosen(knowledge: Knowledge) -> None:
    async with reminding(knowledge, learner(hour=None, days=None)) as (talk, ann):
        await hours_pass(talk, 3)
        assert ann.person.messages == []
        await ann.says("/reminders")
        assert "I send you no reminders" in ann.sees
        await ann.taps("Turn reminders on", "20:00")
        assert "At 20:00, every day" in ann.sees
        await hours_pass(talk, 7)
        assert sent_at(ann.person.messages[1:]) == ["03-01 19:00"]


async def test_where_no_place_is_known_hours_are_utc_and_that_is_said(
    knowledge: Knowledge,
) -> None:
    async with reminding(knowledge, learner(place=None)) as (talk, ann):
        await ann.says("/reminders")
        assert "these hours are UTC" in ann.sees
        await ann.taps("Tell me your city")
        replies = await ann.says("Tokyo")
        assert any("tomorrow, Monday 2 March, 12:00" in reply.text for reply in replies)
        before = len(ann.person.messages)
        await hours_pass(talk, 20)
        assert sent_at(ann.person.messages[before:]) == ["03-02 03:00"]


async def test_settings_move_the_reminder_and_say_to_when(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("/settings")
        await ann.taps("Hour for reminders")
        replies = await ann.says("20:15")
        assert any("today, Sunday 1 March, 20:15" in reply.text for reply in replies)
        assert (await record_of(talk)).reminder_due == START.replace(hour=19, minute=15)


async def test_in_the_middle_of_a_question_a_reminder_changes_nothing(
    knowledge: Knowledge,
) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("/settings")
        await ann.taps("Hours a week")
        before = (await record_of(talk)).position
        await hours_pass(talk, 3)
        assert "One small step" in ann.sees
        await ann.taps("Snooze")
        assert (await record_of(talk)).position == before
        assert "Noted: 8 hours" in (await ann.says("8"))[0].text


@pytest.mark.parametrize(
    "data",
    [
        "r:",
        "r:hour:9999",
        "r:hour:24",
        "r:hour:٠٨٠٠",
        "r:days:mon:maybe",
        "r:days:xyz:on",
        "r:days:mon",
        "r:pause:tomorrow",
        "r:pause:20269999",
        "r:quiet:2200",
        "r:quiet:2200:2500",
        "r:done:",
        "r:done:20300101",
        "r:snooze:year",
        "r:nothing:at:all",
    ],
)
async def test_a_tap_that_nobody_could_make_changes_nothing(
    knowledge: Knowledge, data: str
) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("/reminders")
        before = await record_of(talk)
        ann.person.tap_data(ann.person.last, data)
        await talk.settle()
        assert "That button" in ann.sees
        assert (await record_of(talk)).reminders == before.reminders
        assert (await record_of(talk)).answers == before.answers


async def test_old_buttons_of_somebody_who_stopped_bring_nothing_back(
    knowledge: Knowledge,
) -> None:
    async with reminding(knowledge) as (talk, ann):
        await hours_pass(talk, 3)
        old = ann.person.last
        await ann.says("/reminders")
        await ann.taps("Stop reminders")
        ann.person.tap_data(old, "r:snooze:hour")
        await talk.settle()
        await hours_pass(talk, 30)
        assert (await record_of(talk)).reminder_due is None
        assert len(ann.person.messages) == 2


async def test_snoozed_to_tomorrow_it_comes_once(knowledge: Knowledge) -> None:
    """Saturday is not chosen here, and comes all the same since it was asked for."""
    friday = utc("2026-03-06T10:00")
    record = learner(now=friday, days="weekdays")
    async with reminding(knowledge, record, now=friday) as (talk, ann):
        await hours_pass(talk, 1)
        await ann.taps("Tomorrow instead")
        assert "tomorrow, Saturday 7 March, 12:00" in ann.sees
        await hours_pass(talk, 25)
        assert sent_at(ann.person.messages) == ["03-06 11:00", "03-07 11:00"]
        assert (await record_of(talk)).reminder_due == utc("2026-03-09T11:00")


async def test_case_34_a_changed_hour_leaves_one_reminder_over_restarts(
    knowledge: Knowledge,
) -> None:
    store = MemoryStore()
    async with reminding(knowledge, learner(hour="11:00"), store=store) as (_, ann):
        await ann.says("/reminders")
        await ann.taps("Change the hour", "21:00")
        assert "today, Sunday 1 March, 21:00" in ann.sees
    came = []
    for hour in (10, 15):
        clock = SteppedClock(START.replace(hour=hour))
        async with dialogue(knowledge, store=store, clock=clock) as talk:
            ann = talk.person()
            await hours_pass(talk, 5)
            came += sent_at(ann.person.messages)
    assert came == ["03-01 20:00"]


async def test_days_are_turned_on_and_off_by_name(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("/reminders")
        await ann.taps("Change the days", "Monday: yes", "Tuesday: yes")
        assert ann.buttons[:3] == ("Monday: no", "Tuesday: no", "Wednesday: yes")
        assert "today, Sunday 1 March, 12:00" in ann.sees
        await ann.taps("Back")
        assert "At 12:00, Wednesday, Thursday, Friday, Saturday and Sunday." in ann.sees
        await hours_pass(talk, 3)
        assert (await record_of(talk)).reminder_due == utc("2026-03-04T11:00")
        await ann.says("/reminders")
        await ann.taps("Change the days", "Monday: no", "Tuesday: no", "Back")
        assert "At 12:00, every day." in ann.sees


async def test_a_pause_ends_on_its_day_or_by_a_tap(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("/reminders")
        await ann.taps("Pause", "3 days")
        assert "Paused until Wednesday 4 March." in ann.sees
        assert (await record_of(talk)).reminder_due == utc("2026-03-04T11:00")
        await hours_pass(talk, 3)
        assert len(ann.person.messages) == 1
        await ann.taps("End the pause")
        assert "tomorrow, Monday 2 March, 12:00" in ann.sees
        await ann.taps("Pause", "1 week")
        assert (await record_of(talk)).reminder_due == utc("2026-03-08T11:00")


async def test_case_31_noon_stays_noon_over_the_clock_change(knowledge: Knowledge) -> None:
    saturday = utc("2026-03-28T10:00")
    async with reminding(knowledge, now=saturday) as (talk, ann):
        await hours_pass(talk, 25)
        assert sent_at(ann.person.messages) == ["03-28 11:00", "03-29 10:00"]
