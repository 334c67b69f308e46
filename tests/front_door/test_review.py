"""The review at a terminal: listed, added to the byte, taken back with an error, dismissed."""

import asyncio
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from bot import KNOWLEDGE
from storage.counts import Asked, Counted, Voted
from storage.tinydb_counts import TinyDBCounts
from tests.front_door.conftest import BotPy

ASKED: Mapping[str, int] = {
    "qwxzv blarg of zzkrt": 2,
    "how do qwxzv blarg zzkrt": 3,
    "wuggle nimp": 4,
    "is a bootcamp worth it": 9,
    "gnarp me at *": 1,
}
"""Questions by how often they were asked; they get the numbers 1 to 5."""


def count(data: Path) -> None:
    async def add() -> None:
        counts, update = TinyDBCounts(data), 0
        for text, times in ASKED.items():
            for _ in range(times):
                update += 1
                await counts.add(update, (Asked(track="backend", text=text),), date(2026, 3, 1))
        for helpful, answer in [
            (False, "learn-docker"),
            (True, "bootcamp"),
            (False, "bootcamp"),
        ] * 2:
            update += 1
            vote = Voted(track="backend", answer=answer, helpful=helpful)
            await counts.add(update, (vote,), date(2026, 3, 1))

    asyncio.run(add())


def counted(data: Path) -> Counted:
    return asyncio.run(TinyDBCounts(data).counted())


@pytest.fixture
def asked(bot_py: BotPy, data: Path) -> BotPy:
    count(data)
    return bot_py


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """Return a copy of the knowledge that may be written in."""
    return Path(shutil.copytree(KNOWLEDGE, tmp_path / "knowledge"))


def docker_file(knowledge: Path) -> Path:
    folder = knowledge / "tracks" / "backend" / "answers"
    return next(
        path for path in folder.glob("*.yaml") if "- id: learn-docker\n" in path.read_text()
    )


def test_the_most_frequent_come_first_grouped_with_the_nearest_answer(asked: BotPy) -> None:
    ran = asked("review")
    assert (ran.code, ran.err) == (0, "")
    groups = [line for line in ran.lines if line.startswith("asked ")]
    assert groups[:2] == ["asked 5 times, unknown:", "asked 4 times, unknown:"]
    assert ran.lines[1:3] == [
        "  2: how do qwxzv blarg zzkrt (3)",
        "  1: qwxzv blarg of zzkrt (2)",
    ]
    assert ran.lines[3].startswith("  nearest: 0.")
    assert "1 question more, answered by now." in ran.lines
    assert not any("bootcamp worth it" in line for line in ran.lines)


def test_answers_that_did_not_help_are_listed_the_poorest_first(asked: BotPy) -> None:
    lines = asked("review").lines
    poor = lines[lines.index("Answers that did not help:") + 1 :]
    assert [line.split()[0] for line in poor] == ["learn-docker", "bootcamp"]
    assert poor[0].endswith("not helpful for 2 of 2")
    assert poor[1].endswith("not helpful for 2 of 4")


def test_a_question_is_added_and_every_other_byte_stays(
    asked: BotPy, data: Path, knowledge: Path
) -> None:
    path = docker_file(knowledge)
    before = path.read_bytes()
    ran = asked("review", "--knowledge", knowledge, "--add", "3", "--to", "learn-docker")
    assert (ran.code, ran.err) == (0, "")
    line = int(ran.out.split(":")[1])
    assert ran.out == f"{path}:{line}: added `wuggle nimp` to `learn-docker`\n"
    lines = path.read_bytes().splitlines(keepends=True)
    assert lines.pop(line - 1) == b"    - wuggle nimp\n"
    assert b"".join(lines) == before
    assert [one.number for one in counted(data).questions] == [1, 2, 4, 5]
    others = {p: p.read_bytes() for p in knowledge.rglob("*.yaml") if p != path}
    assert all((KNOWLEDGE / p.relative_to(knowledge)).read_bytes() == c for p, c in others.items())


