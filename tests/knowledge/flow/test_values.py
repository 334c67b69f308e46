"""Kept values, and what an edit of their question leaves of them."""

import pytest
from pydantic import JsonValue

from knowledge.flow.conditions import holds
from knowledge.flow.model import Choice, Kind, Question
from knowledge.flow.values import fits, of_today
from tests.knowledge.flow.flows import one, question

ONE = one("one", "a", "b")
SEVERAL = question(
    "several",
    Kind.SEVERAL,
    choices=(Choice(id="a", label="A"), Choice(id="new", label="B", formerly=("b", "c"))),
)
AGE = question("age", Kind.NUMBER, range=(10, 99))


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        (ONE, "a"),
        (SEVERAL, ["a", "new"]),
        (AGE, 10),
        (question("q", Kind.HOURS), [2, 6]),
        (question("q", Kind.HOURS), [6, 2]),
        (question("q", Kind.DATE), "2027-08-31"),
        (question("q", Kind.CLOCK), "20:30"),
        (question("q", Kind.PLACE), {"city": None, "country": "UZ", "zone": "Asia/Tashkent"}),
        (question("q", Kind.DAYS), ["mon", "thu"]),
        (question("q", Kind.TEXT), "Ann"),
        (question("q", Kind.TEXT, optional=True), None),
    ],
)
def test_a_value_of_its_kind_fits(asked: Question, value: JsonValue) -> None:
    assert fits(asked, value)
    assert of_today(asked, value) == value


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        (ONE, "gone"),
        (ONE, ["a"]),
        (ONE, None),
        (SEVERAL, "a"),
        (SEVERAL, []),
        (SEVERAL, ["a", "gone"]),
        (AGE, 9),
        (AGE, True),
        (AGE, "27"),
        (AGE, 27.5),
        (question("q", Kind.HOURS), 6),
        (question("q", Kind.HOURS), [2, 0]),
        (question("q", Kind.HOURS), [0, 2]),
        (question("q", Kind.HOURS), [1, 169]),
        (question("q", Kind.HOURS), [169, 1]),
        (question("q", Kind.DATE), "next summer"),
        (question("q", Kind.DATE), 20270831),
        (question("q", Kind.CLOCK), "8:30"),
        (question("q", Kind.CLOCK), "20:30:00"),
        (question("q", Kind.CLOCK), "25:00"),
        (question("q", Kind.PLACE), "Tashkent"),
        (question("q", Kind.PLACE), {"city": "Tashkent"}),
        (question("q", Kind.DAYS), ["thu", "mon"]),
        (question("q", Kind.DAYS), ["mon", "someday"]),
        (question("q", Kind.DAYS), []),
        (question("q", Kind.TEXT), " "),
        (question("q", Kind.TEXT), 5),
    ],
)
def test_a_value_of_another_shape_does_not_fit(asked: Question, value: JsonValue) -> None:
    assert not fits(asked, value)


@pytest.mark.parametrize(
    ("asked", "kept", "now"),
    [
        (SEVERAL, ["b", "a"], ["a", "new"]),
        (SEVERAL, ["b", "c"], ["new"]),
        (SEVERAL, ["a", "gone"], ["a"]),
        (SEVERAL, "b", ["new"]),
        (ONE, ["a"], "a"),
        (ONE, ["a", "b"], ["a", "b"]),
        (ONE, "gone", "gone"),
        (SEVERAL, None, None),
    ],
)
def test_ids_of_yesterday_become_those_of_today(
    asked: Question, kept: JsonValue, now: JsonValue
) -> None:
    assert of_today(asked, kept) == now


@pytest.mark.parametrize(
    ("when", "answers", "held"),
    [
        ({}, {}, True),
        ({"q": ("a",)}, {"q": "a"}, True),
        ({"q": ("a", "b")}, {"q": "b"}, True),
        ({"q": ("a",)}, {"q": ["b", "a"]}, True),
        ({"q": ("a",)}, {"q": "b"}, False),
        ({"q": ("a",)}, {}, False),
        ({"q": ("a",)}, {"q": None}, False),
        ({"q": ("answered",)}, {"q": "20:30"}, True),
        ({"q": ("answered",)}, {"q": None}, False),
        ({"q": ("under 10",)}, {"q": [2, 9]}, True),
        ({"q": ("under 10",)}, {"q": [2, 10]}, False),
        ({"q": ("under 10",)}, {"q": 9}, True),
        ({"q": ("under 10",)}, {"q": "under"}, False),
        ({"q": ("a",), "r": ("b",)}, {"q": "a", "r": "c"}, False),
    ],
)
def test_a_condition_holds_where_every_question_has_one_of_its_answers(
    when: dict[str, tuple[str, ...]], answers: dict[str, JsonValue], held: bool
) -> None:
    assert holds(when, answers) is held
