"""Questions on other subjects: known by examples that a coach wrote, and never answered."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.answers import Answer
from knowledge.matcher import Matcher, Outcome, asked_apart, build, quick, ready
from tests.knowledge.matcher.conftest import SMALL, answers

KITCHEN = (
    "how do i bake bread",
    "recipe for tomato soup",
    "how long do i boil rice",
    "what can i cook with eggs",
    "how do i clean the oven",
    "which wine goes with fish",
)
CAREERS = ("how do i become a nurse", "how much does a dentist earn", "what does a pilot earn")


def elsewhere(**phrasings: tuple[str, ...]) -> Mapping[str, Answer]:
    """Return entries on other subjects by id."""
    return {id_: replace(one, elsewhere=True) for id_, one in answers(**phrasings).items()}


BOTH = {**elsewhere(kitchen=KITCHEN, careers=CAREERS), **SMALL}


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return build(BOTH)


@pytest.mark.parametrize(
    ("question", "id_"),
    [("how do i bake bread", "kitchen"), ("how do i cook rice", "kitchen")],
)
def test_a_question_on_another_subject_is_unknown_and_says_which(
    matcher: Matcher, question: str, id_: str
) -> None:
    found = matcher.find(question)
    assert found.outcome is Outcome.UNKNOWN
    assert found.elsewhere == id_
    assert {match.id for match in found.matches} <= set(SMALL)


def test_what_letters_and_words_would_answer_is_refused(matcher: Matcher, small: Matcher) -> None:
    asked = "how much does a nurse earn"
    assert small.find(asked).matches[0].score > matcher.find(asked).matches[0].score
    assert matcher.find(asked).outcome is not Outcome.ANSWER


@pytest.mark.parametrize("id_", sorted(SMALL))
def test_answers_are_found_as_without_other_subjects(matcher: Matcher, id_: str) -> None:
    for phrasing in SMALL[id_].phrasings:
        found = matcher.find(phrasing)
        assert found.outcome is Outcome.ANSWER, phrasing
        assert found.matches[0].id == id_
        assert not found.elsewhere


def test_what_has_nothing_to_do_with_anything_is_on_no_subject(matcher: Matcher) -> None:
    assert not matcher.find("zzxxq").elsewhere


def test_what_is_in_another_language_is_on_no_subject(matcher: Matcher) -> None:
    assert matcher.find("bake some bread please").elsewhere
    assert not matcher.find("qanday qilib non bread pishiriladi").elsewhere


def test_the_fit_is_kept_with_its_other_subjects(matcher: Matcher, tmp_path: Path) -> None:
    build(BOTH, tmp_path)
    again = ready(BOTH, tmp_path)
    assert again is not None
    assert again.find("how do i cook rice") == matcher.find("how do i cook rice")
    plain = {id_: replace(one, elsewhere=False) for id_, one in BOTH.items()}
    assert ready(plain, tmp_path) is None


def test_phrasings_of_other_subjects_collide_with_nothing(matcher: Matcher) -> None:
    assert {one.answer for one in asked_apart(matcher)} == set(SMALL)


@pytest.mark.parametrize("make", [build, quick])
def test_other_subjects_alone_answer_nothing(make: type) -> None:
    found = make(elsewhere(kitchen=KITCHEN)).find("how do i bake bread")
    assert (found.outcome, found.matches) == (Outcome.UNKNOWN, ())


def test_a_matcher_without_a_fit_answers_nothing_on_other_subjects() -> None:
    assert quick(BOTH).find("how do i bake bread").outcome is Outcome.UNKNOWN
