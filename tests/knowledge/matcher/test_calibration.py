"""Calibration: scores as probabilities."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matcher.calibration import (
    Calibration,
    Evidence,
    load_calibration,
    save_calibration,
)

SOME = Calibration(bias=-6, height=6, known=4, sharpness=2)
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
    save_calibration(SOME, tmp_path / "some.json")
    assert load_calibration(tmp_path / "some.json") == SOME


def test_the_calibration_in_service_rewards_evidence() -> None:
    in_service = load_calibration()
    assert in_service.height > 0
    assert in_service.known > 0
    assert in_service.on_topic(WEAK) < 0.1


@pytest.mark.parametrize("text", ["", "{}", '{"bias": 1}'])
def test_a_bad_file_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.json").write_text(text)
    with pytest.raises((ValueError, TypeError)):
        load_calibration(tmp_path / "bad.json")
