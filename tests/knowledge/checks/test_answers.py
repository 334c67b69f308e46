"""What `bot.py check` says of answers: errors, and warnings for the coach to weigh."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.check import check_answers
from knowledge.mistakes import Mistake, Weight

TODAY = date(2026, 3, 1)
PHRASINGS = "[one, two, three, four, five, six, seven, eight]"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def mistakes(folder: Path, text: str) -> tuple[Mistake, ...]:
    (folder / "a.yaml").write_text(text)
    return check_answers(folder, TODAY)


def one(folder: Path, text: str, weight: Weight) -> str:
    """Return the only mistake of a weight, with its line, in one text."""
    (found,) = [mistake for mistake in mistakes(folder, text) if mistake.weight is weight]
    return f"{found.line}: {found.what}. {found.remedy}"


def answer(rest: str = "", text: str = "So it is.", id_: str = "x") -> str:
    return f"- id: {id_}\n  phrasings: {PHRASINGS}\n  text: {text}\n{rest}"


def test_a_good_answer_has_no_mistakes(folder: Path) -> None:
    text = answer(
        "  title: A title\n  as_of: 2025\n"
        "  sources: [{title: T, publisher: P, year: 2024, where: 'https://example.org/?page=2'}]\n",
        text="<b>Pay</b> is $84,000, and 5 hours a week are 1,000 small steps.",
    )
    assert mistakes(folder, text) == ()


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        (answer(id_="какой-вопрос"), 1, "doesn't fit on a button"),
        (answer(id_="x" * 33), 1, "doesn't fit on a button"),
        (answer(id_="Large"), 1, "doesn't fit on a button"),
        (answer(f"  title: {'x' * 31}\n"), 4, "the title has 31 characters"),
        (answer("  follow_ups: [x]\n"), 4, "follows up on itself"),
        (answer("  follow_ups:\n    - y\n"), 5, "there is no answer `y`"),
        (answer(text="a < b"), 3, "`<` is no tag"),
        (answer(text="|\n    fine\n    <b>not"), 5, "`<b>` is never closed"),
        (answer(text="one<p>two"), 3, "`<p>` is no tag"),
        (answer(text="x" * 4097), 3, "4,097 characters"),
        (answer(text="😀" * 2049), 3, "4,098 characters"),
        ("- {id: x, phrasings: [], text: X}\n", 1, "`phrasings` is empty"),
        (f"- {{id: x, phrasings: {PHRASINGS}}}\n", 1, "there is no `text` here"),
        (answer("  formerly: [y]\n") + "- {id: y, phrasings: [y], text: Y}\n", 5, "is taken"),
    ],
)
def test_errors(folder: Path, text: str, line: int, part: str) -> None:
    """Cases 14 and 51, and texts that Telegram refuses."""
    told = one(folder, text, Weight.ERROR)
    assert told.startswith(f"{line}: ")
    assert part in told


def test_a_follow_up_by_an_old_name_leads_somewhere(folder: Path) -> None:
    other = answer("  follow_ups: [old]\n", id_="y").replace(PHRASINGS, "[ein, zwei]")
    found = mistakes(folder, answer("  formerly: [old]\n") + other)
    assert [mistake for mistake in found if mistake.weight is Weight.ERROR] == []


def test_a_phrasing_of_two_answers_is_told_with_the_other_place(folder: Path) -> None:
    text = (
        "- id: x\n  phrasings:\n    - How long?\n    - one\n    - ONE\n  text: X\n"
        "- id: y\n  phrasings: ['how  long', two]\n  text: Y\n"
    )
    found = [m for m in mistakes(folder, text) if m.weight is Weight.ERROR]
    assert [(m.line, m.what) for m in found] == [
        (5, "the phrasing `ONE` stands in this answer too (a.yaml, line 4)"),
        (8, "the phrasing `how  long` stands in `x` too (a.yaml, line 3)"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("- {id: x, phrasings: [one, two], text: X}\n", 1, "`x` has 2 phrasings"),
        ("- {id: x, phrasings: [one], text: X}\n", 1, "`x` has 1 phrasing."),
        (answer("  as_of: 2023\n"), 4, "checked in 2023, over 2 years ago"),
        (answer("  as_of: 2027\n"), 4, "still to come"),
        (answer("  sources: [{title: T, publisher: P, year: 2022}]\n"), 4, "add `as_of: 2026`"),
        (answer(text="x" * 901), 3, "901 characters, more than a phone shows"),
        (answer(text="|\n    Pay:\n    it is $84,000 a year."), 5, "`$8`"),
        (answer(text="It is 15,000 jobs."), 3, "`15,000`"),
        (answer(text="Half of it, 50 %, is luck."), 3, "without a source"),
        (answer(text="Some earn 120k."), 3, "`120k`"),
        (answer(text="See http://example.org now."), 3, "`https://`"),
        (answer(text='See <a href="https://example.org/?utm_source=x">it</a>.'), 3, "tracks"),
    ],
)
def test_warnings(folder: Path, text: str, line: int, part: str) -> None:
    told = one(folder, text, Weight.WARNING)
    assert told.startswith(f"{line}: ")
    assert part in told


@pytest.mark.parametrize(
    "text",
    [
        answer("  as_of: 2024\n"),
        answer(text="In 5 to 10 hours, step 2 of 3, HTTP 404, O(1,000)."),
        answer(text="Open http://localhost:8000 or http://127.0.0.1."),
        answer(text="<b>" + "x" * 900 + "</b>"),
    ],
)
def test_what_needs_no_warning(folder: Path, text: str) -> None:
    assert mistakes(folder, text) == ()


def test_every_mistake_is_told_at_once_in_the_order_of_the_files(folder: Path) -> None:
    (folder / "b.yaml").write_text("- x: y\n- id: &a b\n")
    (folder / "c.yaml").write_text("text: cut #off\n")
    found = mistakes(folder, answer("  as_of: 1999\n", text="<x>", id_="X") + "- id: y\n")
    assert [(m.file.name, m.line) for m in found] == [
        ("a.yaml", 1),
        ("a.yaml", 3),
        ("a.yaml", 4),
        ("a.yaml", 5),
        ("a.yaml", 5),
        ("b.yaml", 2),
        ("c.yaml", 1),
        ("c.yaml", 1),
    ]
