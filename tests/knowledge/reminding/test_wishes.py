"""Wishes: what people write of their reminders, and what only looks like it."""

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import library
from knowledge.reminding.wish import At, Hush, Later, Pause, Resume, Show, Stop, Wish
from knowledge.reminding.wishes import is_about_reminders, read_wish
from knowledge.schedule import DAILY, MONDAY_TO_FRIDAY, THREE, WEEKEND, Weekday

WEDNESDAY = date(2026, 3, 4)
MON, TUE, WED, THU, FRI, SAT, SUN = DAILY
HALF_PAST_SEVEN = (time(7, 30), time(19, 30))

WISHES: list[tuple[str, Wish | None]] = [
    ("remind me at 7:30 on weekdays", At(times=HALF_PAST_SEVEN, days=MONDAY_TO_FRIDAY)),
    ("Remind me at 8pm every day", At(times=(time(20),), days=DAILY)),
    ("can you remind me at 9 in the morning?", At(times=(time(9),))),
    ("remind me at 8", At(times=(time(8), time(20)))),
    ("reminders at 19:30 please", At(times=(time(19, 30),))),
    ("change my reminder to 8pm", At(times=(time(20),))),
    ("move the reminder to 21:15", At(times=(time(21, 15),))),
    ("my reminder should be at 9pm", At(times=(time(21),))),
    ("set reminders for 6:45 am mon-fri", At(times=(time(6, 45),), days=MONDAY_TO_FRIDAY)),
    ("remind me every sunday at 10am", At(times=(time(10),), days=(SUN,))),
    ("remind me monday, wednesday and friday", At(days=THREE)),
    ("remind me on mon wed fri at 18:00", At(times=(time(18),), days=THREE)),
    ("remind me from monday to thursday at 8 pm", At(times=(time(20),), days=(MON, TUE, WED, THU))),
    ("remind me friday to monday at noon", At(times=(time(12),), days=(MON, FRI, SAT, SUN))),
    ("remind me every other day at noon", At(times=(time(12),), days=THREE)),
    ("remind me daily", At(days=DAILY)),
    ("remind me at half past seven in the evening", At(times=(time(19, 30),))),
    ("remnid me at 18:00", At(times=(time(18),))),
    ("reminde me at 7:30 on wekdays", At(times=HALF_PAST_SEVEN, days=MONDAY_TO_FRIDAY)),
    ("remind me at 8 or 9 pm", At(times=(time(20), time(21)), vague=True)),
    (
        "remind me in the evening",
        At(times=(time(18), time(19), time(20), time(21)), vague=True),
    ),
    ("only on weekdays", At(days=MONDAY_TO_FRIDAY)),
    ("not on sundays", At(not_on=(SUN,))),
    ("no sundays", At(not_on=(SUN,))),
    ("except fridays", At(not_on=(FRI,))),
    ("no reminders on weekends", At(not_on=WEEKEND)),
    ("don't remind me on saturday and sunday", At(not_on=WEEKEND)),
    ("could you please not remind me on fridays", At(not_on=(FRI,))),
    ("remind me at 7:30 but not on sundays", At(times=HALF_PAST_SEVEN, not_on=(SUN,))),
    ("stop reminding me", Stop()),
    ("ok stop reminding me", Stop()),
    ("stop the reminders!", Stop()),
    ("no more reminders", Stop()),
    ("turn reminders off", Stop()),
    ("i don't want reminders anymore", Stop()),
    ("unsubscribe", Stop()),
    ("dont stop reminding me", Show()),
    ("pause till monday", Pause(until=date(2026, 3, 9))),
    ("pause untill next week", Pause(until=date(2026, 3, 9))),
    ("pause until wednesday", Pause(until=date(2026, 3, 11))),
    ("pause until 15 march", Pause(until=date(2026, 3, 15))),
    ("pause till the weekend", Pause(until=date(2026, 3, 7))),
    ("pause till end of march", Pause(until=date(2026, 4, 1))),
    ("take a break until april", Pause(until=date(2026, 4, 1))),
    ("pause reminders for 2 weeks", Pause(until=date(2026, 3, 18))),
    ("stop reminding me for a week", Pause(until=date(2026, 3, 11))),
    ("stop reminders until friday", Pause(until=date(2026, 3, 6))),
    ("dont remind me tomorrow", Pause(until=date(2026, 3, 6))),
    ("i'm on vacation until monday", Pause(until=date(2026, 3, 9))),
    ("mute for 3 days", Pause(until=date(2026, 3, 7))),
    ("pause", Pause(until=None)),
    ("pause until i say so", Pause(until=None)),
    ("resume reminders", Resume()),
    ("turn reminders back on", Resume()),
    ("start reminding me again", Resume()),
    ("unpause", Resume()),
    ("snooze", Later(minutes=60)),
    ("remind me in an hour", Later(minutes=60)),
    ("remind me again in 2 hours", Later(minutes=120)),
    ("remind me in half an hour", Later(minutes=30)),
    ("remind me in 20 minutes", Later(minutes=20)),
    ("remind me tomorrow", Later(minutes=None)),
    ("not today", Later(minutes=None)),
    ("quiet hours from 22 to 7", Hush(start=time(22), end=time(7))),
    ("quiet 10pm to 7am", Hush(start=time(22), end=time(7))),
    ("dont disturb me between 23:00 and 8:00", Hush(start=time(23), end=time(8))),
    ("don't message me from 10 to 7", Hush(start=time(22), end=time(7))),
    ("reminders", Show()),
    ("when do you remind me?", Show()),
    ("remind me to drink water", Show(unclear=True)),
    ("remind me at 25:00", Show(unclear=True)),
    ("remind me twice a day", Show(unclear=True)),
    *(
        (about_something_else, None)
        for about_something_else in (
            "",
            "?",
            "stop",
            "no",
            "turn off",
            "resume",
            "how do reminders work?",
            "what is a reminder",
            "why did you stop reminding me",
            "i like your reminders",
            "I never got a reminder",
            "remind me what an api is",
            "remind me why I do this",
            "can I start at 30?",
            "start learning python",
            "never stop learning",
            "is sunday ok",
            "i study only on weekends",
            "weekends only",
            "pause the video how",
            "not on my own",
            "no degree",
        )
    ),
]


