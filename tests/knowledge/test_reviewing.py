"""What a review shows: alike questions together, the frequent first, what is answered left out."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from knowledge.matcher import Found, Match, Outcome
from knowledge.reviewing import WORST, Review, review, review_lines


@dataclass(frozen=True)
class Counted:
    """A question that was counted."""

    number: int
    text: str
    times: int
    track: str = "a"


@dataclass(frozen=True)
class Rated:
    """The votes on an answer."""

    answer: str
    helpful: int
    unhelpful: int


def found(question: Counted) -> Found:
    """Return what comes of a question: what is known is answered."""
    outcome = Outcome.ANSWER if "known" in question.text else Outcome.UNKNOWN
    matches = (Match(id="near", score=0.25, phrasing="a near one"),)
    return Found(question=question.text, outcome=outcome, matches=matches)


def reviewed(*questions: Counted, votes: Sequence[Rated] = ()) -> Review:
    return review(questions, votes, found)  # type: ignore[arg-type]  # fields are read only there


def numbers(result: Review) -> list[list[int]]:
    return [[one.number for one in group.questions] for group in result.groups]


def test_alike_questions_stand_together_and_the_most_asked_group_first() -> None:
    result = reviewed(
        Counted(1, "weather tomorrow", 4),
        Counted(2, "how do i become a game tester", 3),
        Counted(3, "become a game tester how", 2),
        Counted(4, "how do i become game tester", 1),
    )
    assert numbers(result) == [[2, 3, 4], [1]]
    assert [group.times for group in result.groups] == [6, 4]


@pytest.mark.parametrize(
    ("one", "other"),
    [("learn java", "learn rust"), ("what is c", "what is kubernetes"), ("pay", "visa")],
)
def test_questions_of_other_things_stay_apart(one: str, other: str) -> None:
    assert len(reviewed(Counted(1, one, 1), Counted(2, other, 1)).groups) == 2


def test_the_same_words_on_two_tracks_stay_apart() -> None:
    assert numbers(reviewed(Counted(1, "x y", 1), Counted(2, "x y", 1, "b"))) == [[1], [2]]


def test_what_is_answered_by_now_is_only_counted() -> None:
    result = reviewed(Counted(1, "known well", 9), Counted(2, "new", 1))
    assert (numbers(result), result.answered) == ([[2]], 1)


def test_few_votes_weigh_less_than_many_and_praise_is_left_out() -> None:
    votes = [Rated("one", 0, 1), Rated("ten", 2, 8), Rated("loved", 50, 1), Rated("good", 9, 0)]
    assert [one.answer for one in reviewed(votes=votes).rated] == ["ten", "one", "loved"]


def test_only_the_worst_answers_are_shown() -> None:
    votes = [Rated(f"n{n}", n, 5) for n in range(2 * WORST)]
    assert [one.answer for one in reviewed(votes=votes).rated] == [f"n{n}" for n in range(WORST)]


def test_lines_name_numbers_counts_the_nearest_answer_and_its_score() -> None:
    result = reviewed(
        Counted(1, "known", 1), Counted(7, "new thing", 2), votes=[Rated("gone", 1, 3)]
    )
    assert review_lines(result, {}) == [
        "asked 2 times, unknown:",
        "  7: new thing (2)",
        "  nearest: 0.25 near (a near one)",
        "1 question more, answered by now.",
        "Answers that did not help:",
        "  gone (no longer there): not helpful for 3 of 4",
    ]


def test_nothing_to_review_is_said() -> None:
    assert review_lines(reviewed(), {}) == ["No question waits for an answer."]
