"""Practising: a term to explain, its answer behind a button, and whether it was known."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers import fitting
from handlers.turn import Button, Decision, Rows, Text, Turn
from knowledge.answers import Answer
from knowledge.plan.order import NextStep
from knowledge.reminding import practice
from storage.record import Card, Record

TERMS = "glossary"
"""The topic of the answers that explain a term."""

ASKED = "term:"
"""What stands before a term's id in the record's `told`, for the day on which it was asked."""


def term(turn: Turn, step: NextStep | None, day: date) -> Answer | None:
    """Return the term to ask on a local day, one of the next milestone's where none is due."""
    every = [answer.id for answer in turn.track.answers.values() if answer.topic == TERMS]
    at_hand = step.task.milestone.terms if step is not None else ()
    known = [id_ for id_ in dict.fromkeys((*at_hand, *every)) if turn.track.answer(id_)]
    asked = {
        key.removeprefix(ASKED): on
        for key, on in turn.record.reminders.told.items()
        if key.startswith(ASKED)
    }
    id_ = practice.next_term(at_hand, known, _cards(turn.record), day, asked)
    return turn.track.answer(id_) if id_ is not None else None


def button(turn: Turn, one: Answer) -> Button:
    """Return the button that shows a term's answer."""
    return Button(label=turn.messages.label("reminders.tap.answer"), data=f"r:answer:{one.id}")


def asked(turn: Turn) -> Decision:
    """Ask one more term, as a message of its own."""
    step = fitting.plan_of(turn).next_step if fitting.has_plan(turn.record) else None
    one = term(turn, step, fitting.today(turn, turn.record))
    if one is None:
        return turn.stay(Text(html=turn.messages.fill("reminders.practice.none")))
    html = turn.messages.fill("reminders.practice.ask", term=one.title)
    return turn.stay(Text(html=html, rows=((button(turn, one),),)))


def tapped(turn: Turn, values: Sequence[str]) -> Decision | None:
    """Show the answer, or note whether it was known; None where the term is gone."""
    one = turn.track.answer(values[0]) if values else None
    if one is None:
        return None
    match values[1:]:
        case []:
            rows = ((_knew(turn, one, "yes"), _knew(turn, one, "no")),)
            return turn.stay(turn.show(one.text, rows))
        case ["yes" | "no" as knew]:
            return _noted(turn, one, knew=knew == "yes")
        case _:
            return None


def _noted(turn: Turn, one: Answer, *, knew: bool) -> Decision:
    """Note whether it was known. The answer stays on the screen."""
    before, day = _cards(turn.record).get(one.id), fitting.today(turn, turn.record)
    card = practice.answered(before, day, knew=knew)
    cards = {**turn.record.cards, one.id: Card(due=card.due, seen=card.seen, box=card.box)}
    again = turn.messages.fill(f"reminders.practice.{'knew' if knew else 'not_yet'}")
    more = Button(label=turn.messages.label("reminders.practice.more"), data="r:practise")
    rows: Rows = ((more,),)
    reply = turn.show(f"{one.text.strip()}\n\n{again}", rows)
    return Decision(record=replace(turn.record, cards=cards), replies=(reply,))


def _knew(turn: Turn, one: Answer, said: str) -> Button:
    label = turn.messages.label(f"reminders.practice.said.{said}")
    return Button(label=label, data=f"r:answer:{one.id}:{said}")


def _cards(record: Record) -> dict[str, practice.Card]:
    return {
        id_: practice.Card(due=card.due, seen=card.seen, box=card.box)
        for id_, card in record.cards.items()
    }