@pytest.mark.parametrize(("text", "expected"), WISHES, ids=[text for text, _ in WISHES])
def test_what_is_wished(text: str, expected: Wish | None) -> None:
    assert read_wish(text, WEDNESDAY) == expected


def test_case_35_days_are_names_whatever_their_order() -> None:
    for text in ("remind me on sun, mon and tue", "remind me tue+mon+sun"):
        assert read_wish(text, WEDNESDAY) == At(
            days=(Weekday.MONDAY, Weekday.TUESDAY, Weekday.SUNDAY)
        )


def test_no_question_that_an_answer_knows_is_taken_for_a_wish() -> None:
    """Beside the answers on the reminders themselves, which say how to do what is done here."""
    knowledge, _ = library.load(Path(library.__file__).parent)
    assert knowledge is not None
    answers = knowledge.track("backend").answers.values()
    taken = {
        answer.id
        for answer in answers
        for phrasing in answer.phrasings
        if read_wish(phrasing, WEDNESDAY) is not None
    }
    assert taken <= {"stop-reminders", "change-reminder"}


@given(text=st.text(max_size=300), today=st.dates(date(2020, 1, 1), date(2100, 1, 1)))
def test_any_text_is_a_wish_or_none(text: str, today: date) -> None:
    wish = read_wish(text, today)
    if isinstance(wish, Pause) and wish.until is not None:
        assert wish.until > today
    assert isinstance(is_about_reminders(text), bool)


_PARTS = (
    "remind me stop pause until till for on not only every weekdays sunday mon-fri 7:30 8pm"
    " at in the evening a week tomorrow quiet from to 22 7 an hour please reminders ?"
)
PARTS = st.sampled_from(_PARTS.split())


@given(words=st.lists(PARTS, max_size=9))
def test_any_order_of_such_words_is_read_without_a_fault(words: list[str]) -> None:
    wish = read_wish(" ".join(words), WEDNESDAY)
    if isinstance(wish, At):
        assert wish.times or wish.days or wish.not_on
    if isinstance(wish, Later) and wish.minutes is not None:
        assert 0 < wish.minutes <= 24 * 60
