"""Taking: what one process has read and fitted is served by another as if it had read it itself."""

import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot import CACHE, HOME, KNOWLEDGE, fitted, load_knowledge
from knowledge.library import Knowledge
from knowledge.matcher import quick
from knowledge.mistakes import Weight
from knowledge.taking import Unmatched, handed_over, take, taken_from, warm

QUESTIONS = ("is a bootcmp worth it", "what is docker", "qwxzv blarg", "")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge(match=fitted)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(KNOWLEDGE, tmp_path / "knowledge"))


def test_what_arrives_is_what_was_read_with_a_fitted_matcher(knowledge: Knowledge) -> None:
    taken = taken_from(handed_over(take(KNOWLEDGE, CACHE)), CACHE)
    assert taken.knowledge is not None
    assert taken.knowledge.content == knowledge.content
    assert taken.knowledge.first.answers == knowledge.first.answers
    assert taken.knowledge.first.flows == knowledge.first.flows
    assert taken.knowledge.first.roadmap == knowledge.first.roadmap
    assert taken.knowledge.messages.ids() == knowledge.messages.ids()
    for question in QUESTIONS:
        expected = knowledge.first.matcher.find(question)
        assert taken.knowledge.first.matcher.find(question) == expected


def test_the_program_hands_over_the_same(folder: Path) -> None:
    with program(folder) as child:
        assert child.stdout is not None
        taken = taken_from(child.stdout.read(), CACHE)
        assert child.wait() == 0
    assert taken.knowledge is not None
    assert taken.knowledge.first.matcher.find("what is docker").matches


def program(folder: Path) -> "subprocess.Popen[bytes]":
    """Start the program that reads and fits, as the bot does."""
    command = [sys.executable, "-m", "knowledge.take", str(folder), str(CACHE)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=HOME, stdin=pipe, stdout=pipe, stderr=pipe)  # noqa: S603


def test_a_bot_that_is_gone_as_the_program_writes_leaves_no_word(folder: Path) -> None:
    with program(folder) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()  # while standard input is still open
        assert (child.stderr.read(), child.wait()) == (b"", 1)


def test_what_is_warm_has_made_what_the_first_turn_needs() -> None:
    track = load_knowledge(match=quick).first
    made = {"subjects", "localities"}
    assert made.isdisjoint(vars(track))
    warm(track)
    assert made <= vars(track).keys()


def test_with_an_error_nothing_is_fitted_and_the_mistake_arrives(
    folder: Path, tmp_path: Path
) -> None:
    path = folder / "messages" / "help.yaml"
    path.write_text(path.read_text() + "help.text: twice\n")
    taken = taken_from(handed_over(take(folder, tmp_path / "cache")), tmp_path / "cache")
    assert taken.knowledge is None
    (error,) = [one for one in taken.mistakes if one.weight is Weight.ERROR]
    assert error.file == path
    assert not (tmp_path / "cache").exists()


def test_where_no_fit_is_kept_the_quick_matcher_serves(tmp_path: Path) -> None:
    taken = take(KNOWLEDGE, CACHE)
    arrived = taken_from(handed_over(taken), tmp_path / "nothing here").knowledge
    assert arrived is not None
    expected = quick(arrived.first.answers).find(QUESTIONS[0])
    assert arrived.first.matcher.find(QUESTIONS[0]) == expected


@pytest.mark.parametrize("output", [b"", b"x", pickle.dumps([1])[:-1], b"Traceback (most recent"])
def test_what_does_not_arrive_whole_is_refused(output: bytes, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="did not arrive whole"):
        taken_from(output, tmp_path)


def test_what_stands_for_a_matcher_finds_nothing() -> None:
    stand_in = Unmatched()
    assert stand_in.find("what is docker").matches == ()
    assert stand_in.explain("what is docker").words == ()
    assert stand_in.lacks
