"""Stopped: what is said after /cancel and may be the answer to the question that was stopped."""

from dataclasses import replace

from handlers import questions
from handlers.fitting import today
from handlers.flow import asking
from handlers.flow.moving import accept
from handlers.flow.place import Place, here, stand
from handlers.flow.running import resume
from handlers.flow.said import way_word
from handlers.turn import Decision, Text, Turn
from knowledge.flow.model import Kind
from knowledge.flow.offered import from_draft, picked, to_draft
from knowledge.flow.phrases import words
from knowledge.flow.readings import Ambiguous, Option, Understood
from knowledge.flow.understand import understand
from knowledge.flow.words import in_words
from knowledge.matcher import Outcome

_LONGEST_NAME = 3


def said(turn: Turn, text: str) -> Decision | None:
    """Go on where words say so, or offer to take them as the answer; None for anything else."""
    place = here(turn)
    if place is None or not place.position.paused:
        return None
    if way_word(turn, place, text) == "here":
        return resume(turn, turn.messages.fill("questions.back_to_flow"))
    chosen = picked(from_draft(place.position.draft), text)
    if chosen is not None:
        place = replace(place, position=replace(place.position, paused=False))
        return accept(turn, place, {place.question.id: chosen.value})
    options = _options(turn, place, text)
    return _offer(turn, place, options) if options else None


def without_offer(turn: Turn) -> Turn:
    """Return the turn with nothing on offer any more: a "yes" later is said to something else."""
    position = turn.record.position
    if position is None or not position.paused:
        return turn
    return replace(turn, record=replace(turn.record, position=replace(position, draft=None)))


def _options(turn: Turn, place: Place, text: str) -> tuple[Option, ...]:
    """Return what a text may mean as the answer; nothing where it is a question of its own."""
    if place.question.kind is Kind.TEXT:
        if not _is_name(turn, text):
            return ()
    elif questions.find(turn, text).outcome is Outcome.ANSWER:
        return ()
    read = understand(place.question, text, today=today(turn, turn.record))
    if isinstance(read, Ambiguous):
        return read.options
    clear = isinstance(read, Understood) and not (read.unread or read.loose)
    if not isinstance(read, Understood) or not clear or read.value is None:
        return ()
    label = in_words(turn.messages, place.question, read.value)
    return (Option(label=label, value=read.value),)


def _is_name(turn: Turn, text: str) -> bool:
    """Tell whether a text can only be a name: a word or two that no answer knows."""
    said = words(text)
    return 0 < len(said) <= _LONGEST_NAME and not turn.track.known_words.plain.intersection(said)


def _offer(turn: Turn, place: Place, options: tuple[Option, ...]) -> Decision:
    """Say that the questions are stopped, with what was typed and the way back as buttons."""
    place = replace(place, position=replace(place.position, draft=to_draft(options)))
    html = turn.messages.fill("flow.stopped.answer", title=place.question.title)
    rows = (*asking.offered(turn, place), asking.on_again(turn, place))
    return stand(turn, place, Text(html=html, rows=rows))
