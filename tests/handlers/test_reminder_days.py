"""The days of reminders: typed in words or tapped one by one, and the same wherever they stand."""

from knowledge.library import Knowledge
from storage.record import Reminders
from tests.dialogue import dialogue
from tests.handlers.reminded import learner, reminding
from tests.handlers.steps import record_of, stand_at, with_all_answers


async def test_days_typed_at_the_question_are_those_of_the_reminders(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "reminder_days")
        await ann.says("mon and thu")
        assert any("Noted: Monday and Thursday." in text for text in ann.person.texts[-6:])
        await ann.says("/reminders")
        assert "At 19:30, Monday and Thursday." in ann.sees


async def test_days_chosen_later_stand_in_the_summary(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_all_answers(ann)
        await ann.says("remind me on sundays", "/settings")
        assert "Days for reminders: Sunday" in ann.sees


async def test_the_last_day_can_t_be_turned_off(knowledge: Knowledge) -> None:
    only_sunday = Reminders(days=("sun",), instead_of="daily")
    async with reminding(knowledge, learner(reminders=only_sunday)) as (talk, ann):
        await ann.says("/reminders")
        await ann.taps("Change the days", "Sunday: yes")
        assert "One day must stay" in ann.sees
        assert (await record_of(talk)).reminders.days == ("sun",)
