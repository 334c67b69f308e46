"""What is a question of the person's own in the middle of a flow, and what an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.flow.interruption import asks_first
from knowledge.flow.model import CHOOSING, Question
from tests.knowledge.flow.flows import backend, of_backend

QUESTIONS = [asked for name in ("start", "fit") for asked in backend(name).questions]


@pytest.mark.parametrize(
    ("at", "text"),
    [
        # with a number in it
        ("hours", "27 is too old?"),
        ("hours", "is 6 hours enough"),
        ("hours", "6 hours, is that enough"),
        ("hours", "6 hours. is it enough?"),
        ("hours", "ten hours and what is git?"),
        ("hours", "im 45 am i too old"),
        ("hours", "5 hours enough?"),
        ("hours", "10 hours ok?"),
        ("hours", "will 10 be enough"),
        ("hours", "i have 6 hours but is it worth it"),
        ("hours", "6 why"),
        # without its mark, misspelt, polite, or told as a statement
        ("hours", "what is git"),
        ("target", "i dont understand server"),
        ("web", "i still don't really understand apis"),
        ("hours", "wht is api"),
        ("hours", "how much per day"),
        ("hours", "can i change it later"),
        ("hours", "so hello, do i need maths"),
        ("hours", "ok but how long does it take"),
        ("hours", "i want to know how long it takes"),
        ("hours", "tell me about bootcamps"),
        ("hours", "difference between sql and nosql"),
        ("hours", "what is git\N{FULLWIDTH QUESTION MARK}"),
        # about the choices themselves
        ("languages", "what is python"),
        ("languages", "is python good"),
        ("languages", "python or java?"),
        ("languages", "what about python?"),
        ("languages", "java vs python"),
        ("languages", "i know python, is it enough"),
        ("languages", "python, is it good?"),
        ("languages", "none is that ok"),
        ("standing", "history degree, does it count"),
        ("standing", "full stack vs backend whats the diff"),
        ("git", "what is git"),
        ("git", "git?"),
        ("path", "how much is a bootcamp"),
        ("path", "is bootcamp worth it"),
        ("path", "self study or bootcamp?"),
        ("can_pay", "no idea how much it costs"),
        # about the typed ones
        ("name", "why do you need my name"),
        ("name", "what should i write"),
        ("place", "where is tashkent?"),
        ("place", "why do you need that"),
        ("place", "united kingdom, why?"),
        ("target", "when can i be ready"),
        ("target", "is next year possible?"),
        ("reminder", "will you spam me"),
    ],
)
def test_a_question_comes_first(at: str, text: str) -> None:
    assert asks_first(of_backend(at), text)


@pytest.mark.parametrize(
    ("at", "text"),
    [
        ("hours", "6?"),
        ("hours", "maybe ten?"),
        ("hours", "how about 6?"),
        ("hours", "6, when i can"),
        ("hours", "can do 6 hours"),
        ("hours", "it depends"),
        ("hours", "lots?"),
        ("languages", "Python?"),
        ("languages", "pyhton?"),
        ("languages", "c++?"),
        ("languages", "all of them?"),
        ("languages", "the second one?"),
        ("languages", "python and sql"),
        ("git", "i don't know what git is"),
        ("git", "never?"),
        ("path", "not sure?"),
        ("path", "which is best"),
        ("path", "what do you recommend"),
        ("can_pay", "yes?"),
        ("name", "Will"),
        ("name", "Will Young"),
        ("name", "Bob?"),
        ("name", "my name is What"),
        ("name", "can i skip this"),
        ("place", "tashkent?"),
        ("place", "Nice"),
        ("target", "next summer?"),
        ("target", "what about 2028?"),
        ("target", "as soon as possible"),
        ("reminder", "8pm?"),
        ("reminder", "no?"),
    ],
)
def test_an_answer_stays_an_answer(at: str, text: str) -> None:
    assert not asks_first(of_backend(at), text)


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.id)
@pytest.mark.parametrize("mark", ["", "?", " ?", "\N{FULLWIDTH QUESTION MARK}"])
def test_labels_and_suggestions_are_answers_with_any_mark(asked: Question, mark: str) -> None:
    for text in (*(choice.label for choice in asked.choices), *asked.suggestions):
        assert not asks_first(asked, text + mark), text


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.id)
def test_every_name_of_a_choice_is_an_answer(asked: Question) -> None:
    for choice in asked.choices:
        for name in choice.names:
            assert not asks_first(asked, name), name


@given(asked=st.sampled_from(QUESTIONS), text=st.text(max_size=80))
def test_any_text_is_judged_without_an_error(asked: Question, text: str) -> None:
    assert asks_first(asked, text) in {True, False}


@given(asked=st.sampled_from([one for one in QUESTIONS if one.kind in CHOOSING]))
def test_signs_alone_ask_nothing(asked: Question) -> None:
    assert not any(asks_first(asked, sign) for sign in ("?", "???", "🙂", "…", ""))
