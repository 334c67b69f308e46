"""What people say they will do: kept in their words, asked about once, in that day's reminder."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers.reminding.promises import MOST
from knowledge.library import Knowledge
from storage.memory import MemoryStore
from storage.record import Promise, Record
from tests.clocks import START, SteppedClock
from tests.dialogue import Speaker, dialogue
from tests.handlers.reminded import hours_pass, keep, learner, reminding, sent_at, utc
from tests.handlers.steps import record_of

SUNDAY, MONDAY = date(2026, 3, 1), date(2026, 3, 2)


def promising(*days: date, wished: bool = False, **fields: object) -> Record:
    """Return somebody who said what they will do on these days."""
    said = tuple(
        Promise(key=number, text=f"chapter {number}", day=day, wished=wished)
        for number, day in enumerate(days, start=1)
    )
    return learner(promises=said, **fields)  # type: ignore[arg-type]


def asks(ann: Speaker) -> bool:
    return "It happened" in " ".join(ann.buttons)


async def test_it_is_confirmed_with_the_date_and_asked_in_that_day_s_reminder(
    knowledge: Knowledge,
) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("tomorrow i will finish the git chapter")
        assert "Noted for Monday 2 March: “finish the git chapter”." in ann.sees
        assert "in your reminder: tomorrow, Monday 2 March, 12:00." in ann.sees
        await hours_pass(talk, 3)
        assert "git chapter" not in ann.sees
        await hours_pass(talk, 24)
        assert "“finish the git chapter”, for today." in ann.sees
        assert "your next milestone" in ann.sees
        assert ann.buttons[:3] == ("It happened", "Not yet", "Drop it")


async def test_it_is_asked_once_and_never_nagged_about(knowledge: Knowledge) -> None:
    async with reminding(knowledge, promising(SUNDAY)) as (talk, ann):
        await hours_pass(talk, 3)
        assert "“chapter 1”" in ann.sees
        for _ in range(8):
            await ann.says("hello")
            await hours_pass(talk, 24)
            assert "chapter 1" not in ann.sees
        await ann.says("what did i say i would do")
        assert "1. Sunday 1 March: “chapter 1”" in ann.sees


async def test_it_happened_counts_for_the_day_and_leaves_the_list(knowledge: Knowledge) -> None:
    async with reminding(knowledge, promising(MONDAY)) as (talk, ann):
        await hours_pass(talk, 27)
        await ann.taps("It happened")
        assert "You did it: “chapter 1”. Good work!" in ann.sees
        assert "tomorrow, Tuesday 3 March, 12:00" in ann.sees
        record = await record_of(talk)
        assert record.promises == ()
        assert record.reminders.done_days == (MONDAY,)


async def test_not_yet_is_taken_kindly_and_asked_again_only_if_wished(
    knowledge: Knowledge,
) -> None:
    async with reminding(knowledge, promising(MONDAY)) as (talk, ann):
        await hours_pass(talk, 27)
        await ann.taps("Not yet")
        assert "That is fine: “chapter 1” can wait." in ann.sees
        await hours_pass(talk, 24)
        assert not asks(ann)
        await ann.says("my promises")
        await ann.taps("Drop: 1")
        assert "I have dropped it." in ann.sees
        assert (await record_of(talk)).promises == ()


async def test_asked_again_tomorrow_it_comes_even_on_a_day_without_reminders(
    knowledge: Knowledge,
) -> None:
    friday = utc("2026-03-06T10:00")
    record = promising(friday.date(), now=friday, days="weekdays")
    async with reminding(knowledge, record, now=friday) as (talk, ann):
        await hours_pass(talk, 1)
        await ann.taps("Not yet", "Ask me tomorrow")
        assert "tomorrow, Saturday 7 March, 12:00" in ann.sees
        await hours_pass(talk, 24)
        assert "“chapter 1”, for today." in ann.sees
        assert (await record_of(talk)).reminder_due == utc("2026-03-09T11:00")


async def test_instead_a_small_step_can_be_had(knowledge: Knowledge) -> None:
    async with reminding(knowledge, promising(SUNDAY)) as (talk, ann):
        await hours_pass(talk, 3)
        await ann.taps("Not yet", "A small step instead")
        assert ann.buttons[0] == "Done"
        assert not asks(ann)


async def test_a_reminder_that_was_wished_comes_on_its_day_whatever_the_weekday(
    knowledge: Knowledge,
) -> None:
    friday = utc("2026-03-06T12:00")
    record = learner(now=friday, days="weekdays")
    async with reminding(knowledge, record, now=friday) as (talk, ann):
        await ann.says("remind me to push my project tomorrow")
        assert "tomorrow, Saturday 7 March, 12:00" in ann.sees
        await ann.says("gonna read about http on sunday")
        assert "“read about http”" in ann.sees
        assert "Monday 9 March, 12:00" in ann.sees
        before = len(ann.person.messages)
        await hours_pass(talk, 72)
        assert sent_at(ann.person.messages[before:]) == ["03-07 11:00", "03-09 11:00"]
        assert "“read about http”, for Sunday 8 March." in ann.sees


async def test_without_a_day_it_is_for_the_next_reminder(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("remind me to water the plants")
        assert "today, Sunday 1 March, 12:00" in ann.sees
        await hours_pass(talk, 3)
        assert "“water the plants”, for today." in ann.sees


async def test_what_is_said_after_today_s_reminder_is_asked_in_the_next(
    knowledge: Knowledge,
) -> None:
    async with reminding(knowledge) as (talk, ann):
        await hours_pass(talk, 4)
        await ann.says("i'll do two exercises tonight")
        assert "Noted for Sunday 1 March" in ann.sees
        assert "tomorrow, Monday 2 March, 12:00" in ann.sees
        await hours_pass(talk, 24)
        assert "“do two exercises”, for Sunday 1 March." in ann.sees


async def test_several_are_asked_together_each_with_its_number(knowledge: Knowledge) -> None:
    async with reminding(knowledge, promising(SUNDAY, SUNDAY)) as (talk, ann):
        await hours_pass(talk, 3)
        assert "1. “chapter 1”, for today.\n2. “chapter 2”, for today." in ann.sees
        await ann.taps("2. It happened")
        assert "You did it: “chapter 2”" in ann.sees
        assert "“chapter 1”, for today." in ann.sees
        await ann.taps("Not yet")
        assert [one.key for one in (await record_of(talk)).promises] == [1]


async def test_snoozed_it_is_asked_again_with_the_reminder(knowledge: Knowledge) -> None:
    async with reminding(knowledge, promising(SUNDAY)) as (talk, ann):
        await hours_pass(talk, 3)
        await ann.taps("Snooze for an hour")
        await hours_pass(talk, 1)
        assert "“chapter 1”, for today." in ann.sees
        await ann.taps("Tomorrow instead")
        await hours_pass(talk, 24)
        assert "“chapter 1”, for Sunday 1 March." in ann.sees


async def test_a_day_done_before_its_reminder_asks_for_what_was_wished_at_once(
    knowledge: Knowledge,
) -> None:
    async with reminding(knowledge, promising(SUNDAY, wished=True)) as (talk, ann):
        await ann.says("done")
        assert "That counts for Sunday 1 March." in ann.sees
        assert "“chapter 1”, for today." in ann.sees
        await ann.taps("Drop it")
        assert (await record_of(talk)).promises == ()
        assert (await record_of(talk)).reminder_due == utc("2026-03-02T11:00")


async def test_after_silence_only_what_was_wished_comes_between_the_gentle_ones(
    knowledge: Knowledge,
) -> None:
    fifth = date(2026, 3, 6)
    async with reminding(knowledge, promising(fifth, wished=True)) as (talk, ann):
        await hours_pass(talk, 24 * 8)
        days = [at[:5] for at in sent_at(ann.person.messages)]
        assert days == ["03-01", "03-02", "03-03", "03-04", "03-06", "03-08"]
        assert "chapter 1" in ann.person.messages[4].text
        assert "chapter 1" not in ann.sees


async def test_what_lies_long_back_is_no_debt(knowledge: Knowledge) -> None:
    long_ago = START.date() - timedelta(days=8)
    async with reminding(knowledge, promising(long_ago, wished=True)) as (talk, ann):
        await hours_pass(talk, 3)
        assert "One small step" in ann.sees
        assert "chapter 1" not in ann.sees


async def test_without_reminders_it_is_kept_and_said_to_be_unasked(knowledge: Knowledge) -> None:
    async with reminding(knowledge, learner(hour=None)) as (talk, ann):
        await ann.says("i'll do two exercises tonight")
        assert "You have no reminders, so I will not ask." in ann.sees
        await ann.taps("Turn reminders on", "20:00")
        await hours_pass(talk, 10)
        assert "“do two exercises”, for today." in ann.sees


async def test_markup_in_it_is_shown_as_it_was_typed(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("i will read <b>bold & {name}</b> tonight")
        assert "“read <b>bold & {name}</b>”" in ann.sees
        await hours_pass(talk, 3)
        assert "“read <b>bold & {name}</b>”, for today." in ann.sees


async def test_there_is_room_for_few_and_that_is_said(knowledge: Knowledge) -> None:
    async with reminding(knowledge, promising(*[MONDAY] * MOST)) as (talk, ann):
        await ann.says("i'll do two exercises tonight")
        assert "I keep ten of these at most." in ann.sees
        assert len((await record_of(talk)).promises) == MOST
        await ann.taps("Drop: 1")
        await ann.says("i'll do two exercises tonight", "i'll do two exercises tonight")
        assert "Noted for Sunday 1 March" in ann.sees
        assert len((await record_of(talk)).promises) == MOST


async def test_what_was_asked_before_makes_room(knowledge: Knowledge) -> None:
    record = promising(*[SUNDAY] * MOST)
    asked = tuple(replace(one, asked=SUNDAY) for one in record.promises[:2])
    record = replace(record, promises=(*asked, *record.promises[2:]))
    async with reminding(knowledge, record) as (talk, ann):
        await ann.says("i'll do two exercises tonight")
        kept = [one.text for one in (await record_of(talk)).promises]
        assert kept == [*(f"chapter {number}" for number in range(3, 11)), "do two exercises"]


async def test_done_and_what_comes_next_in_one_message(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        replies = await ann.says("Done! Tomorrow I'll read about HTTP.")
        assert "That counts for Sunday 1 March." in replies[0].text
        assert "Noted for Monday 2 March: “read about HTTP”." in replies[1].text
        assert (await record_of(talk)).reminders.done_days == (SUNDAY,)


async def test_tonight_is_the_day_on_which_it_was_written(knowledge: Knowledge) -> None:
    """Ann writes at 23:58 in Berlin while the bot is down; it is up again at 00:10."""
    store, clock = MemoryStore(), SteppedClock(utc("2026-03-05T22:58"))
    await keep(store, learner(now=clock.now()))
    async with dialogue(knowledge, store=store, clock=clock) as talk:
        telegram, ann = talk.telegram, talk.person()
        await talk.settle()
    ann.person.say("i'll do two exercises tonight")
    await clock.move(timedelta(minutes=12))
    async with dialogue(knowledge, store=store, clock=clock, telegram=telegram) as talk:
        await talk.settle()
        (one,) = (await record_of(talk)).promises
        assert one.day == date(2026, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "will i finish tomorrow?",
        "i will finish tomorrow, right?",
        "i will kill myself tonight",
        "today i will end it all",
        "i'm going to hurt myself tonight",
        "i'll do it later",
        "i want to quit my job tomorrow",
    ],
)
async def test_questions_and_people_in_danger_are_answered(knowledge: Knowledge, text: str) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says(text)
        assert "Noted for" not in ann.sees
        assert (await record_of(talk)).promises == ()


async def test_a_flow_s_answer_is_no_promise_but_a_wish_is_kept(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("/settings")
        await ann.taps("Hours a week")
        await ann.says("i will do 2 hours tonight")
        assert (await record_of(talk)).promises == ()
        await ann.says("/settings")
        await ann.taps("Hours a week")
        replies = await ann.says("remind me to push my project tomorrow")
        assert "Noted for Monday 2 March" in replies[0].text
        assert "How many hours" in ann.sees


async def test_whoever_has_no_plan_yet_is_answered_as_before(knowledge: Knowledge) -> None:
    async with reminding(knowledge, learner(first_plan=None)) as (talk, ann):
        await ann.says("i'll do two exercises tonight")
        assert (await record_of(talk)).promises == ()


async def test_reminders_lead_to_the_list_and_old_buttons_are_known(knowledge: Knowledge) -> None:
    async with reminding(knowledge, promising(MONDAY)) as (talk, ann):
        await ann.says("/reminders")
        await ann.taps("What you said: 1", "Done: 1")
        assert "You did it: “chapter 1”" in ann.sees
        for data in ("r:said:no:1", "r:said:yes:1", "r:said:drop:7", "r:said:again:1"):
            ann.person.tap_data(ann.person.last, data)
            await talk.settle()
            assert "not on your list any more" in ann.sees
        for data in ("r:said:yes", "r:said:maybe:1", "r:said:yes:1:2"):
            ann.person.tap_data(ann.person.last, data)
            await talk.settle()
            assert "That button" in ann.sees


async def test_it_is_in_the_export_and_gone_once_forgotten(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("tomorrow i will finish the git chapter", "/privacy")
        assert "What you said you will do, in your own words." in ann.sees
        await ann.says("/export")
        file = ann.person.last.file
        assert file is not None
        assert "finish the git chapter" in file.content.decode()
        await ann.says("/forget")
        await ann.taps("Yes, delete everything")
        assert await talk.house.store.load(101) is None


async def test_tomorrow_instead_is_remembered(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        await hours_pass(talk, 3)
        await ann.taps("Tomorrow instead")
        await hours_pass(talk, 24)
        assert ann.sees.startswith("You said: tomorrow.")
