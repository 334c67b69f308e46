"""Places for a person's own figures, and what `bot.py check` says of them."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers import read_answers
from knowledge.asking.for_me import PLACES, filled, places
from knowledge.checks.for_me import for_me_mistakes
from knowledge.mistakes import Mistake

ANSWER = "- id: time\n  phrasings: [how long]\n  text: {text}\n  for_me: {for_me}\n"


def mistakes(folder: Path, *, text: str = "Long.", for_me: str) -> list[Mistake]:
    """Return what the check says of the places of one answer."""
    (folder / "time.yaml").write_text(ANSWER.format(text=text, for_me=for_me))
    entries, _ = read_answers(folder)
    return list(for_me_mistakes(entries))


@pytest.mark.parametrize(
    ("text", "values", "shown"),
    [
        (
            "With {hours}: {range}.",
            {"hours": "6 hours", "range": "2 years"},
            "With 6 hours: 2 years.",
        ),
        ("With {hours}.\nBy {dates}.\n", {"hours": "6 hours"}, "With 6 hours."),
        ("By {dates}.\nAsk me again.", {"hours": "6 hours"}, ""),
        ("By {dates}.\nAsk me again.", {"dates": "May"}, "By May.\nAsk me again."),
        ("{{{hours}}}", {"hours": "6"}, "{6}"),
        ("{hours}", {"hours": "{range}"}, "{range}"),
        ("", {}, ""),
    ],
)
def test_a_line_is_told_where_all_its_places_have_values(
    text: str, values: Mapping[str, str], shown: str
) -> None:
    assert filled(text, values) == shown


@given(st.text(alphabet="{}ab hours\n", max_size=60))
def test_any_text_is_filled_without_an_error(text: str) -> None:
    assert isinstance(filled(text, dict.fromkeys(PLACES, "x")), str)
    assert all(text[place.at] in "{}" for place in places(text))


@pytest.mark.parametrize(
    ("for_me", "told"),
    [
        ("By {dats}.", "there is no place `{dats}`"),
        ("'{hours} and {nonsense}'", "there is no place `{nonsense}`"),
        ("'By {'", "a brace here belongs to no place"),
        ("By {Hours}.", "a brace here belongs to no place"),
        ("Nothing of yours.", "has no place for a figure"),
    ],
)
def test_what_nothing_can_fill_is_a_mistake_with_its_line(
    tmp_path: Path, for_me: str, told: str
) -> None:
    found = mistakes(tmp_path, for_me=for_me)
    assert told in found[0].what
    assert found[0].line == 4
    assert "{hours}" in found[0].remedy


def test_a_slip_of_the_finger_is_told_what_was_meant(tmp_path: Path) -> None:
    [found] = mistakes(tmp_path, for_me="By {dats}.")
    assert "Did you mean `{dates}`?" in found.remedy


def test_a_place_in_the_general_text_is_a_mistake(tmp_path: Path) -> None:
    [found] = mistakes(tmp_path, text="With {hours}.", for_me="By {dates}.")
    assert "stays as it is" in found.what
    assert found.line == 3


def test_braces_and_every_place_are_right(tmp_path: Path) -> None:
    every = " ".join(f"{{{name}}}" for name in PLACES)
    assert mistakes(tmp_path, text="'{\"id\": 1}'", for_me=f"'{every} {{{{json}}}}'") == []


def test_every_place_is_in_the_coaches_document() -> None:
    document = (Path(__file__).parents[3] / "docs" / "coaching.md").read_text()
    assert all(f"| `{{{name}}}` |" in document for name in PLACES)
