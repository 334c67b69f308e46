"""Fitting: a person's plan, made anew each time from what their record says."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import JsonValue

from handlers.turn import Turn
from knowledge.messages import Html, Messages
from knowledge.plan import Dates, Local, Plan, circumstances, plan_in
from knowledge.plan.line import Line, in_html
from storage.record import FirstPlan, Record


def plan_of(turn: Turn, record: Record | None = None) -> Plan:
    """Return the plan that follows from the record (the turn's, or another)."""
    kept = record or turn.record
    local = local_to(turn, kept.answers)
    who = circumstances(
        local.roadmap,
        kept.answers,
        today=today(turn, kept),
        marks_done=[id_ for id_, mark in kept.marks.items() if mark.state == "done"],
        marks_skipped=[id_ for id_, mark in kept.marks.items() if mark.state == "skipped"],
        started=kept.first_plan.made_on if kept.first_plan else None,
    )
    return plan_in(local, who)


def local_to(turn: Turn, answers: Mapping[str, JsonValue]) -> Local:
    """Return the roadmap where somebody with these answers lives, by their country."""
    place = answers.get("place")
    country = place.get("country") if isinstance(place, dict) else None
    return turn.track.localities.of(str(country) if country else None)


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
