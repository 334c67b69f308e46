"""Flow files: every mistake with its line and what to do."""

from pathlib import Path
from textwrap import dedent

import pytest

from knowledge.flow.check_together import mistakes_across
from knowledge.flow.loading import flow_in
from knowledge.mistakes import Mistake, Weight
from knowledge.reading import read

GOOD = """\
id: start
ends_with: summary
questions:
  - id: standing
    title: Where you stand
    text: Where do you stand?
    kind: one
    otherwise: At school
    choices:
      - {id: school, label: At school}
      - {id: work, label: At work, formerly: [job]}
  - id: hours
    title: Hours
    text: How many hours?
    kind: hours
    when: {standing: [work]}
    suggestions: ["6", "10"]
    otherwise: "5"
  - id: name
    title: Name
    text: Your name?
    kind: text
    limit: 64
    optional: true
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "start.yaml"


def mistakes(path: Path, text: str) -> list[Mistake]:
    path.write_text(text, encoding="utf-8")
    return list(flow_in(read(path))[1])


def test_a_good_flow_is_loaded(path: Path) -> None:
    path.write_text(GOOD, encoding="utf-8")
    flow, found = flow_in(read(path))
    assert found == ()
    assert flow is not None
    assert [question.id for question in flow.questions] == ["standing", "hours", "name"]
    hours = flow.question("hours")
    assert hours is not None
    assert hours.when == {"standing": ("work",)}


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        # ids
        ("id: start", "id: The Start", 1, "`The Start` can't be an id"),
        ("- id: hours", "- id: hours-a-week", 12, "`hours-a-week` can't be an id"),
        (
            "- id: hours",
            "- id: standing",
            12,
            "the id `standing` belongs to the question on line 4",
        ),
        ("{id: school,", "{id: таблица,", 10, "`таблица` can't be an id"),
        ("{id: school,", f"{{id: {'x' * 21},", 10, f"`{'x' * 21}` can't be an id"),
        ("{id: school,", "{id: work,", 11, "the id `work` stands here twice"),
        ("{id: school,", "{id: job,", 11, "the id `job` stands here twice"),
        ("{id: school,", "{id: answered,", 10, "`answered` can't be an id"),
        # conditions
        ("{standing: [work]}", "{standng: [work]}", 16, "there is no question `standng`"),
        ("{standing: [work]}", "{name: [answered]}", 16, "`name` is asked later"),
        ("{standing: [work]}", "{standing: [job]}", 16, "has no choice `job`"),
        ("{standing: [work]}", "{standing: []}", 16, "names no answer"),
        ("{standing: [work]}", "{hours: [answered]}", 16, "hours -> hours"),
        # what a kind lacks or has in vain
        ("    limit: 64\n", "", 19, "a text needs its `limit`"),
        ("kind: hours", "kind: number", 12, "a number needs its `range`"),
        ("kind: hours", "kind: number\n    range: [9, 1]", 16, "ends before it begins"),
        ("kind: hours", "kind: one", 12, "there is nothing to choose"),
        ("limit: 64", "limit: 64\n    range: [1, 2]", 24, "`range` does nothing"),
        ("optional: true", 'optional: true\n    otherwise: "x"', 25, "`otherwise` does nothing"),
        ('    otherwise: "5"\n', "", 12, "can't pass this question"),
        ("kind: hours", "kind: hurs", 15, "`hurs`, which is no choice here"),
        ("    kind: hours\n", "", 12, "there is no `kind` here"),
        ("limit: 64", "limits: 64", 23, "`limits` is no key here"),
        # words
        ('"6", "10"', '"6", "lots"', 17, "does not understand `lots`"),
        ('otherwise: "5"', 'otherwise: "some"', 18, "does not understand `some`"),
        ("otherwise: At school", "otherwise: In space", 8, "does not understand `In space`"),
        ("label: At school", "label: Work", 11, "`work` may mean `work` or `school`"),
        ("label: At school", 'label: "?!"', 10, "nobody can type this label"),
        # texts
        ("How many hours?", "How <b>many hours?", 14, "`<b>` is never closed"),
        ("text: Your name?", 'text: "  "', 21, "the question has no text"),
        ("title: Hours", 'title: ""', 13, "the title is empty"),
        ("ends_with: summary", "ends_with: nothing", 2, "`nothing`, which is no choice here"),
        # YAML's traps
        ("kind: hours", "kind: hours\n    kind: date", 16, "`kind` stands here a second time"),
        ("How many hours?", "How many #hours?", 14, "cut off"),
    ],
)
def test_a_mistake_is_told_with_its_line(
    path: Path, old: str, new: str, line: int, what: str
) -> None:
    assert old in GOOD
    found = mistakes(path, GOOD.replace(old, new, 1))
    told = [(one.line, one.what) for one in found if what in one.what]
    assert told, found
    assert line in {at for at, _ in told}
    assert all(one.remedy for one in found)
    assert flow_in(read(path))[0] is None


def test_case_4_questions_that_wait_for_each_other_are_named_in_a_circle(path: Path) -> None:
    found = mistakes(
        path,
        dedent("""\
        id: start
        ends_with: summary
        questions:
          - {id: a, title: A, text: A?, kind: text, limit: 9, optional: true, when: {b: [answered]}}
          - {id: b, title: B, text: B?, kind: text, limit: 9, optional: true, when: {c: [answered]}}
          - {id: c, title: C, text: C?, kind: text, limit: 9, optional: true, when: {a: [answered]}}
        """),
    )
    assert [one.what for one in found if "wait" in one.what] == [
        "these questions wait for each other: a -> b -> c -> a"
    ]


def test_a_question_that_no_answers_lead_to_is_a_mistake(path: Path) -> None:
    found = mistakes(
        path,
        GOOD.replace(
            "optional: true", "optional: true\n    when: {standing: [school], hours: [answered]}"
        ),
    )
    assert [one.what for one in found] == [
        "no answers lead to the question `name`: its `when` never holds"
    ]


def test_a_condition_may_look_at_a_number_of_hours(path: Path) -> None:
    when = "optional: true\n    when: {hours: [under 10]}"
    assert mistakes(path, GOOD.replace("optional: true", when)) == []
    bad = "optional: true\n    when: {hours: [below 10]}"
    assert [one.line for one in mistakes(path, GOOD.replace("optional: true", bad))] == [25]


def test_a_long_label_is_a_warning_that_keeps_the_flow_in_service(path: Path) -> None:
    label = "At a school of some kind, be it high or low"
    found = mistakes(path, GOOD.replace("label: At school", f'label: "{label}", also: [At school]'))
    assert [one.weight for one in found] == [Weight.WARNING]
    assert flow_in(read(path))[0] is not None


def test_an_amount_that_means_no_choice_is_a_mistake(path: Path) -> None:
    found = mistakes(path, GOOD.replace("kind: one", "kind: one\n    amounts: [school, rich]"))
    assert [one.what for one in found] == ["the question has no choice `rich`"]


def test_several_mistakes_are_told_at_once(path: Path) -> None:
    text = GOOD.replace("id: start", "id: A B").replace('"6", "10"', '"x", "y"')
    assert [one.line for one in mistakes(path, text)] == [1, 17, 17]


@pytest.mark.parametrize("text", ["", "- just\n- a list", "id: x", "x: [", "\ufeff", "a: &a [*a]"])
def test_what_is_no_flow_at_all_is_told(path: Path, text: str) -> None:
    assert mistakes(path, text)
    assert flow_in(read(path))[0] is None


def test_a_file_that_is_not_there_is_told(path: Path) -> None:
    flow, found = flow_in(read(path))
    assert flow is None
    assert len(found) == 1


def together(path: Path, *texts: str) -> list[str]:
    """Return what is wrong with flows that one track has."""
    flows = []
    for number, text in enumerate(texts):
        file = path.with_name(f"flow{number}.yaml")
        file.write_text(text, encoding="utf-8")
        flow, found = flow_in(read(file))
        assert flow is not None, found
        flows.append((flow, read(file)))
    return [f"{one.file.name}:{one.line}: {one.what}" for one in mistakes_across(flows)]


def test_two_flows_can_not_ask_under_one_id(path: Path) -> None:
    other = GOOD.replace("id: start", "id: fit").replace("standing", "place")
    assert together(path, GOOD, other) == [
        "flow1.yaml:12: the flow `start` has a question `hours` too",
        "flow1.yaml:19: the flow `start` has a question `name` too",
    ]


def test_a_note_may_look_at_another_flow_but_not_at_none(path: Path) -> None:
    note = "    notes: [{when: {%s: [under 10]}, text: Few hours.}]\n"
    other = (
        "id: fit\nends_with: summary\nquestions:\n"
        "  - id: days\n    title: Days\n    text: When?\n    kind: clock\n    optional: true\n"
    )
    assert together(path, GOOD, other + note % "hours") == []
    assert together(path, GOOD, other + note % "hour") == [
        "flow1.yaml:9: no flow of this track has a question `hour`"
    ]
