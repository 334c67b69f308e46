"""What a person taps in a flow: a present button, an old one, one tapped twice, a forged one."""

from collections.abc import Mapping
from dataclasses import replace

from pydantic import JsonValue

from handlers.fitting import today
from handlers.flow import asking
from handlers.flow.asking import FlowTap
from handlers.flow.moving import accept, button_gone, close, go
from handlers.flow.place import Place, here, stand
from handlers.flow.running import and_ask_again
from handlers.turn import Decision, Tapped, Text, Turn
from knowledge.flow.offered import from_draft, to_draft
from knowledge.flow.understand import Understood, understand


def tapped(turn: Turn) -> Decision:
    """Take a tap on a question's button."""
    tap = asking.read_tap(turn.happened.data) if isinstance(turn.happened, Tapped) else None
    place = here(turn)
    if tap is None or place is None or tap.run != place.position.run:
        return _stale(turn)
    if place.flow.question(tap.question) != place.question:
        return _behind(turn, place, tap)
    place = replace(place, position=replace(place.position, paused=False))
    if tap.verb == asking.DO:
        return go(turn, place, tap.argument)
    if tap.verb in (asking.ADD, asking.REMOVE):
        return _toggle(turn, place, tap)
    value = _value(turn, place, tap)
    if value is None:
        return button_gone(turn, place)
    return accept(turn, place, {place.question.id: value})


def _stale(turn: Turn) -> Decision:
    """Take a tap on a button of a run that is over."""
    return and_ask_again(turn, turn.stay(Text(html=turn.messages.fill("turn.stale_button"))))


def _behind(turn: Turn, place: Place, tap: FlowTap) -> Decision:
    """Take a tap on another question's button, from further up.

    Where it says what is answered already, that question is closed, and the present one stays.
    """
    named = place.flow.question(tap.question)
    if named is not None and _repeats(tap, place.position.answers) and turn.tapped_message:
        return turn.stay(*close(turn, place.at(named), place.position.answers))
    lead = turn.messages.fill("flow.question_is_over")
    return turn.stay(asking.ask(turn, place, lead=lead))


def _repeats(tap: FlowTap, answers: Mapping[str, JsonValue]) -> bool:
    """Tell whether a tap says what is answered already."""
    if tap.verb == asking.CHOOSE:
        return answers.get(tap.question) == tap.argument
    ended = tap.verb in (asking.SUGGEST, asking.OPTION) or tap.argument in ("skip", "done")
    return ended and tap.question in answers


def _toggle(turn: Turn, place: Place, tap: FlowTap) -> Decision:
    if place.question.choice(tap.argument) is None:
        return button_gone(turn, place)
    chosen = [one for one in asking.drafted(place) if one != tap.argument]
    if tap.verb == asking.ADD:
        chosen = place.question.with_choice(chosen, tap.argument)
    offered = to_draft(from_draft(place.position.draft))
    place = replace(place, position=replace(place.position, draft=[*chosen, *offered]))
    return stand(turn, place, turn.show(asking.html(turn, place), asking.rows(turn, place)))


def _value(turn: Turn, place: Place, tap: FlowTap) -> JsonValue:
    """Return what the tapped choice, suggestion or option stands for; None where it is gone."""
    if tap.verb == asking.CHOOSE:
        choice = place.question.choice(tap.argument)
        return choice.id if choice is not None else None
    if tap.verb == asking.OPTION:
        offered = {asking.mark(one.value): one.value for one in from_draft(place.position.draft)}
        return offered.get(tap.argument)
    suggested = {asking.mark(text): text for text in place.question.suggestions}
    if tap.argument not in suggested:
        return None
    reading = understand(place.question, suggested[tap.argument], today=today(turn, turn.record))
    return reading.value if isinstance(reading, Understood) else None
