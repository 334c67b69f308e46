"""The program that matches questions for a bot: lines in, lines out, until nobody asks."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot import HOME
from knowledge import matcher as matching
from knowledge.finding import question, told
from knowledge.matcher import Matcher, Outcome
from tests.knowledge.matcher.conftest import SMALL

ASKED = ("how much do developers earn", "dcoker", "?", "", "two\nlines", "\ud800", "Привет")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of fits, with the encoder unpacked once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def small(cache: Path) -> Matcher:
    """Return a matcher whose fit stands in `cache`."""
    return matching.build(SMALL, cache)


def answers_of(cache: Path, lines: bytes) -> list[bytes]:
    """Return what the program writes to these lines."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "knowledge.finding", str(cache)],
        cwd=HOME,
        input=lines,
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    return done.stdout.splitlines()


def test_the_program_finds_what_the_matcher_finds(small: Matcher, cache: Path) -> None:
    asked = [question(small, text) for text in ASKED]
    ready, *lines = answers_of(cache, b"".join(line for line in asked if line is not None))
    assert ready == b""
    assert len(lines) == len(ASKED)
    for text, line in zip(ASKED, lines, strict=True):
        assert told(small, text, line) == small.find(text)


def test_urgent_answers_stay_urgent(small: Matcher, cache: Path) -> None:
    text = "somebody hurts me"
    line = question(small, text)
    assert line is not None
    found = told(small, text, answers_of(cache, line)[1])
    assert found == small.find(text)
    assert found.outcome is Outcome.ANSWER


def test_a_fit_that_is_not_there_is_not_opened(small: Matcher, cache: Path) -> None:
    lines = [[name, "dcoker"] for name in ("matcher-0.arrays", "../etc/passwd", "")]
    replies = answers_of(cache, "".join(f"{json.dumps(line)}\n" for line in lines).encode())
    assert replies == [b"", b"null", b"null", b"null"]
    assert told(small, "dcoker", b"null") is None


def test_a_matcher_without_a_kept_fit_is_not_asked_for() -> None:
    assert question(matching.quick(SMALL), "dcoker") is None
    assert question(matching.build(SMALL), "dcoker") is None


def test_the_program_ends_quietly_when_nobody_listens(small: Matcher, cache: Path) -> None:
    line = question(small, "dcoker")
    assert line is not None
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "knowledge.finding", str(cache)],
        cwd=HOME,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.readline()
        program.stdout.close()
        program.stdin.write(line)
        program.stdin.close()
        assert program.wait() == 0
        assert program.stderr.read() == b""
