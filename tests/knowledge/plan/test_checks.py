"""Mistakes in a roadmap's file: each with its line and what to do, all at once."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.mistakes import Mistake, Weight
from knowledge.plan import load_roadmap
from knowledge.reading import read
from tests.knowledge.plan.conftest import ROADMAP, shipped

Load = Callable[..., tuple[str, tuple[Mistake, ...]]]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Return a loader of the shipped file with some texts replaced; it returns the text too."""

    def loaded(*edits: tuple[str, str]) -> tuple[str, tuple[Mistake, ...]]:
        text = ROADMAP.read_text(encoding="utf-8")
        for old, new in edits:
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / "roadmap.yaml"
        path.write_text(text, encoding="utf-8")
        return text, load_roadmap(path)[1]

    return loaded


def line_of(text: str, part: str) -> int:
    """Return the line (from 1) on which a part of the text first stands."""
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ("needs: [k1]", "needs: [k9]", "needs: [k9]", "no milestone 'k9'"),
        ("beside: [e1]", "beside: [e77]", "beside: [e77]", "no milestone 'e77'"),
        ("replaces: [x2]", "replaces: [x8]", "replaces: [x8]", "no milestone 'x8'"),
        ("[e5], leaves", "[e55], leaves", "[e55], leaves", "no milestone 'e55'"),
        ("- path: bachelor", "- path: guild", "- path: guild", "no path 'guild'"),
        ("  path: self\n\n#", "  path: solo\n\n#", "  path: solo", "no path 'solo'"),
        ("low: 2, high: 5,", "low: 5, high: 2,", "low: 5, high: 2,", "low end 5 is above"),
        ("low: 2, high: 5,", "low: -2, high: 5,", "low: -2, high: 5,", "below zero"),
        ("leaves: 0.5", "leaves: 5", "leaves: 5", "5 is not a share"),
        ("proof: {value: 0.1", "proof: {value: 10", "proof: {value: 10", "10 is not a share"),
        (
            "studied_slow: {value: 0.75",
            "studied_slow: {value: 0.95",
            "studied_slow: {value: 0.95",
            "studies in more weeks",
        ),
        ("title: Try it once", "title: " + "Try " * 8, "title: Try Try", "31 characters"),
        ("id: k2", "id: k1", "id: k1\n        title: Try", "'k1' is taken"),
        ("id: k2", "id: K-2", "id: K-2", "other characters"),
        ("id: bootcamp", "id: self", "id: self\n    title: Coding", "'self' is taken"),
        (
            "[e1, e2, e3, e4, e6, e7, x1]",
            "[e1, e2, e3, e4, e6, e7, r2]",
            "e7, r2]",
            "teaches r2, which comes after applying",
        ),
        (
            "        hours: {low: 4, high: 10, basis: judgement, as_of: 2026}\n",
            "",
            "- id: k2",
            "counts in the dates, but has no hours",
        ),
        (
            ', source: "Educative roadmap article (about 2022): college certificate, 1 to 2 years"',
            "",
            "high: 104, basis: source, as_of: 2026}",
            "names none",
        ),
    ],
)
def test_an_error_keeps_the_old_roadmap_and_names_its_line(
    load: Load, old: str, new: str, where: str, what: str
) -> None:
    text, mistakes = load((old, new))
    errors = [mistake for mistake in mistakes if mistake.weight is Weight.ERROR]
    found = [mistake for mistake in errors if what in mistake.what]
    assert [mistake.line for mistake in found] == [line_of(text, where)]
    assert found[0].remedy


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        (", basis: judgement, as_of: 2026}", ", as_of: 2026}", "value: 0.6", "no `basis`"),
        (", basis: judgement, as_of: 2026}", ", basis: judgement}", "value: 0.6", "no `as_of`"),
        ("basis: judgement", "basis: gossip", "basis: gossip", "`gossip`, which is no choice"),
        ("phase: optional", "phase: never", "phase: never", "`never`, which is no choice"),
        ("low: 2, high: 5,", "low: two, high: 5,", "low: two", "`two`"),
        ("low: 2, high: 5,", "low: nan, high: 5,", "low: nan", "`nan`"),
        ("        done_when:", "        done_wen:", "done_wen", "`done_wen` is no key"),
    ],
)
def test_what_has_the_wrong_shape_is_told_with_its_line(
    load: Load, old: str, new: str, where: str, what: str
) -> None:
    text, mistakes = load((old, new))
    assert line_of(text, where) in {one.line for one in mistakes if what in one.what}


def test_a_cycle_is_named_in_the_order_of_needs(load: Load) -> None:
    text, mistakes = load(
        ("hours: {low: 2, high: 5,", "needs: [k2]\n        hours: {low: 2, high: 5,")
    )
    assert [mistake.what for mistake in mistakes] == [
        "milestones need each other: k1 needs k2 needs k1"
    ]
    assert mistakes[0].line == line_of(text, "needs: [k2]")


def test_a_stage_has_three_to_ten_milestones(load: Load) -> None:
    text = ROADMAP.read_text(encoding="utf-8")
    first, last = text.index("      - id: g3"), text.index("# Four made-up people")
    edited, mistakes = load((text[first:last], ""))
    assert [mistake.what for mistake in mistakes] == ["the stage 'grow' has 2 milestones"]
    assert mistakes[0].line >= line_of(edited, "id: grow")


