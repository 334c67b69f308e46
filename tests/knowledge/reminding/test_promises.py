"""Promises: what people say they will do, the day they name, and what only looks like it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reminding.promises import read_promise

WEDNESDAY = date(2026, 3, 4)
WED, THU, FRI, SAT, SUN, MON = (WEDNESDAY + timedelta(days=by) for by in range(6))

FIRM: list[tuple[str, str, date]] = [
    ("i'll do two exercises tonight", "do two exercises", WED),
    ("I'll do TWO exercises tonight!", "do TWO exercises", WED),
    ("i’ll do two exercises later today", "do two exercises", WED),
    ("ill do it this evening", "do it", WED),
    ("tomorrow i will finish the git chapter", "finish the git chapter", THU),
    ("Tomorrow, I will finish the Git chapter.", "finish the Git chapter", THU),
    ("tomorow i will finish the git chapter", "finish the git chapter", THU),
    ("i will finish the git chapter tmrw morning", "finish the git chapter", THU),
    ("gonna read about http on saturday", "read about http", SAT),
    ("im gonna practise sql after work", "practise sql after work", WED),
    ("i'm going to build a small API this weekend", "build a small API", SUN),
    ("i am going to work on my project tomorrow", "work on my project", THU),
    ("ok so i'll read chapter 3 on fri", "read chapter 3", FRI),
    ("i think i'll do the http chapter on sunday", "do the http chapter", SUN),
    ("i promise to do 20 minutes tonight", "do 20 minutes", WED),
    ("will do two exercises tonight", "do two exercises", WED),
    ("i'll push it at 8pm", "push it at 8pm", WED),
    ("in two days i'll finish the loops", "finish the loops", FRI),
    ("i'll have a look at http tomorrow", "have a look at http", THU),
    ("i'll be studying loops tomorrow", "studying loops", THU),
    ("i will send my cv the day after tomorrow", "send my cv", FRI),
    ("going to finish git by the end of the week", "finish git", SUN),
    ("next week i will start sql", "start sql", date(2026, 3, 15)),
    ("on the 10th i will send my cv", "send my cv", date(2026, 3, 10)),
    ("i will send my cv by 20 march", "send my cv", date(2026, 3, 20)),
    ("i'll repeat loops on friday and saturday", "repeat loops on friday and saturday", SAT),
    ("tomorrow: git chapter, 2 exercises", "git chapter, 2 exercises", THU),
]

LOOSE: list[tuple[str, str, date]] = [
    ("i want to finish the sql course by friday", "finish the sql course", FRI),
    ("i plan to read about http on monday", "read about http", MON),
    ("i'm doing two exercises tonight", "doing two exercises", WED),
    ("i'd like to push my project tomorrow", "push my project", THU),
]

WISHED: list[tuple[str, str, date | None]] = [
    ("remind me to push my project on friday", "push my project", FRI),
    ("remind me on friday to push my project", "push my project", FRI),
    ("Can you remind me tomorrow to call my mentor?", "call my mentor", THU),
    ("pls remind me that i have to send my cv on monday", "send my cv", MON),
    ("remind me about the meetup on thursday", "the meetup", THU),
    ("don't let me forget to push the code tonight", "push the code", WED),
    ("set a reminder to send my cv in a week", "send my cv", date(2026, 3, 11)),
    ("remind me to register for the exam on 1 june", "register for the exam", date(2026, 6, 1)),
    ("remind me to drink water", "drink water", None),
]

NO_PROMISES = [
    "",
    "?",
    "tomorrow",
    "tonight",
    "will i finish tomorrow?",
    "i will finish tomorrow?",
    "i will start on monday, is that ok?",
    "can i finish tomorrow",
    "what will i do tomorrow",
    "should i do two exercises tonight",
    "how do i study tonight",
    "when will i be done",
    "tomorrow: what should i do",
    "i will do git tomorrow but how do i begin",
    "i will finish the git chapter",
    "i will be on holiday tomorrow",
    "i'll be busy tonight",
    "i will not study tomorrow",
    "i won't study tomorrow",
    "i hope i will not fail tomorrow",
    "i will have an interview tomorrow",
    "tomorrow i have an interview",
    "i'm going to bed",
    "i'm going to school tomorrow",
    "i'm going to quit tomorrow",
    "i will kill myself tonight",
    "i'm going to give up today",
    "i will become a developer by friday",
    "i want to be a developer by friday",
    "i will learn python in 2028",
    "i will get a job in june",
    "i will finish in 2 years",
    "i will study every day",
    "i will study on weekdays",
    "i will study 6 hours a week",
    "see you tomorrow",
    "i will see you tomorrow",
    "remind me tomorrow",
    "remind me at 8",
    "remind me on weekdays at 8",
    "remind me to drink water every day",
    "remind me to study twice a day",
    "remind me what an api is",
    "remind me why i do this",
]


@pytest.mark.parametrize(("text", "deed", "day"), FIRM, ids=[one[0] for one in FIRM])
def test_what_is_said_plainly(text: str, deed: str, day: date) -> None:
    found = read_promise(text, WEDNESDAY)
    assert found is not None
    assert (found.text, found.day, found.firm, found.wished) == (deed, day, True, False)


@pytest.mark.parametrize(("text", "deed", "day"), LOOSE, ids=[one[0] for one in LOOSE])
def test_what_is_planned(text: str, deed: str, day: date) -> None:
    found = read_promise(text, WEDNESDAY)
    assert found is not None
    assert (found.text, found.day, found.firm, found.wished) == (deed, day, False, False)


@pytest.mark.parametrize(("text", "deed", "day"), WISHED, ids=[one[0] for one in WISHED])
def test_what_a_reminder_is_wished_of(text: str, deed: str, day: date | None) -> None:
    found = read_promise(text, WEDNESDAY)
    assert found is not None
    assert (found.text, found.day, found.firm, found.wished) == (deed, day, True, True)


@pytest.mark.parametrize("text", NO_PROMISES)
def test_what_only_looks_like_it(text: str) -> None:
    assert read_promise(text, WEDNESDAY) is None


def test_what_else_a_text_says_is_kept_apart() -> None:
    found = read_promise("I did it! Tomorrow I will do the next one.", WEDNESDAY)
    assert found is not None
    assert (found.text, found.besides) == ("do the next one", "I did it")


def test_a_story_is_no_promise() -> None:
    assert read_promise("i will " + "really " * 40 + "do it tomorrow", WEDNESDAY) is None
    assert read_promise("Well. " * 5 + "I will do it tomorrow.", WEDNESDAY) is None


_PARTS = (
    "i will i'll remind me to tomorrow tonight on friday by the 10th 31st next week weekend in two"
    " days a few 29 february : . ! ? do git and saturday promise gonna be not at 8pm 2026-03-09"
)


@given(
    words=st.lists(st.sampled_from(_PARTS.split()), max_size=12),
    today=st.dates(date(2020, 1, 1), date(2100, 1, 1)),
)
def test_any_order_of_such_words_is_read_without_a_fault(words: list[str], today: date) -> None:
    assert_sound(" ".join(words), today)


@given(text=st.text(max_size=300), today=st.dates(date(2020, 1, 1), date(2100, 1, 1)))
def test_any_text_is_a_promise_or_none(text: str, today: date) -> None:
    assert_sound(text, today)
    assert_sound(f"tomorrow i will {text}", today)


def assert_sound(text: str, today: date) -> None:
    found = read_promise(text, today)
    if found is not None:
        assert 0 < len(found.text) <= 200
        assert found.text in " ".join(text.split()) or found.day is not None
        assert found.day is None or timedelta(0) <= found.day - today <= timedelta(days=366)
