"""A mind that is changed within one message, and wishes to change an earlier answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.flow.changing import Change, wanted_change
from knowledge.flow.correction import concluded, corrected
from tests.knowledge.flow.flows import of_backend


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("no wait, 8", "8"),
        ("actually make it 5", "5"),
        ("5 no 6", "6"),
        ("6 i mean 8", "8"),
        ("sorry 7", "7"),
        ("no, 7pm", "7pm"),
        ("8pm no 9pm", "9pm"),
        ("8 pm sorry 9 pm", "9 pm"),
        ("7 pm instead", "7 pm"),
        ("10 instead of 6", "10"),
        ("not 8, 9pm", "9pm"),
        ("i said 6 but 10", "10"),
        ("set it to 8pm", "8pm"),
        ("2027, no 2028", "2028"),
        ("school no wait degree", "degree"),
        ("bachelor no wait master", "master"),
        ("python - no wait - java", "java"),
        ("berlin no wait paris no wait rome", "rome"),
        ("ann, sorry, anna", "anna"),
    ],
)
def test_what_stands_behind_the_last_sign_counts(text: str, meant: str) -> None:
    assert corrected(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        *("no more than 5", "no idea", "no", "sorry", "wait", "no wait", "no python", "not sure"),
        *("i wait tables", "not actually working", "rather not say", "i actually work in it"),
        *("not python, java or sql", "don't make it hard", "6, sometimes 2", "", "🙂"),
    ],
)
def test_what_is_no_correction_is_left_alone(text: str) -> None:
    assert corrected(text) is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("i have two kids, so 4", "4"),
        ("i work full time so maybe 6", "6"),
        ("sure, 8 pm", "8 pm"),
        ("yes please at 8pm", "at 8pm"),
        ("yes", None),
        ("8 pm", None),
        ("so so", None),
    ],
)
def test_a_story_or_a_yes_leads_up_to_the_answer(text: str, left: str | None) -> None:
    assert concluded(text) == left


@given(st.text(max_size=60))
def test_whatever_is_typed_becomes_shorter_or_stays(text: str) -> None:
    plain = " ".join(text.split())
    for meant in (corrected(plain), concluded(plain)):
        assert meant is None or (0 < len(meant) < len(plain) and meant in plain)


@pytest.mark.parametrize("text", ["0\r\x850", " 8 pm ", "in\n2 years"])
def test_blanks_alone_make_no_correction(text: str) -> None:
    assert corrected(text) is None


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("change my hours to 10", Change(question="hours", value="10")),
        ("please change my hours to 4-8!", Change(question="hours", value="4-8")),
        ("I want to change my name to Ola", Change(question="name", value="Ola")),
        ("update the city: Paris", Change(question="place", value="Paris")),
        ("change city", Change(question="place")),
        ("can you change my hours a week", Change(question="hours")),
        ("i changed my mind about hours, make it 3", Change(question="hours", value="3")),
        ("change my mind about my city", Change(question="place")),
        ("sorry, changed my mind about the hours: it's 4-8", Change(question="hours", value="4-8")),
        ("i changed my mind", None),
        ("changed my mind about coding", None),
        ("fix my answer to hours", None),
        ("change my career", None),
        ("how do i change my hours", None),
        ("10", None),
        ("my hours are bad", Change(question="hours", value="bad", only_told=True)),
    ],
)
def test_an_answer_is_changed_by_what_people_call_it(text: str, change: Change | None) -> None:
    questions = [of_backend(id_) for id_ in ("hours", "name", "place", "target")]
    assert wanted_change(questions, text) == change