def test_several_are_added_at_once_and_one_in_other_words(
    asked: BotPy, data: Path, knowledge: Path
) -> None:
    ran = asked("review", "--knowledge", knowledge, "--add", "1", "2", "--to", "learn-docker")
    assert ran.code == 0
    assert len(ran.lines) == 2
    wording = ("--as", "may i call: you #1")
    ran = asked("review", "--knowledge", knowledge, "--add", "5", "--to", "learn-docker", *wording)
    assert ran.code == 0
    assert b"\n    - 'may i call: you #1'\n" in docker_file(knowledge).read_bytes()
    assert [one.number for one in counted(data).questions] == [3, 4]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--add", "3"), "--add needs --to"),
        (("--add", "99", "--to", "learn-docker"), "There is no question 99"),
        (("--add", "3", "--to", "nosuch"), "There is no answer `nosuch`"),
        (("--add", "5", "--to", "learn-docker"), "hidden words"),
        (("--add", "1", "3", "--to", "learn-docker", "--as", "x"), "name one number"),
        (("--add", "3", "--to", "learn-docker", "--as", "?!"), "has no words"),
        (("--add", "3", "--to", "learn-docker", "--as", "is a bootcamp worth it"), "stands in `"),
        (("--dismiss", "99"), "There is no question 99"),
        (("--dismiss", "3", "nosuch"), "no votes on nosuch"),
    ],
)
def test_what_can_not_be_done_changes_nothing(
    asked: BotPy, data: Path, knowledge: Path, arguments: tuple[str, ...], told: str
) -> None:
    path, before = docker_file(knowledge), counted(data)
    content = path.read_bytes()
    ran = asked("review", "--knowledge", knowledge, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert path.read_bytes() == content
    assert counted(data) == before


def test_nothing_is_added_to_knowledge_that_has_errors_already(
    asked: BotPy, knowledge: Path
) -> None:
    broken = knowledge / "messages" / "help.yaml"
    broken.write_text(broken.read_text() + "help.text: twice\n")
    content = docker_file(knowledge).read_bytes()
    ran = asked("review", "--knowledge", knowledge, "--add", "3", "--to", "learn-docker")
    assert ran.code == 2
    assert f"{broken}:" in ran.err
    assert docker_file(knowledge).read_bytes() == content


def test_a_file_keeps_its_rights_and_stays_a_link(asked: BotPy, knowledge: Path) -> None:
    path = docker_file(knowledge)
    real = path.rename(path.with_suffix(".real"))
    real.chmod(0o640)
    path.symlink_to(real)
    assert asked("review", "--knowledge", knowledge, "--add", "3", "--to", "learn-docker").code == 0
    assert path.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert b"wuggle nimp" in real.read_bytes()
    assert [one.name for one in path.parent.iterdir() if one.name.startswith(".")] == []


def test_questions_and_votes_are_dismissed(asked: BotPy, data: Path) -> None:
    ran = asked("review", "--dismiss", "3", "learn-docker")
    assert (ran.code, ran.out) == (0, "Dismissed: 3, learn-docker.\n")
    left = counted(data)
    assert [one.number for one in left.questions] == [1, 2, 4, 5]
    assert [one.answer for one in left.votes] == ["bootcamp"]


def test_with_nothing_counted_it_says_so_and_makes_no_folder(bot_py: BotPy, data: Path) -> None:
    ran = bot_py("review")
    assert (ran.code, ran.out) == (0, "No question waits for an answer.\n")
    assert not data.exists()


def test_what_was_asked_in_the_local_chat_is_apart(bot_py: BotPy, data: Path) -> None:
    bot_py("chat", lines="/start\ncareer changer\n6\nwuggle nimp\n")
    assert "wuggle nimp" not in bot_py("review").out
    assert "  1: wuggle nimp (1)" in bot_py("review", "--chat").lines
    assert (data / "localchat" / "counts.json").exists()