def test_resources_are_one_to_three(load: Load) -> None:
    text = ROADMAP.read_text(encoding="utf-8")
    first = text.index("        resources:\n", text.index("- id: g1"))
    last = text.index("\n\n", first)
    _, mistakes = load((text[first:last], "        resources: []"))
    assert [mistake.what for mistake in mistakes] == ["the milestone 'g1' has 0 resources"]


def test_all_mistakes_come_at_once_in_the_order_of_the_file(load: Load) -> None:
    _, mistakes = load(
        ("needs: [k1]", "needs: [k9]"), ("leaves: 0.5", "leaves: 5"), ("id: s4", "id: S4")
    )
    errors = [mistake for mistake in mistakes if mistake.weight is Weight.ERROR]
    assert len(errors) >= 3
    assert [mistake.line for mistake in errors] == sorted(mistake.line for mistake in errors)


def test_a_long_sentence_is_a_warning(load: Load) -> None:
    long = "An hour of trying tells you more than a week of reading, and it is much more fun too."
    text, mistakes = load(("An hour of trying tells you more than a week of reading.", long))
    assert [(one.weight, one.line) for one in mistakes] == [
        (Weight.WARNING, line_of(text, "more fun"))
    ]


def test_an_edit_that_moves_a_reference_person_is_a_warning(load: Load) -> None:
    text, mistakes = load(
        ("low: 90, high: 180, basis: judgement", "low: 90, high: 280, basis: judgement")
    )
    assert {one.weight for one in mistakes} == {Weight.WARNING}
    assert mistakes[0].what == (
        "From zero, self-study, 6 hours a week: 149 to 281 weeks were agreed, now 152 to 299 weeks"
    )
    assert mistakes[0].line == line_of(text, "weeks: [149, 281]")


def test_a_reference_person_whom_nothing_fits_is_told_in_words(load: Load) -> None:
    _, mistakes = load(("path: bootcamp}", "path: bachelor}"), ("hours: [40, 40]", "hours: [6, 6]"))
    assert [one.what for one in mistakes] == [
        "From zero, bootcamp, 40 hours a week: 32 to 66 weeks were agreed, now no weeks"
    ]


def test_figures_that_nobody_checked_for_years_are_warnings() -> None:
    found, mistakes = load_roadmap(ROADMAP, today=date(2026, 12, 31))
    assert mistakes == ()
    found, mistakes = load_roadmap(ROADMAP, today=date(2029, 1, 1))
    assert found is not None
    assert len(mistakes) > 50
    assert {one.weight for one in mistakes} == {Weight.WARNING}


QUESTIONS: dict[str, set[str]] = {
    "standing": {"school", "cs_degree", "other_degree", "changer", "in_it"},
    "it_work": {"code", "admin", "support", "other"},
    "hours": set(),
    "computer": {"computer", "phone"},
    "languages": {
        "python", "java", "javascript", "csharp", "php", "ruby", "go", "cpp", "other", "none",
    },
    "databases": {"sql", "nosql", "none"},
    "web": {"http", "html", "api", "none"},
    "git": {"daily", "little", "none"},
    "path": {"self", "bootcamp", "certificate", "associate", "bachelor", "master", "unsure"},
    "can_pay": {"nothing", "some", "much"},
    "can_stop": {"no", "part", "yes"},
    "structure": {"alone", "guided", "class"},
    "target": set(),
}  # fmt: skip


def test_the_shipped_roadmap_reads_only_what_the_onboarding_asks() -> None:
    _, mistakes = load_roadmap(ROADMAP, questions=QUESTIONS)
    assert mistakes == ()


def test_what_no_flow_asks_is_a_mistake_where_it_is_read() -> None:
    fewer = {**QUESTIONS, "git": {"little", "none"}}
    del fewer["structure"]
    found, mistakes = load_roadmap(ROADMAP, questions=fewer)
    text = ROADMAP.read_text(encoding="utf-8")
    assert found is None
    assert "no flow asks the question 'structure'" in {one.what for one in mistakes}
    [git] = [one for one in mistakes if "'git'" in one.what]
    assert git.what == "the question 'git' has no choice 'daily'"
    assert git.line == line_of(text, "known_by: {git: [daily]}")


def test_reasons_without_a_message_are_mistakes() -> None:
    reasons = {reason for rule in shipped().suggestions for reason in rule.reasons}
    messages = Path(__file__).parents[3] / "knowledge/messages/plan.yaml"
    written = read(messages).value
    assert isinstance(written, dict)
    assert load_roadmap(ROADMAP, messages=written)[1] == ()
    mistakes = load_roadmap(ROADMAP, messages=reasons - {"plan.reason.free"})[1]
    assert {one.what for one in mistakes} == {"there is no message 'plan.reason.free'"}


@pytest.mark.parametrize("text", ["", "stages: [", "- a\n- b\n", "stages: none\n"])
def test_a_file_that_is_no_roadmap_is_told_and_never_raised(tmp_path: Path, text: str) -> None:
    path = tmp_path / "roadmap.yaml"
    path.write_text(text, encoding="utf-8")
    found, mistakes = load_roadmap(path)
    assert found is None
    assert mistakes
    assert load_roadmap(tmp_path / "none.yaml")[0] is None
