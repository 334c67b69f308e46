"""Fitting: a person's plan, made anew each time from what their record says."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from handlers.turn import Turn
from knowledge.messages import Html, Messages
from knowledge.plan import Dates, Plan, circumstances, make_plan
from knowledge.plan.line import Line, in_html
from storage.record import FirstPlan, Record


def plan_of(turn: Turn, record: Record | None = None) -> Plan:
    """Return the plan that follows from the record (the turn's, or another)."""
    kept = record or turn.record
    roadmap = turn.track.roadmap
    who = circumstances(
        roadmap,
        kept.answers,
        today=today(turn, kept),
        marks_done=[id_ for id_, mark in kept.marks.items() if mark.state == "done"],
        marks_skipped=[id_ for id_, mark in kept.marks.items() if mark.state == "skipped"],
        started=kept.first_plan.made_on if kept.first_plan else None,
    )
    return make_plan(roadmap, who)


def today(turn: Turn, record: Record) -> date:
    """Return the day it is where the person lives; in UTC where that is not known."""
    return turn.now.astimezone(zone_of(record)).date()


def zone_of(record: Record) -> ZoneInfo:
    """Return the person's time zone; UTC where it is not known."""
    place = record.answers.get("place")
    name = place.get("zone") if isinstance(place, dict) else None
    try:
        return ZoneInfo(str(name or "UTC"))
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def dates(plan: Plan) -> Dates:
    """Return a plan's dates as they may be told: none for an end beyond what our source covers."""
    return replace(plan.dates, latest=None) if plan.beyond else plan.dates


def first_plan(turn: Turn, plan: Plan, record: Record) -> FirstPlan:
    """Return a plan's dates, to compare later ones with."""
    told = dates(plan)
    return FirstPlan(made_on=today(turn, record), earliest=told.earliest, latest=told.latest)


def has_plan(record: Record) -> bool:
    """Tell whether the person has been given a plan."""
    return record.first_plan is not None


def tell(messages: Messages, lines: Iterable[Line], *, apart: str = "\n") -> Html:
    """Tell lines in Telegram HTML, one under the other."""
    return Html(apart.join(in_html(messages, one).strip() for one in lines))
