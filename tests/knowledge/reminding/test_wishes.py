"""Wishes: what people write of their reminders, and what only looks like it."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import library
from knowledge.reminding.wish import (
    At,
    Cannot,
    Choose,
    DidIt,
    Hush,
    Later,
    MyPromises,
    MyStreak,
    Pause,
    Practise,
    Resume,
    Shift,
    Show,
    Skip,
    Stop,
    Wish,
)
from knowledge.reminding.wishes import is_about_reminders, read_wish
from knowledge.schedule import DAILY, MONDAY_TO_FRIDAY, THREE, WEEKEND, Weekday

WEDNESDAY = date(2026, 3, 4)
MON, TUE, WED, THU, FRI, SAT, SUN = DAILY
HALF_PAST_SEVEN = (time(7, 30), time(19, 30))
MORNING, EVENING = (tuple(time(hour) for hour in hours) for hours in ((7, 8, 9), (18, 19, 20, 21)))


def dates(first: date, count: int) -> tuple[date, ...]:
    """Return so many days in a row."""
    return tuple(first + timedelta(days=by) for by in range(count))


WISHES: list[tuple[str, Wish | None]] = [
    # An hour, days, or both
    ("remind me at 7:30 on weekdays", At(times=HALF_PAST_SEVEN, days=MONDAY_TO_FRIDAY)),
    ("Remind me at 8pm every day", At(times=(time(20),), days=DAILY)),
    ("can you remind me at 9 in the morning?", At(times=(time(9),))),
    ("remind me at 8", At(times=(time(8), time(20)))),
    ("remind 8pm", At(times=(time(20),))),
    ("remember me at 8pm", At(times=(time(20),))),
    ("reminders at 19:30 please", At(times=(time(19, 30),))),
    ("change my reminder to 8pm", At(times=(time(20),))),
    ("change time to 8pm please", At(times=(time(20),))),
    ("move the reminder to 21:15", At(times=(time(21, 15),))),
    ("my reminder should be at 9pm", At(times=(time(21),))),
    ("could you remind me at 6 pm instead", At(times=(time(18),))),
    ("send me the reminder at 8 pm", At(times=(time(20),))),
    ("notify me at 9am", At(times=(time(9),))),
    ("text me at 9am", At(times=(time(9),))),
    ("set reminders for 6:45 am mon-fri", At(times=(time(6, 45),), days=MONDAY_TO_FRIDAY)),
    ("remind me every sunday at 10am", At(times=(time(10),), days=(SUN,))),
    ("remind me monday, wednesday and friday", At(days=THREE)),
    ("remind me on mon wed fri at 18:00", At(times=(time(18),), days=THREE)),
    ("mon wed fri 8pm", At(times=(time(20),), days=THREE)),
    ("mon, wed, fri at 20:00", At(times=(time(20),), days=THREE)),
    ("tue-thu 18:30", At(times=(time(18, 30),), days=(TUE, WED, THU))),
    ("mondays and thursdays at 19:00", At(times=(time(19),), days=(MON, THU))),
    ("monday through friday at 6am", At(times=(time(6),), days=MONDAY_TO_FRIDAY)),
    ("every day at 8 pm", At(times=(time(20),), days=DAILY)),
    ("daily at 20:00", At(times=(time(20),), days=DAILY)),
    ("weekends only at noon", At(times=(time(12),), days=WEEKEND)),
    ("only on weekends at noon", At(times=(time(12),), days=WEEKEND)),
    ("remind me from monday to thursday at 8 pm", At(times=(time(20),), days=(MON, TUE, WED, THU))),
    ("remind me friday to monday at noon", At(times=(time(12),), days=(MON, FRI, SAT, SUN))),
    ("remind me three times a week", At(days=THREE)),
    ("remind me daily", At(days=DAILY)),
    ("remind me at half past seven in the evening", At(times=(time(19, 30),))),
    ("remind me at lunch", At(times=(time(12),))),
    ("remind me every morning at 7", At(times=(time(7),), days=DAILY)),
    ("remnid me at 18:00", At(times=(time(18),))),
    ("reminde me at 7:30 on wekdays", At(times=HALF_PAST_SEVEN, days=MONDAY_TO_FRIDAY)),
    ("remind me to study every day at 8pm", At(times=(time(20),), days=DAILY)),
    ("remind me to code on weekdays at 18:00", At(times=(time(18),), days=MONDAY_TO_FRIDAY)),
    ("remind me to learn at 8pm", At(times=(time(20),))),
    ("make it 21:30", At(times=(time(21, 30),))),
    ("can we do 7pm", At(times=(time(19),))),
    ("8 pm would be better", At(times=(time(20),))),
    ("at 8pm instead", At(times=(time(20),))),
    ("7:30 pm please", At(times=(time(19, 30),))),
    # A part of the day is for the person to choose from
    ("remind me at 8 or 9 pm", At(times=(time(20), time(21)), vague=True)),
    ("remind me in the evening", At(times=EVENING, vague=True)),
    ("remind me when i wake up", At(times=MORNING, vague=True)),
    ("mornings are better", At(times=MORNING, vague=True)),
    ("evenings please", At(times=EVENING, vague=True)),
    # Days left out, and only some
    ("only on weekdays", At(days=MONDAY_TO_FRIDAY)),
    ("only monday and thursday", At(days=(MON, THU))),
    ("just mondays", At(days=(MON,))),
    ("not on sundays", At(not_on=(SUN,))),
    ("not on sundays either", At(not_on=(SUN,))),
    ("no sundays", At(not_on=(SUN,))),
    ("except fridays", At(not_on=(FRI,))),
    ("no reminders on weekends", At(not_on=WEEKEND)),
    ("i don't want reminders on sundays", At(not_on=(SUN,))),
    ("don't remind me on saturdays and sundays", At(not_on=WEEKEND)),
    ("could you please not remind me on fridays", At(not_on=(FRI,))),
    ("every day except sunday", At(days=DAILY, not_on=(SUN,))),
    ("daily except fridays at 8pm", At(times=(time(20),), days=DAILY, not_on=(FRI,))),
    ("remind me at 7:30 but not on sundays", At(times=HALF_PAST_SEVEN, not_on=(SUN,))),
    # What can't be done, and what can instead
    ("remind me every other day at noon", At(times=(time(12),), days=THREE, nearly=True)),
    ("every other day please", At(days=THREE, nearly=True)),
    ("remind me every second tuesday", Cannot(what="every_other")),
    ("remind me every two weeks", Cannot(what="every_other")),
    ("remind me once a month", Cannot(what="every_other")),
    ("remind me twice a day", Cannot(what="often")),
    ("remind me every hour", Cannot(what="often")),
    ("remind me more often", Cannot(what="often")),
    ("remind me at 8am and 8pm", Cannot(what="often", times=(time(8), time(20)))),
    ("remind me at 8pm IST", Cannot(what="zone")),
    ("remind me at 7 am EST", Cannot(what="zone")),
    ("remind me at 9 GMT+5", Cannot(what="zone")),
    ("remind me at 8 pm berlin time", Cannot(what="zone")),
    ("remind me at 8 pm new york time", Cannot(what="zone")),
    ("remind me at 8 pm my time", At(times=(time(20),))),
    ("remind me less often", Choose(what="days")),
    ("too many reminders", Choose(what="days")),
    ("once a week is enough", Choose(what="days")),
    ("my reminder comes too early", Choose(what="hour")),
    ("make it later", Choose(what="hour")),
    ("change the time", Choose(what="hour")),
    # Later, once
    ("snooze", Later(minutes=60)),
    ("later please", Later(minutes=60)),
    ("not now", Later(minutes=60)),
    ("i'll do it later", Later(minutes=60)),
    ("i'll do it in an hour", Later(minutes=60)),
    ("remind me in an hour", Later(minutes=60)),
    ("remind me again in 2 hours", Later(minutes=120)),
    ("remind me in half an hour", Later(minutes=30)),
    ("remind me in 20 minutes", Later(minutes=20)),
    ("remind me tomorrow", Later()),
    ("i'll do it tomorrow", Later()),
    ("snooze till tomorrow", Later()),
    ("not today", Later()),
    ("Tomorrow instead", Later()),
    ("i cant today", Later()),
    ("no time today", Later()),
    ("later today please", Later(minutes=60)),
    ("in an hour", Later(minutes=60)),
    ("in 2 hours", Later(minutes=120)),
    ("snooze until 6pm", Later(day=WEDNESDAY, at=time(18))),
    ("i'll do it at 8pm", Later(day=WEDNESDAY, at=time(20))),
    ("remind me tonight", Later(day=WEDNESDAY, at=time(20))),
    ("remind me tonight at 9", Later(day=WEDNESDAY, at=time(21))),
    ("remind me tomorrow at 8 am", Later(day=date(2026, 3, 5), at=time(8))),
    ("remind me on friday", Later(day=date(2026, 3, 6))),
    ("remind me friday at 6pm", Later(day=date(2026, 3, 6), at=time(18))),
    ("remind me in 2 days", Later(day=date(2026, 3, 6))),
    ("remind me next week", Later(day=date(2026, 3, 9))),
    ("remind me at the weekend", Later(day=date(2026, 3, 7))),
    ("remind me on 10 march at 8", Later(day=date(2026, 3, 10), at=time(8))),
    ("an hour later please", Shift(minutes=60, daily=False)),
    ("half an hour later", Shift(minutes=30, daily=False)),
    ("30 minutes earlier", Shift(minutes=-30, daily=True)),
    ("move my reminder an hour later", Shift(minutes=60, daily=True)),
    ("push it back an hour", Shift(minutes=60, daily=True)),
    # The end of it
    ("stop reminding me", Stop()),
    ("ok stop reminding me", Stop()),
    ("stop the reminders!", Stop()),
    ("no more reminders", Stop()),
    ("turn reminders off", Stop()),
    ("turn off notifications", Stop()),
    ("i don't want reminders anymore", Stop()),
    ("i don't want to be reminded anymore", Stop()),
    ("stop bugging me", Stop()),
    ("stop sending me messages", Stop()),
    ("don't message me again", Stop()),
    ("leave me alone", Stop()),
    ("unsubscribe", Stop()),
    ("opt out", Stop()),
    ("dont stop reminding me", Show()),
    ("i don't like the reminders much", Show()),
    # Silent until a day
    ("pause till monday", Pause(until=date(2026, 3, 9))),
    ("pause untill next week", Pause(until=date(2026, 3, 9))),
    ("pause until wednesday", Pause(until=date(2026, 3, 11))),
    ("pause until 15 march", Pause(until=date(2026, 3, 15))),
    ("pause reminders until the 15th", Pause(until=date(2026, 3, 15))),
    ("pause till the weekend", Pause(until=date(2026, 3, 7))),
    ("pause for the weekend", Pause(until=date(2026, 3, 9))),
    ("pause till end of march", Pause(until=date(2026, 4, 1))),
    ("pause this month", Pause(until=date(2026, 4, 1))),
    ("take a break until april", Pause(until=date(2026, 4, 1))),
    ("i need a break for a week", Pause(until=date(2026, 3, 11))),
    ("give me a break until monday", Pause(until=date(2026, 3, 9))),
    ("pause reminders for 2 weeks", Pause(until=date(2026, 3, 18))),
    ("no reminders for 2 weeks", Pause(until=date(2026, 3, 18))),
    ("stop reminding me for a week", Pause(until=date(2026, 3, 11))),
    ("stop reminders until friday", Pause(until=date(2026, 3, 6))),
    ("i'm on vacation until monday", Pause(until=date(2026, 3, 9))),
    ("i'm on holiday until 5 august", Pause(until=date(2026, 8, 5))),
    ("im sick this week", Pause(until=date(2026, 3, 9))),
    ("i have exams until 20 march", Pause(until=date(2026, 3, 20))),
    ("mute for 3 days", Pause(until=date(2026, 3, 7))),
    ("don't bug me today", Pause(until=date(2026, 3, 5))),
    ("no reminders today", Pause(until=date(2026, 3, 5))),
    ("i dont want a reminder today", Pause(until=date(2026, 3, 5))),
    ("leave me alone this week", Pause(until=date(2026, 3, 9))),
    ("pause", Pause(until=None)),
    ("pause until i say so", Pause(until=None)),
    # Silent on dates
    ("dont remind me tomorrow", Skip(days=(date(2026, 3, 5),))),
    ("skip tomorrow", Skip(days=(date(2026, 3, 5),))),
    ("skip monday", Skip(days=(date(2026, 3, 9),))),
    ("no reminder on friday", Skip(days=(date(2026, 3, 6),))),
    ("dont remind me on 5 march", Skip(days=(date(2026, 3, 5),))),
    ("no reminders this weekend", Skip(days=(date(2026, 3, 7), date(2026, 3, 8)))),
    ("i am away next week", Skip(days=dates(date(2026, 3, 9), 7))),
    ("i'm away from 10 to 12 march", Skip(days=dates(date(2026, 3, 10), 3))),
    ("no reminders from 30 march to 2 april", Skip(days=dates(date(2026, 3, 30), 4))),
    ("no reminders in august", Skip(days=dates(date(2026, 8, 1), 31))),
    ("no reminders in february", Skip(days=dates(date(2027, 2, 1), 28))),
    ("dont remind me on my birthday", Cannot(what="which_date")),
    # On again
    ("resume reminders", Resume()),
    ("turn reminders back on", Resume()),
    ("turn them back on", Resume()),
    ("switch it on again", Resume()),
    ("start reminding me again", Resume()),
    ("unpause", Resume()),
    # Quiet hours
    ("quiet hours from 22 to 7", Hush(start=time(22), end=time(7))),
    ("quiet 10pm to 7am", Hush(start=time(22), end=time(7))),
    ("dont disturb me between 23:00 and 8:00", Hush(start=time(23), end=time(8))),
    ("don't message me from 10 to 7", Hush(start=time(22), end=time(7))),
    ("i sleep from 23 to 7", Hush(start=time(23), end=time(7))),
    ("quiet after 9 pm", Hush(start=time(21), end=None)),
    ("don't write me after 10", Hush(start=time(22), end=None)),
    ("nothing before 8 am", Hush(start=None, end=time(8))),
    ("no reminders at night", Hush(start=time(22), end=time(7))),
    ("no quiet hours", Hush(start=None, end=None)),
    # What is done, asked and shown
    ("done", DidIt()),
    ("did it", DidIt()),
    ("done for today", DidIt()),
    ("i finished my step", DidIt()),
    ("i did it yesterday", DidIt(days_ago=1)),
    ("i studied yesterday", DidIt(days_ago=1)),
    ("quiz me", Practise()),
    ("my streak", MyStreak()),
    ("how long is my streak?", MyStreak()),
    ("turn off streak", MyStreak(on=False)),
    ("stop counting my streak", MyStreak(on=False)),
    ("start a streak", MyStreak(on=True)),
    ("count my days in a row", MyStreak(on=True)),
    ("how many freeze days do i have", MyStreak()),
    ("when does my day end?", MyStreak()),
    ("my day ends at 3", MyStreak(day_ends=time(3))),
    ("my day ends at midnight", MyStreak(day_ends=time(0))),
    ("my day ends at noon", MyStreak()),
    ("what did i say i would do?", MyPromises()),
    ("my promises", MyPromises()),
    ("reminders", Show()),
    ("when do you remind me?", Show()),
    ("when is my next reminder?", Show()),
    ("what time do you remind me", Show()),
    ("remind me to drink water", Show(unclear=True)),
    ("remind me at 25:00", Show(unclear=True)),
    ("remind me sometime", Show(unclear=True)),
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
            "every tuesday",
            "8pm",
            "an hour",
            "later on i want to learn sql",
            "i have exams",
            "i need a break",
            "i am in berlin",
            "that is wrong",
            "pause the video how",
            "not on my own",
            "no degree",
            "too late for me?",
            "do i have to code every day",
            "nothing",
            "i work from 9 to 17",
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
    assert_sound(wish, today)
    assert isinstance(is_about_reminders(text), bool)


_PARTS = (
    "remind me stop pause until till for on not only every weekdays sunday mon-fri 7:30 8pm"
    " at in the evening a week tomorrow quiet from to 22 7 an hour please reminders ? skip no later"
    " earlier make it snooze i'm away next 31 february the 29th other day after weekend - and"
)
PARTS = st.sampled_from(_PARTS.split())


@given(words=st.lists(PARTS, max_size=9), today=st.dates(date(2020, 1, 1), date(2100, 1, 1)))
def test_any_order_of_such_words_is_read_without_a_fault(words: list[str], today: date) -> None:
    assert_sound(read_wish(" ".join(words), today), today)


def assert_sound(wish: Wish | None, today: date) -> None:
    match wish:
        case At():
            assert wish.times or wish.days or wish.not_on
        case Later():
            assert wish.minutes is None or 0 < wish.minutes <= 24 * 60
            assert wish.day is None or today <= wish.day <= today + timedelta(days=366)
        case Shift():
            assert 0 < abs(wish.minutes) <= 12 * 60
        case Pause():
            assert wish.until is None or wish.until > today
        case Skip():
            assert 0 < len(wish.days) <= 92
            assert wish.days == tuple(sorted(set(wish.days)))
            assert wish.days[0] >= today
