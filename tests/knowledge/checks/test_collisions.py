"""Collisions: phrasings that land on another answer, with file, line, that answer and its score."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from knowledge.answers import Entry, read_answers
from knowledge.check import colliding
from knowledge.checks.collisions import SHOWN, Collision, collisions, shown_unasked
from knowledge.matcher import Apart, Match, Outcome, build
from knowledge.mistakes import Weight

PETS = """\
- id: cats
  title: Cat food
  phrasings:
    - what do cats eat
    - food for a cat
    - how do I walk my dog outside
    - feeding cats
  text: Meat.
- id: dogs
  phrasings: [walking a dog, how often do I walk my dog, dog walks outside, walk my dog]
  text: Twice a day.
"""


@pytest.fixture
def entries(folder: Path) -> Sequence[Entry]:
    found, mistakes = read_answers(folder)
    assert mistakes == ()
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pets.yaml").write_text(PETS)
    return tmp_path


def apart(best: float, own: float, outcome: Outcome, phrasing: str = "feeding cats") -> Apart:
    """Return what became of a phrasing of `cats` whose only rival is `dogs`."""
    dogs, cats = (
        Match(id=id_, score=score, phrasing="x")
        for id_, score in (("dogs", best if best != own else 0.0), ("cats", own))
    )
    first, second = sorted((dogs, cats), key=lambda match: -match.score)
    return Apart(
        answer="cats", phrasing=phrasing, outcome=outcome, best=first, next=second, own=own
    )


def test_a_phrasing_in_the_wrong_place_is_told_with_file_line_answer_and_score(
    folder: Path,
) -> None:
    found = colliding(folder, build)
    (one,) = [one for one in found if one.apart.phrasing == "how do I walk my dog outside"]
    told = one.mistake
    assert (told.file, told.line, told.weight) == (folder / "pets.yaml", 6, Weight.WARNING)
    assert f"lands on `dogs` (pets.yaml, line 9) with {one.apart.best.score:.2f}" in told.what
    assert "move it to `dogs`" in told.remedy
    assert found[0] == one


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (apart(0.9, 0.05, Outcome.ANSWER), "lands on `dogs`"),
        (apart(0.3, 0.2, Outcome.CHOICES), "lands on `dogs`"),
        (apart(0.41, 0.45, Outcome.CHOICES), "won by a thin margin: 0.45, and 0.41 for `dogs`"),
        (apart(0.1, 0.85, Outcome.ANSWER), None),
        (apart(0.9, 0.05, Outcome.ANSWER, phrasing="Cat food"), None),
    ],
)
def test_what_collides(entries: Sequence[Entry], one: Apart, told: str | None) -> None:
    found = collisions(entries, [one])
    assert [told in collision.mistake.what for collision in found if told] == [True] * bool(told)
    assert len(found) == (told is not None)


def test_the_surest_come_first_and_only_sure_ones_are_shown_unasked(
    entries: Sequence[Entry],
) -> None:
    thin = apart(0.41, 0.45, Outcome.CHOICES, "what do cats eat")
    unsure = apart(0.4, 0.2, Outcome.CHOICES, "food for a cat")
    sure = apart(0.9, 0.05, Outcome.ANSWER)
    found = collisions(entries, [thin, unsure, sure])
    assert [one.apart for one in found] == [sure, unsure, thin]
    assert [one.apart for one in shown_unasked(found)] == [sure]


def test_a_coach_is_not_drowned(entries: Sequence[Entry]) -> None:
    many: Sequence[Collision] = collisions(
        entries, [apart(0.9, n / 1000, Outcome.ANSWER) for n in range(3 * SHOWN)]
    )
    shown = shown_unasked(many)
    assert len(shown) == SHOWN
    assert [one.apart.own for one in shown] == [n / 1000 for n in range(SHOWN)]


def test_one_answer_alone_collides_with_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- {id: a, phrasings: [one, two words], text: A}\n")
    assert colliding(tmp_path, build) == ()
