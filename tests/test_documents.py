"""The documents: every command, setting, path and example in them is what the code has."""

import re
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest

from bot import COMMANDS
from handlers.command_line import parser
from handlers.environment import Settings
from knowledge.answers import Answer
from knowledge.flow.loading import flow_in
from knowledge.flow.model import Choice, Question
from knowledge.plan import load_roadmap, load_schools
from knowledge.plan.naming import LocalSchool, Schools
from knowledge.plan.roadmap import Milestone
from knowledge.reading import read, read_as
from storage.record import Record
from tests import documents
from tests.documents import DOCUMENTS, ROOT, Example

README, COACHING, ARCHITECTURE = (
    (ROOT / name).read_text() for name in ("README.md", "docs/coaching.md", "docs/architecture.md")
)
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text() for path in DOCUMENTS}

EXAMPLES = [
    pytest.param(text, example, id=f"{name}-{example.command[:60]}")
    for name, text in TEXTS.items()
    for example in documents.examples(text)
]

ELSEWHERE = {"make", "echo"}
"""Commands that are not the bot's own."""


def without_figures(text: str) -> str:
    """Leave out scores and shares, whose last digit is another one on another machine."""
    return re.sub(r"\d+\.\d+|[+-]\d+(?=%)", "#", text)


@pytest.mark.parametrize(("text", "example"), EXAMPLES)
def test_a_command_prints_what_the_document_says(text: str, example: Example) -> None:
    if example.arguments is None:
        assert example.words[0] in ELSEWHERE
    elif example.shown:
        told = "`make documents` writes it anew"
        assert without_figures(documents.printed(text, example)) == without_figures(
            example.shown
        ), told
    else:
        assert documents.carried_out(text, example).code == 0


def test_the_first_screen_shows_both_commands_and_then_a_conversation() -> None:
    first = README.splitlines()[:20]
    assert [line.split("#")[0].strip() for line in first if line.startswith("$")] == [
        "$ make run",
        "$ make test",
        "$ .venv/bin/python bot.py chat --name Ola --now 2026-03-02T19:00+01:00",
    ]
    assert "you: /start" in first


def test_every_command_of_the_bot_has_an_example() -> None:
    shown = {example.arguments[0] for _, example in map(_values, EXAMPLES) if example.arguments}
    assert shown == set(COMMANDS) - {"run"}
    assert parser(COMMANDS).parse_args([]).command is COMMANDS["run"]


def _values(example: object) -> tuple[str, Example]:
    text, one = example.values  # type: ignore[attr-defined]
    return text, one


def test_every_make_target_is_told_of_and_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text()
    told = set(re.findall(r"^(?:\$ )?make ([a-z]+)", "\n".join(_code(README)), re.MULTILINE))
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert told == targets
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == targets
    for target in sorted(targets):
        subprocess.run(["make", "-n", target], cwd=ROOT, check=True, capture_output=True)  # noqa: S603, S607


def _code(text: str) -> list[str]:
    """Return what a document sets as code, in a line or in a block."""
    return [*re.findall(r"`([^`\n]+)`", text), *(block.body for block in documents.blocks(text))]


def test_the_settings_table_is_what_the_settings_are() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.+) \| (.+) \|$", README, re.MULTILINE)
    known = Settings.model_fields
    assert [name for name, _, _ in rows] == [name.upper() for name in known]
    for name, takes, without in rows:
        field = known[name.lower()]
        assert takes == field.description
        assert field.default is None or str(field.default).rstrip("/") == without.strip("`")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_a_document_points_to_is_there(text: str) -> None:
    name = next(name for name, own in TEXTS.items() if own is text)
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    paths = re.findall(r"`((?:handlers|knowledge|storage|localchat|tests|docs)/[\w/.*-]*)`", text)
    for path in [(ROOT / name).parent / link for link in links] + [ROOT / path for path in paths]:
        assert list(path.parent.glob(path.name)), f"{name} names {path}, which is not there"


def test_every_room_is_told_of() -> None:
    rooms = {
        f"{path.parent.relative_to(ROOT).as_posix()}/"
        for top in ("handlers", "knowledge", "storage", "localchat")
        for path in (ROOT / top).rglob("__init__.py")
    }
    assert rooms <= set(re.findall(r"^\| `([\w/]+)` \|", ARCHITECTURE, re.MULTILINE))


def test_everything_that_is_kept_of_a_person_is_told_of() -> None:
    table = ARCHITECTURE.partition("| Fields | What for |\n|---|---|\n")[2].partition("\n\n")[0]
    named = re.findall(r"`(\w+)`", table)
    assert sorted(named) == sorted(field.name for field in fields(Record))


def test_every_dependency_is_told_of() -> None:
    pins = re.findall(r'^    "([a-zA-Z0-9-]+)[>=[]', _dependencies(), re.MULTILINE)
    told = re.search(r"^## Dependencies\n(.*?)^## ", ARCHITECTURE, re.MULTILINE | re.DOTALL)
    assert told is not None
    named = re.findall(r"^\| (?!Package|-)([^|]+) \|", told[1], re.MULTILINE)
    assert sorted(one for row in named for one in row.split(", ")) == sorted(pins)


def _dependencies() -> str:
    text = (ROOT / "pyproject.toml").read_text()
    return text.partition("\ndependencies = [")[2].partition("\n]")[0]


def test_yaml_examples_are_right(tmp_path: Path) -> None:
    for name, content in documents.files(COACHING).items():
        (tmp_path / Path(name).name).write_text(content)
    flow, mistakes = flow_in(read(tmp_path / "flow.yaml"))
    assert (flow is not None, mistakes) == (True, ())
    milestone, mistakes = read_as(Milestone, tmp_path / "milestone.yaml")
    assert (milestone is not None, mistakes) == (True, ())
    roadmap, _ = load_roadmap(ROOT / "knowledge/tracks/backend/roadmap.yaml")
    assert roadmap is not None
    schools, mistakes = load_schools(tmp_path / "schools.yaml", roadmap)
    assert (schools is not None, mistakes) == (True, ())


@pytest.mark.parametrize(
    ("kind", "heading"),
    [
        (Answer, "Key"),
        (Question, "Key of a question"),
        (Milestone, "Key of a milestone"),
        (Schools, "Key of the file"),
        (LocalSchool, "Key of a school"),
    ],
)
def test_every_key_is_told_of(kind: type, heading: str) -> None:
    table = COACHING.partition(f"| {heading} | What it holds |\n|---|---|\n")[2].partition("\n\n")[
        0
    ]
    named = re.findall(r"`(\w+)`", "\n".join(row.split(" | ")[0] for row in table.splitlines()))
    assert sorted(named) == sorted(field.name for field in fields(kind))


def test_every_key_of_a_choice_is_told_of() -> None:
    (row,) = re.findall(r"^\| `choices` \|.*$", COACHING, re.MULTILINE)
    assert {field.name for field in fields(Choice)} <= set(re.findall(r"`(\w+)`", row))
