"""Asking at a terminal: what the bot would answer, for coaches and for programs."""

import json
from pathlib import Path

import pytest

import bot
from tests.front_door.conftest import BotPy

PETS = """\
- id: cats
  phrasings: [how do I feed a cat, what do cats eat, cat food]
  text: Meat, mostly.
- id: dogs
  phrasings:
    - how often do I walk a dog
    - dog walking
  text: Twice a day.
"""


@pytest.fixture
def pets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of two answers, with no more in them than there must be."""
    # What is fitted to them must not push the bot's own fit out of its place.
    monkeypatch.setattr(bot, "CACHE", tmp_path / "cache")
    folder = tmp_path / "pets"
    folder.mkdir()
    (folder / "all.yaml").write_text(PETS)
    return folder


def test_json_has_exactly_this_form(bot_py: BotPy, pets: Path) -> None:
    ran = bot_py("ask", "--json", "--knowledge", pets, "how do i feed a cat")
    assert (ran.code, ran.err) == (0, "")
    (line,) = ran.lines
    told = json.loads(line)
    assert list(told) == ["question", "outcome", "matches", "elsewhere"]
    assert told["question"] == "how do i feed a cat"
    assert told["outcome"] == "answer"
    assert [list(match) for match in told["matches"]] == [["id", "score", "phrasing"]] * 2
    assert told["matches"][0]["id"] == "cats"
    assert told["matches"][0]["phrasing"] == "how do I feed a cat"


def test_questions_are_read_one_a_line_and_each_is_answered(bot_py: BotPy, pets: Path) -> None:
    lines = "what do cats eat\n\n🙂\r\n?\n   \nwalking the dog"
    ran = bot_py("ask", "--json", "--knowledge", pets, lines=lines)
    told = [json.loads(line) for line in ran.lines]
    assert [one["question"] for one in told] == [
        "what do cats eat",
        "",
        "🙂",
        "?",
        "   ",
        "walking the dog",
    ]
    assert [one["outcome"] for one in told[1:5]] == ["unknown"] * 4
    for one in told:
        scores = [match["score"] for match in one["matches"]]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)
        assert one["outcome"] in {"answer", "choices", "unknown"}


def test_words_of_a_question_need_no_quotes(bot_py: BotPy, pets: Path) -> None:
    ran = bot_py("ask", "--json", "--knowledge", pets, "what", "do", "cats", "eat")
    assert json.loads(ran.out)["question"] == "what do cats eat"


def test_bytes_that_are_no_text_are_replaced(bot_py: BotPy, pets: Path) -> None:
    piped = bot_py("ask", "--json", "--knowledge", pets, lines=b"caf\xff\n")
    assert json.loads(piped.out)["question"] == "caf\N{REPLACEMENT CHARACTER}"
    typed = bot_py(
        "ask", "--json", "--knowledge", pets, b"caf\xff".decode(errors="surrogateescape")
    )
    assert json.loads(typed.out)["question"] == "caf?"


def test_without_json_the_answer_is_there_to_read(bot_py: BotPy, pets: Path) -> None:
    ran = bot_py("ask", "--knowledge", pets, "dog walking")
    assert ran.lines[0] == "answer:"
    assert "dogs (dog walking)" in ran.lines[1]
    assert ran.lines[-1] == "Twice a day."


def test_nothing_asked_is_nothing_answered(bot_py: BotPy, pets: Path) -> None:
    ran = bot_py("ask", "--json", "--knowledge", pets)
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_the_bots_own_answers_are_asked_where_no_others_are_named(bot_py: BotPy) -> None:
    told = json.loads(bot_py("ask", "--json", "what is docker").out)
    assert told["matches"][0]["id"] == "what-is-docker"


def test_what_is_fitted_need_not_be_kept(
    bot_py: BotPy, pets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(bot, "CACHE", tmp_path / "file" / "cache")
    assert '"outcome": "answer"' in bot_py("ask", "--json", "--knowledge", pets, "cat food").out


def test_a_folder_without_answers_is_told(bot_py: BotPy, tmp_path: Path) -> None:
    for folder in (tmp_path / "missing", tmp_path):
        ran = bot_py("ask", "--knowledge", folder, "hi")
        assert (ran.code, ran.out) == (2, "")
        assert f"{folder}:1: error: no answers are here" in ran.err


def test_broken_answers_are_told_with_file_and_line(bot_py: BotPy, pets: Path) -> None:
    (pets / "more.yaml").write_text("- id: birds\n  phrasings: [hi\n")
    ran = bot_py("ask", "--knowledge", pets, "hi")
    assert (ran.code, ran.out) == (2, "")
    assert f"{pets}/more.yaml:" in ran.err
    assert "error" in ran.err
