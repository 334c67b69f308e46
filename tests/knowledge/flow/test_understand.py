"""Typed answers: what each kind keeps, and what is said of what it can't keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from knowledge.flow.model import Kind, Question
from knowledge.flow.readings import Ambiguous, Misread, Understood
from knowledge.flow.values import fits
from tests.knowledge.flow.flows import backend, question
from tests.knowledge.flow.reading import read

AGE = question("age", Kind.NUMBER, range=(10, 99))
QUESTIONS = [asked for name in ("start", "fit") for asked in backend(name).questions]
TASHKENT: JsonValue = {"city": "Tashkent", "country": "UZ", "zone": "Asia/Tashkent"}


@pytest.mark.parametrize(
    ("asked", "text", "value"),
    [
        (AGE, "27", 27),
        (AGE, "about 12", 12),
        (AGE, "٣٠", 30),
        ("hours", "6", [6, 6]),
        ("hours", "6?", [6, 6]),
        ("hours", "how about 6", [6, 6]),
        ("hours", "6, sometimes 2", [6, 2]),
        ("hours", "6 but only 2 in bad weeks", [6, 2]),
        ("hours", "2, sometimes 6", [2, 6]),
        ("hours", "6 or 4", [4, 6]),
        ("hours", "12-10", [10, 12]),
        ("hours", "10-12", [10, 12]),
        ("hours", "ten", [10, 10]),
        ("hours", "٣", [3, 3]),
        ("target", "next summer", "2027-08-31"),
        ("target", "2028", "2028-12-31"),
        ("reminder", "8:30 pm", "20:30"),
        ("reminder", "10 in the evening", "22:00"),
        ("place", "Tashkent", TASHKENT),
        ("place", "i live in tashkent", TASHKENT),
        ("place", "Uzbekistan", {"city": None, "country": "UZ", "zone": "Asia/Tashkent"}),
    ],
)
def test_each_kind_keeps_its_own_value(asked: Question | str, text: str, value: JsonValue) -> None:
    assert read(asked, text) == Understood(value=value)


@pytest.mark.parametrize(
    ("asked", "text", "reason"),
    [
        (AGE, "²", "flow.misread.number"),
        (AGE, "7", "flow.misread.number.range"),
        ("hours", "27 is too old?", "flow.misread.hours.not_understood"),
        ("hours", "²", "flow.misread.hours.not_understood"),
        ("hours", "lots", "flow.misread.hours.vague"),
        ("hours", "0", "flow.misread.hours.no_hours"),
        ("hours", "200", "flow.misread.hours.too_many_hours"),
        ("hours", "not sure", "flow.misread.unsure"),
        ("hours", "skip", "flow.not_optional"),
        ("target", "yesterday", "flow.misread.date.past"),
        ("target", "31 february 2027", "flow.misread.date.not_a_date"),
        ("target", "soon", "flow.misread.date.vague"),
        ("reminder", "25:00", "flow.misread.clock.not_a_time"),
        ("place", "asdfghjkl", "flow.misread.place.not_understood"),
        ("name", "...", "flow.misread.text.nothing"),
        ("name", "x" * 65, "flow.misread.text.long"),
        ("place", "x" * 4096, "flow.misread.long"),
    ],
)
def test_what_can_not_be_kept_is_said_specifically(
    asked: Question | str, text: str, reason: str
) -> None:
    outcome = read(asked, text)
    assert isinstance(outcome, Misread)
    assert outcome.reason == reason


@pytest.mark.parametrize(
    ("asked", "text", "reason", "first"),
    [
        (AGE, "20-30", "flow.which.number", 20),
        ("reminder", "half past seven", "flow.which.clock.morning_or_evening", "07:30"),
        ("reminder", "evening", "flow.which.clock.vague", "18:00"),
        ("target", "01/05/2027", "flow.which.date.day_or_month", "2027-05-01"),
    ],
)
def test_what_may_mean_several_values_is_asked(
    asked: Question | str, text: str, reason: str, first: JsonValue
) -> None:
    outcome = read(asked, text)
    assert isinstance(outcome, Ambiguous)
    assert (outcome.reason, outcome.options[0].value) == (reason, first)


def test_case_37_an_abbreviation_is_never_guessed() -> None:
    outcome = read("place", "IST")
    assert isinstance(outcome, Ambiguous)
    zones = [o.value["zone"] for o in outcome.options if isinstance(o.value, dict)]
    assert {"Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"} <= set(zones)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        *(("target", text) for text in ("skip", "Later!", "pass", "no date", "idk", "not sure")),
        *(("reminder", text) for text in ("no", "never", "no reminders", "off", "none")),
        *(("place", text) for text in ("rather not say", "don't want to tell", "no")),
        *(("name", text) for text in ("skip", "no", "nothing")),
        *(("languages", text) for text in ("skip", "skipp", "sikp", "i don't know", "later")),
        ("git", "no idea"),
    ],
)
def test_an_optional_question_is_skipped_in_many_words(asked: str, text: str) -> None:
    assert read(asked, text) == Understood(value=None)


@pytest.mark.parametrize(
    ("asked", "text", "value"),
    [("path", "i don't know", "unsure"), ("languages", "none", ["none"]), ("git", "no", "none")],
)
def test_the_name_of_a_choice_never_skips(asked: str, text: str, value: JsonValue) -> None:
    assert read(asked, text) == Understood(value=value)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("My name is Bob", "Bob"),
        ("call me Ann!", "Ann"),
        ("i’m José", "José"),
        ("Hi, I'm Lee.", "Lee"),
        ("Bob?", "Bob"),
        ("Imani", "Imani"),
        ("Itsuki", "Itsuki"),
        ("  Anna \n Maria ", "Anna Maria"),
        # Case 16: what breaks markup is kept, and escaped where it is shown.
        ("Ola >_<", "Ola >_<"),
        ("<b>x</b>", "<b>x</b>"),
        ("_i", "_i"),
        # Case 57 has NUL; other signs turn the writing around.
        ("a\x00b", "ab"),
        ("\u202egnp\u202c.exe", "gnp.exe"),
        ("\u2066Ali\u2069", "Ali"),
        ("Z\u0300\u0301\u0302\u0303\u0304\u0305al", "Z\u0300\u0301\u0302al"),
        # joiners that belong to the writing stay
        (
            "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627",
            "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627",
        ),
        ("👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"),
        ("สมชาย", "สมชาย"),
    ],
)
def test_names_are_cleaned_and_freed_of_what_stands_before_them(text: str, name: str) -> None:
    assert read("name", text) == Understood(value=name)


@pytest.mark.parametrize(
    "text",
    [
        "my name is",
        "I am",
        "hello!",
        "\u200b",
        "\u3164",
        "\u2800\u2800",
        "\u202e",
        "!!!",
        " ",
        "\x00",
    ],
)
def test_a_name_must_be_visible(text: str) -> None:
    assert read("name", text) == Misread(reason="flow.misread.text.nothing")


@given(text=st.text(max_size=300))
def test_a_kept_name_is_one_visible_line_within_its_limit(text: str) -> None:
    outcome = read("name", text)
    if isinstance(outcome, Understood) and outcome.value is not None:
        name = outcome.value
        assert isinstance(name, str)
        assert 0 < len(name) <= 64
        assert name == " ".join(name.split())
        assert not set(name) & set("\x00\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200f")


PARTS = ["6", "10", "20:30", "am", "pm", "half past", "next summer", "2028", "hours", "tashkent"]
TYPED = st.text(max_size=60) | st.lists(st.sampled_from([*PARTS, ",", "or"]), max_size=6).map(
    " ".join
)


@given(asked=st.sampled_from(QUESTIONS), text=TYPED)
def test_whatever_is_understood_can_be_kept(asked: Question, text: str) -> None:
    outcome = read(asked, text)
    if isinstance(outcome, Understood):
        assert fits(asked, outcome.value)
    elif isinstance(outcome, Ambiguous):
        assert outcome.options
        assert all(fits(asked, option.value) for option in outcome.options)
        assert all(option.label for option in outcome.options)
