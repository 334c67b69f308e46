"""Streaks in conversation: off until asked for, then counted in the person's own days."""

from datetime import date, timedelta

from knowledge.library import Knowledge
from storage.memory import MemoryStore
from storage.record import Streak
from tests.clocks import SteppedClock
from tests.dialogue import dialogue
from tests.handlers.reminded import hours_pass, keep, learner, reminding, utc
from tests.handlers.steps import record_of


async def test_off_until_asked_for_then_counted_with_each_day(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("done")
        assert (await record_of(talk)).streak is None
        assert "streak" not in ann.sees
        await ann.says("my streak")
        assert "It is off." in ann.sees
        await ann.taps("Count my streak")
        await ann.says("done")
        assert "Your streak: 1 day." in ann.sees
        await hours_pass(talk, 24)
        await ann.says("I did it")
        assert "Your streak: 2 days in a row." in ann.sees
        await ann.says("my streak")
        await ann.taps("Stop counting")
        assert (await record_of(talk)).streak is None


async def test_it_is_begun_set_and_ended_in_words(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("count my days in a row")
        assert "Your streak begins with your next step." in ann.sees
        await ann.says("done", "my day ends at 3")
        assert "Your streak: 1 day." in ann.sees
        assert "Your day ends at 03:00." in ann.sees
        await ann.says("start a streak")
        streak = (await record_of(talk)).streak
        assert streak is not None
        assert (streak.days, streak.day_ends) == (1, "03:00")
        await ann.says("how many freeze days do i have?")
        assert "Days you may miss: 1." in ann.sees
        await ann.says("stop counting my streak")
        assert "It is off." in ann.sees
        assert (await record_of(talk)).streak is None


async def test_a_freeze_day_is_told_of_once_a_day_was_missed(knowledge: Knowledge) -> None:
    async with reminding(knowledge, learner(streak=Streak())) as (talk, ann):
        await ann.says("done")
        assert "Days you may miss: 1." in ann.sees
        await hours_pass(talk, 48)
        await ann.says("done")
        assert "Your streak: 2 days in a row. Days you may miss: 0." in ann.sees
        await hours_pass(talk, 48)
        await ann.says("done")
        assert "Your streak: 1 day." in ann.sees


async def test_a_tap_on_yesterday_s_reminder_counts_when_it_is_made(knowledge: Knowledge) -> None:
    before = Streak(days=1, last_day=date(2026, 2, 28), last_at=utc("2026-02-28T10:00"), freezes=1)
    async with reminding(knowledge, learner(streak=before)) as (talk, ann):
        await hours_pass(talk, 22)
        await ann.taps("Done")
        streak = (await record_of(talk)).streak
        assert streak is not None
        assert (streak.days, streak.last_day, streak.freezes) == (2, date(2026, 3, 2), 0)


async def test_a_milestone_that_is_ticked_counts_for_the_day(knowledge: Knowledge) -> None:
    async with reminding(knowledge, learner(streak=Streak())) as (talk, ann):
        await ann.says("/next")
        await ann.taps("I did this")
        streak = (await record_of(talk)).streak
        assert streak is not None
        assert (streak.days, streak.last_day) == (1, date(2026, 3, 1))


async def test_case_44_the_day_may_end_at_three(knowledge: Knowledge) -> None:
    night = utc("2026-03-05T23:30")
    before = Streak(days=1, last_day=date(2026, 3, 4), last_at=utc("2026-03-04T20:00"), freezes=0)
    async with reminding(knowledge, learner(now=night, streak=before), now=night) as (_, ann):
        await ann.says("my streak")
        await ann.taps("My day ends at 03:00")
        assert "Your day ends at 03:00." in ann.sees
        await ann.says("done")
        assert "That counts for Thursday 5 March." in ann.sees
        assert "Your streak: 2 days in a row." in ann.sees


async def test_what_was_written_before_midnight_counts_for_that_day_if_read_after(
    knowledge: Knowledge,
) -> None:
    """Ann writes at 23:58 in Berlin while the bot is down; it is up again at 00:10."""
    store, clock = MemoryStore(), SteppedClock(utc("2026-03-05T22:58"))
    before = Streak(days=3, last_day=date(2026, 3, 4), last_at=utc("2026-03-04T20:00"), freezes=0)
    await keep(store, learner(now=clock.now(), streak=before))
    async with dialogue(knowledge, store=store, clock=clock) as talk:
        telegram = talk.telegram
        ann = talk.person()
        await talk.settle()
    ann.person.say("done")
    await clock.move(timedelta(minutes=12))
    async with dialogue(knowledge, store=store, clock=clock, telegram=telegram) as talk:
        await talk.settle()
        streak = (await record_of(talk)).streak
        assert streak is not None
        assert (streak.days, streak.last_day) == (4, date(2026, 3, 5))


async def test_a_tap_that_waited_over_midnight_keeps_the_streak(knowledge: Knowledge) -> None:
    store, clock = MemoryStore(), SteppedClock(utc("2026-03-05T22:59"))
    before = Streak(days=3, last_day=date(2026, 3, 4), last_at=utc("2026-03-04T20:00"), freezes=0)
    await keep(store, learner(now=clock.now(), streak=before))
    async with dialogue(knowledge, store=store, clock=clock) as talk:
        telegram = talk.telegram
        ann = talk.person()
        await ann.says("/next")
    ann.person.tap("I did this")
    await clock.move(timedelta(minutes=2))
    async with dialogue(knowledge, store=store, clock=clock, telegram=telegram) as talk:
        await talk.settle()
        streak = (await record_of(talk)).streak
        assert streak is not None
        assert (streak.days, streak.last_day) == (4, date(2026, 3, 5))
    telegram.person(101)
