"""Asking: a question of a flow as a message, with its choices as buttons."""

import json
from dataclasses import dataclass
from zlib import crc32

from pydantic import JsonValue

from handlers.flow import naming
from handlers.flow.place import Place
from handlers.turn import Button, Rows, Text, Turn
from knowledge.flow import engine
from knowledge.flow.model import CHOOSING, Kind
from knowledge.flow.offered import from_draft
from knowledge.flow.words import in_words, option_in_words

_SHORT = 14
_LONGEST = 32
_A_ROW = 3


@dataclass(frozen=True, kw_only=True)
class FlowTap:
    """A tap on a question's button: `verb` says what to do, `argument` with which choice."""

    run: int
    question: str
    verb: str
    argument: str


CHOOSE, ADD, REMOVE, SUGGEST, OPTION, DO = "=", "+", "-", "~", "?", "!"


def data(place: Place, verb: str, argument: str) -> str:
    """Return a button's callback data; a run's number tells old buttons from present ones."""
    return f"f:{place.position.run}:{place.question.id}:{verb}{argument}"


def read_tap(text: str) -> FlowTap | None:
    """Read callback data, which came over the wire; None for what no button of ours says."""
    match text.split(":", maxsplit=3):
        case ["f", run, question, said] if run.isdecimal() and said:
            return FlowTap(run=int(run), question=question, verb=said[0], argument=said[1:])
        case _:
            return None


def ask(turn: Turn, place: Place, *, lead: str = "", anew: bool = False) -> Text:
    """Return the present question as a message, after an opening sentence where there is one."""
    parts = (lead.strip(), html(turn, place), naming.under(turn, place))
    return Text(html="\n\n".join(part for part in parts if part), rows=rows(turn, place, anew=anew))


def html(turn: Turn, place: Place) -> str:
    """Return the question's text with how far along it is."""
    done, of = engine.progress(place.flow, place.question.id, place.position.answers)
    count = turn.messages.fill("flow.count", number=str(done), of=str(of))
    text = engine.text(place.question, {**turn.record.answers, **place.position.answers})
    return text if place.only else f"{count}\n{text}"


def closed(turn: Turn, place: Place, value: JsonValue) -> str:
    """Return the question as it stays in the chat once it is answered, with the answer."""
    said = in_words(turn.messages, place.question, value, now=turn.now)
    choice = place.question.choice(value) if isinstance(value, str) else None
    about = choice.about if choice is not None else ""
    answer = turn.messages.fill("flow.your_answer", answer=said).strip()
    there = naming.of_choice(turn, place, value)
    return "\n\n".join(part for part in (html(turn, place), answer, about, there) if part)


def may_skip(place: Place) -> bool:
    """Tell whether Skip is offered: where optional, or after two misunderstandings running."""
    stuck = place.position.misses > 1 and place.question.otherwise is not None
    return place.question.optional or stuck


def option_rows(turn: Turn, place: Place) -> Rows:
    """Return a button for each thing that an ambiguous answer may mean, and the ways around it."""
    return (*offered(turn, place), *_ways(turn, place, anew=False))


def offered(turn: Turn, place: Place) -> Rows:
    """Return a button for each thing on offer in the draft."""
    return tuple(
        (
            Button(
                label=option_in_words(turn.messages, place.question, option, now=turn.now),
                data=data(place, OPTION, mark(option.value)),
            ),
        )
        for option in from_draft(place.position.draft)
    )


def on_again(turn: Turn, place: Place) -> tuple[Button, ...]:
    """Return the button that leads back to the open question."""
    label = turn.messages.label("questions.continue")
    return (Button(label=label, data=data(place, DO, "here")),)


def mark(value: JsonValue) -> str:
    """Return a short mark of what a button says, however long that is, and of nothing else."""
    return f"{crc32(json.dumps(value, sort_keys=True).encode()):08x}"


def rows(turn: Turn, place: Place, *, anew: bool = False) -> Rows:
    """Return the question's buttons: its choices or suggestions, then the ways around it."""
    return (*(_choices(turn, place) or offered(turn, place)), *_ways(turn, place, anew=anew))


def _choices(turn: Turn, place: Place) -> Rows:
    question = place.question
    if question.kind is Kind.SEVERAL:
        return (*_packed(_toggles(turn, place)), (_way(turn, place, "done"),))
    if question.kind in CHOOSING:
        return _packed(
            [
                Button(label=choice.label, data=data(place, CHOOSE, choice.id))
                for choice in question.choices
            ]
        )
    return _packed(
        [Button(label=text, data=data(place, SUGGEST, mark(text))) for text in question.suggestions]
    )


def _toggles(turn: Turn, place: Place) -> list[Button]:
    """Return buttons that say what a tap makes true, so that a double tap changes nothing more."""
    chosen = drafted(place)
    return [
        Button(
            label=turn.messages.label("flow.chosen", label=choice.label),
            data=data(place, REMOVE, choice.id),
        )
        if choice.id in chosen
        else Button(label=choice.label, data=data(place, ADD, choice.id))
        for choice in place.question.choices
    ]


def ticked(place: Place) -> tuple[str, ...]:
    """Return the ids ticked by taps so far; options on offer may stand beside them in the draft."""
    draft = place.position.draft if isinstance(place.position.draft, list) else []
    return tuple(place.question.in_order(one for one in draft if isinstance(one, str)))


def drafted(place: Place) -> tuple[str, ...]:
    """Return the ids that count as chosen: those ticked, or before any tap those told earlier."""
    if place.position.draft is not None:
        return ticked(place)
    told = place.position.answers.get(place.question.id)
    chosen = told if isinstance(told, list) else []
    return tuple(place.question.in_order(str(one) for one in chosen))


def is_open(place: Place, way: str) -> bool:
    """Tell whether a way around the question leads anywhere: nothing is kept before an answer."""
    if way == "keep":
        return kept(place) is not None
    return way != "done" or place.question.kind is Kind.SEVERAL


def kept(place: Place) -> JsonValue:
    """Return what this run has as the answer already, seen again on a way back; None: nothing."""
    return None if place.only else place.position.answers.get(place.question.id)


def _ways(turn: Turn, place: Place, *, anew: bool) -> Rows:
    question = place.question
    first = [_way(turn, place, "help")] if question.help else []
    if place.only or engine.before(place.flow, question.id, place.position.answers):
        first.append(_way(turn, place, "back"))
    if kept(place) is None and may_skip(place):
        first.append(_way(turn, place, "skip"))
    second = (_way(turn, place, "anew"),) if anew else ()
    return tuple(row for row in (_keep(turn, place), tuple(first), second) if row)


def _keep(turn: Turn, place: Place) -> tuple[Button, ...]:
    """Return the way forward from a question that was answered before the person went back."""
    value = kept(place)
    if value is None:
        return ()
    answer = in_words(turn.messages, place.question, value, now=turn.now)
    short = answer if len(answer) <= _LONGEST else f"{answer[: _LONGEST - 1].rstrip()}…"
    label = turn.messages.label("flow.button.keep", answer=short)
    return (Button(label=label, data=data(place, DO, "keep")),)


def _way(turn: Turn, place: Place, name: str) -> Button:
    return Button(label=turn.messages.label(f"flow.button.{name}"), data=data(place, DO, name))


def _packed(buttons: list[Button]) -> Rows:
    """Return short labels three a row, and long ones a row each, so that none is cut on a phone."""
    size = _A_ROW if all(len(button.label) <= _SHORT for button in buttons) else 1
    return tuple(tuple(buttons[i : i + size]) for i in range(0, len(buttons), size))
