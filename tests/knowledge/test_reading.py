"""Files as documents, and documents as values, with remedies that a coach understands."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import ConfigDict, Field

from knowledge.reading import from_text, parse, read, read_as, yaml_files

PATH = Path("pets.yaml")


class Size(StrEnum):
    """For the tests: an enumeration."""

    SMALL = "small"
    LARGE = "large"


@dataclass(frozen=True, kw_only=True)
class Toy:
    """For the tests: a part of a pet."""

    name: str
    cost: float = 0.0

    __pydantic_config__ = ConfigDict(extra="forbid")


@dataclass(frozen=True, kw_only=True)
class Pet:
    """For the tests: a value with every kind of field."""

    name: str
    toys: Annotated[tuple[Toy, ...], Field(description="a list of toys")]
    age: int | None = None
    size: Size = Size.SMALL
    sound: Literal["woof", "meow"] = "woof"
    tame: bool = False
    likes: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse one name."""
        if self.name == "nobody":
            raise ValueError("nobody is no pet")

    __pydantic_config__ = ConfigDict(extra="forbid")


def wrong(text: str) -> list[tuple[int, str]]:
    document = from_text(text, PATH)
    value, mistakes = parse(tuple[Pet, ...], document)
    assert value is None
    return [(mistake.line, f"{mistake.what}. {mistake.remedy}") for mistake in mistakes]


def test_a_document_becomes_a_value() -> None:
    text = "- name: Rex\n  toys: [{name: ball, cost: 3}]\n  age: 3\n  size: large\n  tame: yes\n"
    value, mistakes = parse(tuple[Pet, ...], from_text(text, PATH))
    assert mistakes == ()
    assert value == (
        Pet(name="Rex", toys=(Toy(name="ball", cost=3.0),), age=3, size=Size.LARGE, tame=True),
    )


def test_a_part_becomes_a_value_with_lines_of_the_whole() -> None:
    document = from_text("pets:\n  - name: Rex\n    toys:\n      - cost: x\n", PATH)
    value, mistakes = parse(Pet, document, ("pets", 0))
    assert value is None
    assert [(mistake.line, mistake.what) for mistake in mistakes] == [
        (4, "`cost` is `x`"),
        (4, "there is no `name` here"),
    ]
    assert parse(Pet, document, ("pets", 9)) == (None, ())


@pytest.mark.parametrize(
    ("text", "line", "parts"),
    [
        ("- name: Rex\n", 1, ["there is no `toys` here", "Add `toys`: a list of toys"]),
        ("- toys: []\n", 1, ["there is no `name` here", "Add `name: ...`"]),
        ("- name: R\n  toys: []\n  agee: 3\n", 3, ["`agee`", "Did you mean `age`?"]),
        (
            "- name: R\n  toys: []\n  colour: x\n",
            3,
            ["`colour` is no key", "age, likes"],
        ),
        ("- name: R\n  toys: [{name: b, kost: 1}]\n", 2, ["Did you mean `cost`?"]),
        ("- name: R\n  toys: ball\n", 2, ["`toys` is `ball`", "It should be a list of toys"]),
        ("- name: R\n  toys:\n", 2, ["`toys` is empty", "It should be a list of toys"]),
        ("- name: R\n  toys: []\n  age: old\n", 3, ["`age` is `old`", "a whole number"]),
        ("- name: R\n  toys: []\n  age:\n", 3, ["`age` is empty", "or not be here at all"]),
        ("- name: R\n  toys: []\n  size: tiny\n", 3, ["`tiny`", "'small' or 'large'"]),
        ("- name: R\n  toys: []\n  sound: moo\n", 3, ["`moo`", "'woof' or 'meow'"]),
        ("- name: R\n  toys: []\n  tame: perhaps\n", 3, ["yes or no"]),
        ("- name: [R]\n  toys: []\n", 1, ["`name` is a list", "one text"]),
        ("- name: {R: x}\n  toys: []\n", 1, ["a group of keys", "needs quotes"]),
        ("- name: R\n  toys: []\n  likes: {a: b}\n", 3, ["`a` is `b`", "a list"]),
        ("- name: nobody\n  toys: []\n", 1, ["nobody is no pet"]),
        ("- just text\n", 1, ["this item is `just text`", "`key: value`"]),
        ("name: R\ntoys: []\n", 1, ["the file is a group of keys", "a list"]),
    ],
)
def test_what_does_not_fit_is_told_with_its_line_and_a_remedy(
    text: str, line: int, parts: list[str]
) -> None:
    ((at, told),) = wrong(text)
    assert at == line
    for part in parts:
        assert part in told


def test_every_misfit_is_told_at_once() -> None:
    assert [line for line, _ in wrong("- name: R\n  age: x\n- toys: y\n  name: z\n  foo: x\n")] == [
        1,
        2,
        3,
        5,
    ]


def test_a_file_is_read_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: b\n")
    assert read(path).value == {"a": "b"}


@pytest.mark.parametrize(
    ("content", "line", "part"),
    [
        (b"a: b\nc: \xe9\n", 2, "not UTF-8"),
        ("a: b\n".encode("utf-16"), 1, "not UTF-8"),
        (b"", 1, "empty"),
    ],
)
def test_a_file_that_is_no_text_is_told(
    tmp_path: Path, content: bytes, line: int, part: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    value, (mistake,) = read_as(dict[str, str], path)
    assert value is None
    assert (mistake.file, mistake.line) == (path, line)
    assert part in mistake.what


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    assert "can't be read" in read(tmp_path / "missing.yaml").mistakes[0].what
    assert "can't be read" in read(tmp_path).mistakes[0].what


def test_yaml_files_are_found_in_a_fixed_order(tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    for name in ("b.yaml", "a.yml", "deeper/c.yaml", ".hidden.yaml", "notes.txt"):
        (tmp_path / name).write_text("x: y\n")
    names = [path.relative_to(tmp_path).as_posix() for path in yaml_files(tmp_path)]
    assert names == ["a.yml", "b.yaml", "deeper/c.yaml"]
