"""The labelled questions are nobody's phrasings, so that they tell how the next question fares."""

from pathlib import Path

import pytest

from benchmarks.labelled import FITTING, HELD_OUT, load_questions
from benchmarks.matching import own_phrasings
from knowledge.matcher.words import words


@pytest.mark.parametrize("path", [FITTING, HELD_OUT], ids=["fitting", "held out"])
def test_no_labelled_question_is_a_phrasing(path: Path) -> None:
    said = {tuple(words(phrasing.text)) for phrasing in own_phrasings()}
    same = [asked for asked in load_questions(path) if tuple(words(asked.text)) in said]
    assert len(same) == 0, "remove the phrasing or the question, of those held out without looking"


def test_no_question_is_both_fitted_to_and_held_out() -> None:
    fitting, held_out = (
        {tuple(words(asked.text)) for asked in load_questions(path)} for path in (FITTING, HELD_OUT)
    )
    assert len(fitting & held_out) == 0
