"""The matcher on the real answers: pairs that letters can't tell apart, people's ways to ask."""

import time

import pytest

from knowledge.matcher import Matcher, Outcome
from tests.knowledge.matcher.conftest import Ask


@pytest.mark.parametrize(
    ("question", "id_"),
    [
        ("do i not need git", "skip-git"),
        ("do i need git", "need-git"),
        ("how long to learn java", "learn-java"),
        ("how long to learn javascript", "learn-javascript"),
        ("java", "learn-java"),
        ("javascript", "learn-javascript"),
        ("what is docker", "what-is-docker"),
        ("what is docker compose", "what-is-docker-compose"),
        ("do i need docker", "learn-docker"),
        ("do i need docker compose", "learn-docker-compose"),
        ("how do i quit my job", "quit-my-job"),
        ("how do i get a job", "get-job"),
        ("C", "learn-c"),
        ("C++", "learn-cpp"),
        ("C#", "learn-csharp"),
        ("should i learn C?", "learn-c"),
        ("should i learn C++?", "learn-cpp"),
        ("should i learn C#?", "learn-csharp"),
        ("what is sql", "what-is-sql"),
        ("what is nosql", "what-is-nosql"),
        ("what is http", "what-is-http"),
        ("what is https", "what-is-https"),
        ("am i too old", "too-old"),
        ("am i too young", "too-young"),
        ("how much does a bootcamp cost", "bootcamp-cost"),
        ("how long is a bootcamp", "time-bootcamp"),
    ],
)
@pytest.mark.parametrize("dress", ["{}", "{}?", "  {}!!  "])
def test_pairs_that_differ_in_a_word_land_right(
    ask: Ask, question: str, id_: str, dress: str
) -> None:
    assert ask(dress.format(question)) == id_


@pytest.mark.parametrize(
    ("question", "id_"),
    [
        ("is a bootcmap worth it", "bootcamp"),
        ("wat is an api", "what-is-api"),
        ("HOW MUCH DO BACKEND DEVS EARN", "pay-us"),
        ("can i become a developer at 45", "too-old"),
        ("résumé tips", "resume"),
        ("re\u0301sume\u0301 tips", "resume"),
        ("i want to kill myself", "crisis"),
        ("what is kuberntes", "what-is-kubernetes"),
        ("do i realy need a degre", "degree-needed"),
    ],
)
def test_questions_as_people_type_them_are_answered(real: Matcher, question: str, id_: str) -> None:
    found = real.find(question)
    assert found.matches[0].id == id_
    assert found.outcome is not Outcome.UNKNOWN


@pytest.mark.parametrize(
    "question",
    ["?", "🙂", "!!!", "ภาษาไทย", "what will the weather be", "recipe for soup", "asdf ghjk qwer"],
)
def test_what_nobody_wrote_about_is_unknown(real: Matcher, question: str) -> None:
    """Cases 54 and 55."""
    assert real.find(question).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    "question",
    [
        "my python shed its skin",
        "cookies with raisins or without",
        "how do i oil a wooden table",
        "the queue at the bakery is too long",
        "am i too old to be a pilot",
        "will ai replace dentists",
        "a good book about sailing",
        "my wifi is down again",
    ],
)
def test_our_words_and_our_ways_to_ask_are_no_answer_on_other_subjects(
    real: Matcher, question: str
) -> None:
    assert real.find(question).outcome is not Outcome.ANSWER


@pytest.mark.parametrize(
    ("question", "id_"),
    [
        ("can i switch inside my company", "neighbour-job"),
        ("difference between qa and backend", "qa-field"),
        ("how much do backend devs earn in germany", "pay-elsewhere"),
        ("is this even realistic at 38?", "too-old"),
        ("what is a cookie in a browser", "what-is-cookie"),
        ("will ai replace developers", "ai-and-juniors"),
        ("i'm a nurse, can i become a developer", "career-changer"),
    ],
)
def test_what_is_nearly_another_question_is_answered(
    real: Matcher, question: str, id_: str
) -> None:
    found = real.find(question)
    assert (found.outcome, found.matches[0].id) == (Outcome.ANSWER, id_)


def test_a_question_in_a_long_text_is_read_in_time(real: Matcher) -> None:
    start = time.perf_counter()
    real.find("what is docker? " + "and so on " * 400)
    assert time.perf_counter() - start < 0.25
