"""What people write of their reminders in free text, done and confirmed with the next dates."""

from knowledge.library import Knowledge
from tests.handlers.reminded import learner, reminding, utc
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
