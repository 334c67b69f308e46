"""Strict YAML: nothing guessed, lost or blown up; with the parser in C and in Python."""

import time
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.document import Document, Plain
from knowledge.strict_yaml import LOADER, from_text

Loader: TypeAlias = Any
"""PyYAML's loaders share no type."""

PATH = Path("answers.yaml")
LOADERS = [yaml.BaseLoader] if LOADER is yaml.BaseLoader else [LOADER, yaml.BaseLoader]


@pytest.fixture(params=LOADERS, ids=lambda loader: str(loader.__name__))
def loader(request: pytest.FixtureRequest) -> Loader:
    return request.param


def told(document: Document) -> list[tuple[int, str]]:
    return [(mistake.line, f"{mistake.what}. {mistake.remedy}") for mistake in document.mistakes]


TRAPS = (
    "18:30 9:05 08:30 12:30:45 yes no NO off On true 1_000 0o17 017 0x1F 1e3 +12e03 1.0 .inf .NaN "
    "~ null = 2026-03-01"
)


@pytest.mark.parametrize("scalar", TRAPS.split())
def test_scalars_are_the_text_as_written(scalar: str, loader: Loader) -> None:
    """Cases 49 and 50."""
    assert from_text(f"- {scalar}\n- [{scalar}]\n", PATH, loader=loader).value == [scalar, [scalar]]
    keyed = from_text(f"{scalar}: x\n", PATH, loader=loader)
    assert keyed.value == {scalar: "x"}
    assert not keyed.mistakes


def test_an_empty_value_is_empty_text(loader: Loader) -> None:
    assert from_text("a:\nb: ''\n", PATH, loader=loader).value == {"a": "", "b": ""}


def test_a_key_given_twice_is_told_with_both_lines(loader: Loader) -> None:
    """Case 51."""
    document = from_text("a: 1\nb: 2\na:\n  c: 3\n  c: 4\n", PATH, loader=loader)
    assert [line for line, _ in told(document)] == [3, 5]
    assert "`a` stands here a second time; the first is on line 1" in told(document)[0][1]
    assert document.value == {"a": "1", "b": "2"}


BOMB = "a: &a [x]\n" + "".join(
    f"{key}: &{key} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, key in zip("abcdefgh", "bcdefghi", strict=True)
)


def test_nested_aliases_are_refused_at_once(loader: Loader) -> None:
    """Case 52: nine levels in about 300 bytes."""
    begin = time.perf_counter()
    document = from_text(BOMB, PATH, loader=loader)
    assert time.perf_counter() - begin < 1
    assert document.value is None
    assert [line for line, _ in told(document)] == [1]
    assert "anchor" in told(document)[0][1]


def test_six_megabytes_of_plain_text_are_read() -> None:
    """Case 52: a guard against bombs must not refuse a big plain file."""
    text = "text: |\n" + "  Some plain words, as in any answer of the coach.\n" * 125_000
    assert len(text) > 6_000_000
    document = from_text(text, PATH)
    assert document.mistakes == ()
    assert isinstance(document.value, dict)
    assert len(document.value["text"]) > 5_500_000


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("a: *b\n", 1, "alias"),
        ("a: b\n<<: c\n", 2, "merges"),
        ("a: !!python/object:os.system x\n", 1, "tag"),
        ("a: !x y\n", 1, "tag"),
        ("a: b\n---\nc: d\n", 2, "second YAML document"),
        ("%YAML 1.2\n---\na: b\n", 1, "directive"),
        ("? [a, b]\n: c\n", 1, "key"),
        ("[" * 5000, 1, "nested"),
        ("a: " + "{b: " * 30 + "c" + "}" * 30, 1, "nested"),
        ("", 1, "empty"),
        ("# only a comment\n", 1, "empty"),
        ("a: b\nc: \u0000d\n", 2, "U+0000"),
        ("a: b\nc: d\u2028e\n", 2, "U+2028"),
        ("a: b\nc: d\x85e\n", 2, "U+0085"),
        ("a: b\nc: \ufeffd\n", 2, "U+FEFF"),
    ],
)
def test_what_strict_yaml_does_not_have(text: str, line: int, part: str, loader: Loader) -> None:
    document = from_text(text, PATH, loader=loader)
    assert [at for at, _ in told(document)] == [line]
    assert part in told(document)[0][1]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: Learn C #1 language\n", 1),
        ("- a\n- C # sharp\n", 2),
        ("title: #1 language\n", 1),
        ("- #1 language\n", 1),
        ("a: [x, y #z\n  ]\n", 1),
        ("text: one\n  two #3\n", 2),
        ("title: Learn C  #1 language\n", 1),
    ],
)
def test_text_cut_off_by_a_comment_is_told(text: str, line: int, loader: Loader) -> None:
    document = from_text(text, PATH, loader=loader)
    assert [at for at, _ in told(document)] == [line]
    assert "cut off" in told(document)[0][1]
    assert "quotes" in told(document)[0][1]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- one\n  -two\n", 2),
        ("list:\n  - one\n    - two\n  - three\n", 3),
        ("text: one\n  - two\n", 2),
    ],
)
def test_an_item_that_would_run_into_the_text_above_is_told(
    text: str, line: int, loader: Loader
) -> None:
    document = from_text(text, PATH, loader=loader)
    assert [at for at, _ in told(document)] == [line]
    assert "continues the text above" in told(document)[0][1]


