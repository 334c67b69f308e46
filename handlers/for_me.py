"""For me: an answer's own line for a person, with the figures of their plan."""

from collections.abc import Mapping

from handlers.fitting import has_plan, local_to, plan_of, tell
from handlers.flow.place import active, so_far
from handlers.turn import Button, Rows, Turn
from knowledge.answers import Answer
from knowledge.asking.for_me import filled
from knowledge.flow.words import country_name
from knowledge.markup import escape
from knowledge.plan.describe_there import school_there
from knowledge.plan.figures import figures
from knowledge.plan.line import Line, in_html


def lines(turn: Turn, answer: Answer) -> str:
    """Return what an answer says of the person's own plan, as Telegram HTML; empty: nothing."""
    if not answer.for_me or not has_plan(turn.record):
        return ""
    return filled(answer.for_me, _values(turn))


def school(turn: Turn, answer: Answer) -> str:
    """Return what the school that an answer explains is called where the person lives."""
    local = local_to(turn, so_far(turn.record))
    return tell(turn.messages, school_there(local, answer.path)) if answer.path else ""


def row(turn: Turn, answer: Answer) -> Rows:
    """Return the way to a plan under an answer that would have more to say with one."""
    if not answer.for_me or has_plan(turn.record) or active(turn.record):
        return ()
    return ((Button(label=turn.messages.label("questions.make_plan"), data="o:plan"),),)


def home(turn: Turn) -> str:
    """Return the country that the person lives in, by its two letters; empty if not known."""
    place = turn.record.answers.get("place")
    country = place.get("country") if isinstance(place, dict) else None
    return str(country or "")


def _values(turn: Turn) -> Mapping[str, str]:
    found = {
        name: in_html(turn.messages, value).strip() if isinstance(value, Line) else escape(value)
        for name, value in figures(plan_of(turn)).items()
    }
    country = home(turn)
    return {**found, "country": escape(country_name(country))} if country else found
