"""The shipped roadmap, and that nothing in Python knows it: another career works the same."""

import dataclasses
import re
from datetime import date
from pathlib import Path

from knowledge.plan import Roadmap, circumstances, make_plan
from knowledge.plan.ends import Ends
from knowledge.plan.reference import reference_plans
from knowledge.plan.roadmap import (
    Basis,
    Milestone,
    Phase,
    Reads,
    Resource,
    Span,
    Stage,
)

PLAN = Path(__file__).parents[3] / "knowledge/plan"


def test_the_eight_stages_of_the_source_stand_in_order(roadmap: Roadmap) -> None:
    assert [stage.id for stage in roadmap.stages] == [
        "know", "plan", "educate", "experience", "certify", "prepare", "search", "grow",
    ]  # fmt: skip
    assert len(roadmap.milestones) >= 35


def test_the_figures_of_the_milestones_are_those_of_the_model(roadmap: Roadmap) -> None:
    model = {
        "k1": (2, 5), "k2": (4, 10), "k3": (2, 5), "p1": (2, 6), "p2": (1, 4), "p3": (2, 6),
        "e1": (90, 180), "e2": (15, 35), "e3": (15, 35), "e4": (40, 80), "e5": (50, 110),
        "e6": (90, 180), "e7": (25, 50), "e8": (15, 35), "e9": (30, 70), "x1": (50, 100),
        "x2": (50, 110), "x3": (15, 40), "x4": (8, 20), "c1": (1, 3), "c3": (40, 120),
        "r1": (12, 25), "r2": (40, 90), "r3": (15, 40), "r4": (10, 30), "s1": (4, 8),
        "s2": (40, 90), "s3": (20, 50), "s4": (2, 6),
    }  # fmt: skip
    found = {one.id: one.hours for one in roadmap.milestones.values() if one.id in model}
    assert {id_: (hours.low, hours.high) for id_, hours in found.items() if hours} == model


def test_every_milestone_helps_to_begin(roadmap: Roadmap) -> None:
    for one in roadmap.milestones.values():
        assert all((one.why, one.done_when, one.first_ten_minutes, one.small_step)), one.id
        assert all(found.publisher and found.where for found in one.resources), one.id


def test_before_a_computer_is_there_every_milestone_has_something_for_a_phone(
    roadmap: Roadmap,
) -> None:
    order = list(roadmap.milestones)
    for id_ in order[: order.index("p3")]:
        assert any(found.phone for found in roadmap.milestones[id_].resources), id_
    assert roadmap.milestones["p3"].on_phone


def test_nothing_promises_a_job(roadmap: Roadmap) -> None:
    texts = re.findall(r"[^.!?]+[.!?]", str(dataclasses.asdict(roadmap)))
    claims = re.compile(r"(?i)guarantee|job-ready|placement rate|you will (get|find) a job")
    assert [text for text in texts if claims.search(text)] == []


def test_the_reference_people_stand_where_they_were_agreed(roadmap: Roadmap) -> None:
    found = reference_plans(roadmap)
    assert [one.person.weeks for one in found] == [(149, 281), (33, 63), (32, 66), (81, 153)]
    assert not any(one.moved for one in found)


def test_no_id_of_the_roadmap_stands_in_the_code(roadmap: Roadmap) -> None:
    ids = {*roadmap.milestones, "bootcamp", "bachelor", "master", "certificate"}
    ids |= {
        choice for one in roadmap.milestones.values() for c in one.known_by.values() for choice in c
    }
    code = " ".join(path.read_text(encoding="utf-8") for path in PLAN.glob("*.py"))
    literals = {found.strip("'\"") for found in re.findall(r"\"\w+\"|'\w+'", code)}
    assert ids & literals == set()


def oven(id_: str, *, hours: int, phase: Phase, **more: object) -> Milestone:
    """Return a milestone of the bakers' roadmap."""
    span = Span(low=hours, high=hours, basis=Basis.JUDGEMENT, as_of=2026)
    return Milestone(
        id=id_,
        title=id_,
        why="Bread.",
        done_when="It rose.",
        first_ten_minutes="Weigh.",
        small_step="Knead.",
        phase=phase,
        resources=(Resource(title="Bread", publisher="Us"),),
        hours=span,
        **more,  # type: ignore[arg-type]
    )


def bakery(roadmap: Roadmap) -> Roadmap:
    """Return a roadmap of another career, with the same arithmetic."""
    nothing = {"hours": "time", "path": "way", "target": "day"}
    bake = oven("bake", hours=90, phase=Phase.BEFORE_APPLYING, needs=("sell",), formerly=("oven",))
    sell = oven("sell", hours=9, phase=Phase.DURING_SEARCH)
    rest = oven("rest", hours=1, phase=Phase.AFTER_JOB)
    return dataclasses.replace(
        roadmap,
        reads=Reads(**nothing, unsure=(), phone_only={"oven": ("none",)}, head_start=()),
        stages=(Stage(id="bread", title="Bread", about="", milestones=(rest, bake, sell)),),
        suggestions=(),
    )


def test_another_career_has_a_plan_of_its_own(roadmap: Roadmap) -> None:
    baker = bakery(roadmap)
    today = date(2026, 11, 25)
    who = circumstances(baker, {"time": 10, "way": "self", "day": "2027-12-31"}, today=today)
    made = make_plan(baker, who)
    assert made.order == ("sell", "bake", "rest")
    assert made.weeks == Ends(low=13, high=90 / 7.5 + 9 / 7.5)
    assert made.who.target == date(2027, 12, 31)


def test_a_renamed_milestone_keeps_its_mark(roadmap: Roadmap) -> None:
    baker = bakery(roadmap)
    today = date(2026, 11, 25)
    who = circumstances(baker, {}, today=today, marks_done=["oven"])
    assert who.done == {"bake"}
    assert who.strangers == ()
    made = make_plan(baker, who)
    task = made.task("oven")
    assert task is not None
    assert task.settled