@pytest.mark.parametrize(
    "text",
    [
        "limit: 64    # text, characters\n",
        'title: "C #1"  # quoted\n',
        "title: 'C #1' # quoted\n",
        "# above\na: b\n# below\n",
        "list: # the list\n  - C#\n  - x#y\n",
        "text: |\n  C #1 stays\n",
        "a:   # to do\n  - b\n",
        "text: |\n  - one\n  -two\n",
        "text: one\n  two - three\n",
        "- -5\n- --help\n",
        "link: https://example.org/#top\n",
    ],
)
def test_comments_that_cut_nothing_are_no_mistakes(text: str, loader: Loader) -> None:
    assert from_text(text, PATH, loader=loader).mistakes == ()


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("a: b\n\tc: d\n", 2, "tab"),
        ("a:\n\t- b\n", 2, "tab"),
        ("a: how long: really\n", 1, "quotes"),
        ("a: 'never closed\nb: c\n", 1, "Close the quotes"),
        ('a: "back\\slash"\n', 1, "single quotes"),
        ("a: @you\n", 1, "quotes"),
        ("a: `code`\n", 1, "quotes"),
        ("a: %d\n", 1, "quotes"),
        ("a: *bold* text\n", 1, "quotes"),
        ("a: | text\n  b\n", 1, "next line"),
        ("a: [x, y\nb: c\n", 1, "`]`"),
        ("a: {x: y\nb: c\n", 1, "`}`"),
        ("a: {", 1, "Close it"),
        ("a: [\n", 1, "Close it"),
        ("a: b\nplain\nc: d\n", 2, "colon"),
        ("a: - b\n", 1, "line of its own"),
        ("a: 'it's'\n", 1, "same quotes"),
        ("text: |\n  one\n two\n", 3, "Line it up"),
        ("- a\nb: c\n", 2, "`- `"),
        ("- a: b\n   c: d\n", 2, "line the key up"),
        ("a: ]\n", 1, "quotes"),
    ],
)
def test_a_wrong_line_gets_a_remedy(text: str, line: int, part: str, loader: Loader) -> None:
    document = from_text(text, PATH, loader=loader)
    assert document.value is None
    assert [at for at, _ in told(document)] == [line]
    assert part in told(document)[0][1]


def test_lines_are_those_of_keys_and_items_and_of_each_line_in_a_block(loader: Loader) -> None:
    text = "- id: a\n  text: |\n    one\n\n    three\n- id: b\n  list:\n    - x\n    - y: z\n"
    document = from_text(text, PATH, loader=loader)
    assert document.line((0,)) == 1
    assert document.line((0, "text")) == 3
    assert document.line((0, "text"), character=5) == 5
    assert document.line((1, "list", 1, "y")) == 9
    assert document.line((1, "missing", 7)) == 6


def test_line_ends_of_other_systems_are_read(loader: Loader) -> None:
    assert from_text("a: b\r\nc: d\re: f\n", PATH, loader=loader).value == {
        "a": "b",
        "c": "d",
        "e": "f",
    }


SIGNS = st.sampled_from([*"ab:-#&*!|>'\"%@`{}[],? \n\t~<.\u2028\x00é😀", "- ", ": ", " #", "\n  "])


@given(st.lists(SIGNS, max_size=30).map("".join))
def test_any_text_gives_a_document_with_a_value_or_a_mistake(text: str) -> None:
    documents = [from_text(text, PATH, loader=loader) for loader in LOADERS]
    for document in documents:
        assert document.value is not None or document.mistakes
        lines = text.count("\n") + 1
        assert all(1 <= mistake.line <= lines for mistake in document.mistakes)
        assert all(mistake.what and mistake.remedy for mistake in document.mistakes)


PLAIN = st.recursive(
    st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" \n"), max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abcxyz_", min_size=1), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(PLAIN)
def test_what_is_written_as_text_is_read_back(value: Plain) -> None:
    written = yaml.safe_dump(value, default_style='"', allow_unicode=True)
    for loader in LOADERS:
        untagged = written.replace("!!null ", "")
        document = from_text(untagged, PATH, loader=loader)
        assert document.mistakes == ()
        assert document.value == value
