"""Calibration: scores as probabilities."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matcher.calibration import (
    Calibration,
    Calibrations,
    Evidence,
    load_calibrations,
    save_calibrations,
)

SOME = Calibration(bias=-6, height=6, known=4, elsewhere=-1, sharpness=2)
SCORES = np.array([3.0, 1.0, 0.5], dtype=np.float32)
WEAK = Evidence(height=0.3, known=0.2, exact=False, scores=SCORES)


def test_better_evidence_is_likelier_on_topic() -> None:
    chances = [
        SOME.on_topic(evidence)
        for evidence in (
            WEAK,
            replace(WEAK, height=1.0),
            replace(WEAK, height=1.0, known=1.0),
            replace(WEAK, exact=True),
        )
    ]
    assert chances == sorted(set(chances))
    assert chances[0] < 0.05
    assert chances[-1] == 1


@given(st.floats(-1e6, 1e6), st.floats(0, 1), st.floats(-1e3, 1e3))
def test_chances_are_probabilities(height: float, known: float, score: float) -> None:
    scores = np.array([score, 0, 1], dtype=np.float32)
    chances = SOME.chances(Evidence(height=height, known=known, exact=False, scores=scores))
    assert ((chances >= 0) & (chances <= 1)).all()
    assert chances.sum() <= 1 + 1e-5


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    both = Calibrations(alone=replace(SOME, elsewhere=0), beside_others=SOME)
    save_calibrations(both, tmp_path / "some.json")
    assert load_calibrations(tmp_path / "some.json") == both


@pytest.mark.parametrize("others", [(), (9.0, 1.0)])
def test_the_calibration_in_service_rewards_evidence(others: tuple[float, ...]) -> None:
    found = load_calibrations()
    in_service = found.beside_others if others else found.alone
    assert in_service.height > 0
    assert in_service.known > 0
    weak = replace(WEAK, others=np.array(others, dtype=np.float32))
    assert in_service.on_topic(weak) < 0.1


def test_what_is_like_other_subjects_is_off_topic() -> None:
    def on_topic(*others: float) -> float:
        evidence = replace(WEAK, height=0.8, others=np.array(others, dtype=np.float32))
        return SOME.on_topic(evidence)

    assert on_topic(9.0) < on_topic(5.0, 5.0) < on_topic(5.0, 0.0) < on_topic(0.0)


@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=4), st.floats(0, 2))
def test_all_there_is_has_no_more_chances_than_one(others: list[float], height: float) -> None:
    evidence = replace(WEAK, height=height, others=np.array(others, dtype=np.float32))
    away = SOME.chances_elsewhere(evidence)
    assert (away >= 0).all()
    assert SOME.chances(evidence).sum() + away.sum() <= 1 + 1e-5


@pytest.mark.parametrize("text", ["", "{}", '{"alone": {"bias": 1}}'])
def test_a_bad_file_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.json").write_text(text)
    with pytest.raises((ValueError, TypeError)):
        load_calibrations(tmp_path / "bad.json")
