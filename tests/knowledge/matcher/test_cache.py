"""The cache: right by content, or not there."""

from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.matcher import build, cache, ready
from knowledge.matcher.found import Found
from tests.knowledge.matcher.conftest import SMALL, answers

QUESTIONS = ("how much do devs earn", "wat is dokcer", "explain git", "?", "banana bread")


def _found(folder: Path) -> list[Found]:
    return [build(SMALL, folder).find(question) for question in QUESTIONS]


def test_what_was_kept_finds_the_same(tmp_path: Path) -> None:
    assert ready(SMALL, tmp_path / "new") is None
    first = _found(tmp_path / "new")
    kept = ready(SMALL, tmp_path / "new")
    assert kept is not None
    assert [kept.find(question) for question in QUESTIONS] == first


def test_nothing_is_kept_without_a_folder() -> None:
    assert ready(SMALL, None) is None


def test_other_phrasings_have_another_place(tmp_path: Path) -> None:
    places = [
        cache.place(tmp_path, SMALL, meaning=False),
        cache.place(tmp_path, answers(pay=("how much",)), meaning=False),
        cache.place(tmp_path, {**SMALL, "git": replace(SMALL["git"], title="Git")}, meaning=False),
        cache.place(tmp_path, dict(sorted(SMALL.items())), meaning=False),
        cache.place(tmp_path, SMALL, meaning=True),
    ]
    assert len(set(places)) == len(places)


def test_texts_of_answers_do_not_matter(tmp_path: Path) -> None:
    reworded = {**SMALL, "git": replace(SMALL["git"], text="Other words", as_of=2026)}
    assert cache.place(tmp_path, SMALL, meaning=False) == cache.place(
        tmp_path, reworded, meaning=False
    )


@pytest.mark.parametrize("keep", [0, 1, 100, 5_000])
def test_a_damaged_file_is_fitted_anew(tmp_path: Path, keep: int) -> None:
    first = _found(tmp_path)
    (path,) = tmp_path.glob("matcher-*.arrays")
    path.write_bytes(path.read_bytes()[:keep])
    assert ready(SMALL, tmp_path) is None
    assert _found(tmp_path) == first
    assert ready(SMALL, tmp_path) is not None


def test_old_files_are_cleared_away(tmp_path: Path) -> None:
    for number in range(12):
        build(answers(a=(f"phrasing {number}",), b=("other",)), tmp_path)
    assert len(list(tmp_path.glob("matcher-*"))) == 8
    assert len(list(tmp_path.iterdir())) == 9  # and the encoder
