"""What people write of their reminders in free text, done and confirmed with the next dates."""

from datetime import date

from knowledge.library import Knowledge
from storage.record import Streak
from tests.handlers.reminded import hours_pass, learner, reminding, sent_at, utc
from tests.handlers.steps import record_of


async def test_an_hour_and_days_are_confirmed_in_words_with_the_next_date(
    knowledge: Knowledge,
) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("remind me at 7:30 on weekdays")
        assert "At 07:30, Monday to Friday." in ann.sees
        assert "• tomorrow, Monday 2 March, 07:30" in ann.sees
        assert (await record_of(talk)).reminder_due == utc("2026-03-02T06:30")
        await ann.taps("I meant 19:30")
        assert "At 19:30, Monday to Friday." in ann.sees


async def test_days_are_left_out(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (_, ann):
        await ann.says("not on sundays")
        assert "At 12:00, Monday, Tuesday, Wednesday, Thursday, Friday and Saturday." in ann.sees
        await ann.says("not on saturdays either", "no reminders on saturdays")
        assert "At 12:00, Monday to Friday." in ann.sees
        await ann.says("only on mondays", "not on mondays")
        assert "One day must stay" in ann.sees


async def test_stop_and_pause_and_on_again(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("pause till monday")
        assert "Paused until Monday 2 March." in ann.sees
        await ann.says("resume reminders")
        assert "The pause is over." in ann.sees
        await ann.says("stop reminding me")
        assert (await record_of(talk)).reminder_due is None
        await ann.says("remind me on weekends")
        assert "At what hour" in ann.sees
        await ann.taps("09:00")
        assert "At 09:00, Saturday and Sunday." in ann.sees


async def test_a_vague_hour_is_a_choice(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (_, ann):
        await ann.says("remind me in the evening on weekdays")
        assert ann.buttons == ("18:00", "19:00", "20:00", "21:00")
        await ann.taps("20:00")
        assert "At 20:00, Monday to Friday." in ann.sees


async def test_later_and_quiet_hours(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("remind me in 20 minutes")
        assert "today, Sunday 1 March, 10:20" in ann.sees
        await ann.says("quiet hours from 22 to 7")
        assert "nothing comes from 22:00 until 07:00" in ann.sees
        assert (await record_of(talk)).reminders.quiet == ("22:00", "07:00")


async def test_what_was_not_understood_is_said_and_shown(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (_, ann):
        await ann.says("remind me to water the plants every day")
        assert "I remind you of your next step" in ann.sees
        assert "At 12:00, every day." in ann.sees


async def test_where_there_are_none_nothing_is_said_to_be_stopped(knowledge: Knowledge) -> None:
    async with reminding(knowledge, learner(hour=None)) as (_, ann):
        await ann.says("stop reminding me")
        assert "I send you no reminders." in ann.sees


async def test_without_reminders_days_alone_are_no_wish(knowledge: Knowledge) -> None:
    async with reminding(knowledge, learner(hour=None)) as (talk, ann):
        await ann.says("not on sundays")
        assert "At what hour" not in ann.sees
        assert (await record_of(talk)).reminders.days == ()


async def test_in_a_flow_a_wish_is_done_and_the_question_asked_again(
    knowledge: Knowledge,
) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("/settings")
        await ann.taps("Hours a week")
        await ann.says("stop reminding me")
        assert (await record_of(talk)).reminder_due is None
        assert "How many hours" in ann.sees


async def test_where_the_hour_is_asked_it_is_an_answer(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("/settings")
        await ann.taps("Hour for reminders")
        await ann.says("remind me at 20:15")
        assert (await record_of(talk)).answers["reminder"] == "20:15"


async def test_dates_are_left_out_and_can_be_had_again(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("no reminder tomorrow")
        assert "No reminder on: Monday 2 March." in ann.sees
        assert "• today, Sunday 1 March, 12:00\n• Tuesday 3 March, 12:00" in ann.sees
        await ann.says("i am away from 10 to 12 march")
        assert "Monday 2 March; Tuesday 10 March to Thursday 12 March." in ann.sees
        await ann.taps("Leave no day out")
        assert "No reminder on" not in ann.sees
        assert (await record_of(talk)).reminders.skipped == ()


async def test_a_day_left_out_is_passed_over(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("no reminder tomorrow")
        await hours_pass(talk, 72)
        assert sent_at(ann.person.messages[1:]) == ["03-01 11:00", "03-03 11:00"]


async def test_once_on_a_day_it_comes_in_place_of_that_day_s_own(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("remind me tonight at 9")
        assert "I will remind you again: today, Sunday 1 March, 21:00." in ann.sees
        await ann.says("remind me on tuesday at 8 am")
        assert "Tuesday 3 March, 08:00" in ann.sees
        await ann.says("/reminders")
        assert "No reminder on: Sunday 1 March." in ann.sees
        await ann.taps("Leave no day out")
        await ann.says("remind me tonight at 9")
        before = len(ann.person.messages)
        await hours_pass(talk, 48)
        assert sent_at(ann.person.messages[before:]) == ["03-01 20:00", "03-02 11:00"]


async def test_a_time_that_is_past_changes_nothing(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        before = (await record_of(talk)).reminder_due
        await ann.says("snooze until 8 am")
        assert "That time is past, so I changed nothing." in ann.sees
        assert (await record_of(talk)).reminder_due == before


async def test_an_hour_later_moves_what_is_ahead_and_puts_off_what_came(
    knowledge: Knowledge,
) -> None:
    async with reminding(knowledge) as (talk, ann):
        await ann.says("an hour later please")
        assert "At 13:00, every day." in ann.sees
        await hours_pass(talk, 4)
        await ann.says("half an hour later")
        assert "today, Sunday 1 March, 14:30" in ann.sees
        assert (await record_of(talk)).answers["reminder"] == "13:00"
        await ann.taps("Every day at 13:30")
        assert "At 13:30, every day." in ann.sees
        await ann.says("2 hours earlier")
        assert "At 11:30, every day." in ann.sees


async def test_what_can_t_be_done_is_said_with_what_can(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        before = await record_of(talk)
        for text, words in (
            ("remind me twice a day", "Once a day is the most"),
            ("remind me every second tuesday", "I cannot count weeks or months"),
            ("dont remind me on my birthday", "I do not know that date."),
            ("remind me at 8pm IST", "I go by the time where you live"),
            ("remind me less often", "On which days may I remind you?"),
            ("my reminder comes too late", "At what hour may I remind you?"),
        ):
            await ann.says(text)
            assert words in ann.sees
        assert (await record_of(talk)).reminders == before.reminders
        await ann.says("remind me at 8am and 8pm")
        assert ann.buttons == ("08:00", "20:00")
        await ann.says("remind me every other day")
        assert "Monday, Wednesday and Friday come nearest" in ann.sees
        assert (await record_of(talk)).answers["reminder_days"] == "three"


async def test_quiet_hours_are_begun_moved_at_one_end_and_ended(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (talk, ann):
        for text, quiet in (
            ("quiet after 9 pm", ("21:00", "07:00")),
            ("nothing before 8 am", ("21:00", "08:00")),
            ("no quiet hours", None),
        ):
            await ann.says(text)
            assert (await record_of(talk)).reminders.quiet == quiet


async def test_on_again_after_a_stop_or_a_pause(knowledge: Knowledge) -> None:
    async with reminding(knowledge) as (_, ann):
        await ann.says("i'm on holiday until 5 april")
        assert "Paused until Sunday 5 April." in ann.sees
        await ann.says("turn them back on")
        assert "The pause is over." in ann.sees
        await ann.says("leave me alone", "turn them back on")
        assert "At what hour may I remind you?" in ann.sees


async def test_yesterday_s_step_counts_for_yesterday(knowledge: Knowledge) -> None:
    streak = Streak(days=2, last_day=date(2026, 2, 27), last_at=utc("2026-02-27T10:00"), freezes=0)
    async with reminding(knowledge, learner(streak=streak)) as (talk, ann):
        await ann.says("i did it yesterday")
        assert "That counts for Saturday 28 February." in ann.sees
        assert "Your streak: 3 days in a row." in ann.sees
        await ann.says("done")
        assert "Your streak: 4 days in a row." in ann.sees
        assert (await record_of(talk)).reminders.done_days[-1] == date(2026, 3, 1)


async def test_what_names_no_reminder_is_no_wish_without_them(knowledge: Knowledge) -> None:
    async with reminding(knowledge, learner(hour=None)) as (talk, ann):
        for text in ("mon wed fri 8pm", "skip tomorrow", "quiet after 9 pm", "later", "make it 9"):
            await ann.says(text)
        record = await record_of(talk)
        assert record.reminders == learner(hour=None).reminders
        assert record.answers["reminder"] is None
