"""What a person says in a flow: a way around, a question first, or an answer."""

from dataclasses import replace

from handlers import questions
from handlers.fitting import today
from handlers.flow import asking
from handlers.flow.moving import accept, elsewhere, go
from handlers.flow.place import Place, here, stand
from handlers.flow.running import and_ask_again, go_on
from handlers.turn import Decision, Said, Text, Turn
from knowledge.flow.choices import exactly
from knowledge.flow.interruption import asks_first
from knowledge.flow.model import CHOOSING
from knowledge.flow.offered import from_draft, narrowed, picked, to_draft
from knowledge.flow.phrases import words
from knowledge.flow.skipping import skips
from knowledge.flow.understand import Ambiguous, Misread, understand_several
from knowledge.matcher import Found, Outcome
from knowledge.messages import Html

_WAYS = ("back", "skip", "keep", "help", "done", "anew", "here")


def said(turn: Turn) -> Decision:
    """Take a text in a flow."""
    place = here(turn)
    text = turn.happened.text if isinstance(turn.happened, Said) else ""
    if place is None:  # the flow itself is gone: what is said is a free question
        turn = replace(turn, record=replace(turn.record, position=None))
        return go_on(turn, questions.said(turn))
    if (way := way_word(turn, place, text)) is not None:
        return go(turn, place, way)
    found = questions.find(turn, text)
    urgent = questions.is_urgent(turn, found)
    if not urgent and _asks_about_it(turn, text):
        return go(turn, place, "help")
    if urgent or asks_first(place.question, text):
        return and_ask_again(turn, questions.respond(turn, found))
    return _read(turn, place, text, found)


def is_said_to_flow(turn: Turn, text: str) -> bool:
    """Tell whether words that also mean a command name a way or a choice of the open question."""
    place = here(turn)
    if place is None:
        return False
    question = place.question
    chosen = question.kind in CHOOSING and exactly(question.choices, words(text))
    return bool(chosen) or way_word(turn, place, text) is not None or skips(question, text)


def way_word(turn: Turn, place: Place, text: str) -> str | None:
    """Return the way around the open question that a text names: "back", "skip"."""
    plain = _plain(text)
    if plain and not plain.strip("?\uff1f¿"):
        return "help"
    for way in _WAYS:
        if not asking.is_open(place, way):
            continue
        if plain in turn.messages.label(f"flow.word.{way}").split("|"):
            return way
    return None


def _asks_about_it(turn: Turn, text: str) -> bool:
    """Tell whether a text asks what the open question is for: "wait why do you need my name"."""
    plain = _plain(text)
    return any(words in plain for words in turn.messages.label("flow.word.about").split("|"))


def _only_agrees(turn: Turn, text: str) -> bool:
    """Tell whether a text says yes or no: here that is said to the question, not small talk."""
    return _plain(text) in turn.messages.label("flow.word.agreement").split("|")


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split()).strip(" .!")


def _read(turn: Turn, place: Place, text: str, found: Found) -> Decision:
    if (chosen := _picked(turn, place, text)) is not None:
        return chosen
    day = today(turn, turn.record)
    reading = understand_several(
        place.flow, place.question.id, place.position.answers, text, today=day
    )
    if isinstance(reading, Ambiguous):
        return offer(turn, place.missed(), reading)
    if isinstance(reading, Misread):
        answered = found.outcome is Outcome.ANSWER and not _only_agrees(turn, text)
        if answered and not reading.attempted:
            return and_ask_again(turn, questions.respond(turn, found))
        return _missed(turn, place.missed(), reading)
    if place.question.id not in reading.values:
        return elsewhere(turn, place, reading)
    return accept(turn, place, reading.values, unread=reading.unread)


def _picked(turn: Turn, place: Place, text: str) -> Decision | None:
    """Take a text that picks one of what is on offer, or leaves fewer of it; None for others."""
    on_offer = from_draft(place.position.draft)
    chosen = picked(on_offer, text)
    if chosen is not None:
        return accept(turn, place, {place.question.id: chosen.value})
    fewer = narrowed(on_offer, text)
    still = Ambiguous(reason="flow.which.still", options=fewer)
    return offer(turn, place.missed(), still) if fewer else None


def offer(turn: Turn, place: Place, reading: Ambiguous) -> Decision:
    """Show what an ambiguous answer may mean; the options wait in the draft."""
    draft = [*asking.ticked(place), *to_draft(reading.options)]
    place = replace(place, position=replace(place.position, draft=draft))
    html = turn.messages.fill(reading.reason, variant=max(0, place.position.misses - 1))
    return stand(turn, place, Text(html=html, rows=asking.option_rows(turn, place)))


def _missed(turn: Turn, place: Place, reading: Misread) -> Decision:
    """Say kindly what was not understood, never in the same words twice running, and ask again."""
    lead = turn.messages.fill(reading.reason, variant=place.position.misses - 1, **reading.fills)
    if place.position.misses > 1:
        ways = turn.messages.fill("flow.all_choices", variant=place.position.misses)
        lead = Html(f"{lead}\n{ways}")
    return stand(turn, place, asking.ask(turn, place, lead=lead))
