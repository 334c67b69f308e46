"""Moving through a flow: answers taken, and the ways around a question."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from pydantic import JsonValue

from handlers.fitting import today
from handlers.flow import asking, endings, naming
from handlers.flow.place import Place, stand
from handlers.flow.running import begin, unchanged
from handlers.turn import Decision, Edit, Reply, Tapped, Turn
from knowledge.flow import engine
from knowledge.flow.model import Kind, Question
from knowledge.flow.understand import Answers, Understood, understand
from knowledge.flow.words import in_words


def accept(
    turn: Turn, place: Place, values: Mapping[str, JsonValue], *, unread: str = ""
) -> Decision:
    """Take answers, the present question's first; ask the next question, or end the flow.

    An answer to a free question that was given before is no longer what the next message leans on.
    """
    turn = replace(turn, record=replace(turn.record, last_answer=None, last_answer_at=None))
    values = {**values, place.question.id: _settled(place, values[place.question.id])}
    answers = engine.current(place.flow, {**place.position.answers, **values})
    following = engine.after(place.flow, place.question.id, answers, only=place.position.only)
    there = replace(place, position=replace(place.position, answers=answers))
    closing = close(turn, place, values)
    heard = _heard(turn, place, values, unread)
    if not place.only:
        schools = naming.once_home_is_known(turn, place, values)
        heard = "\n".join(part for part in (heard, schools) if part)
    if following is None:
        decision = endings.end(turn, place.flow, there.position, heard)
        return replace(decision, replies=(*closing, *decision.replies))
    there = there.at(following)
    return stand(turn, there, *closing, asking.ask(turn, there, lead=heard))


def elsewhere(turn: Turn, place: Place, reading: Answers) -> Decision:
    """Keep answers to other questions, say so, and ask the present one again."""
    turn = replace(turn, record=replace(turn.record, last_answer=None, last_answer_at=None))
    answers = engine.current(place.flow, {**place.position.answers, **reading.values})
    place = replace(place, position=replace(place.position, answers=answers, misses=0))
    heard = _heard(turn, place, reading.values, reading.unread)
    lead = turn.messages.fill("flow.elsewhere", title=place.question.title)
    return stand(turn, place, asking.ask(turn, place, lead=f"{heard}\n{lead}"))


def _settled(place: Place, value: JsonValue) -> JsonValue:
    """Return the value that an answer comes to, so that nothing told before it is lost.

    What is typed joins what was tapped; to skip a question on the way back leaves it as it was.
    """
    if value is None:
        return asking.kept(place)
    if place.question.kind is not Kind.SEVERAL or not isinstance(value, list):
        return value
    chosen = [*asking.ticked(place)]
    for one in value:
        chosen = place.question.with_choice(chosen, str(one))
    return [*chosen]


def go(turn: Turn, place: Place, way: str) -> Decision:
    """Go a way around the question; a way that does not exist came over the wire."""
    if way not in _WAYS or not asking.is_open(place, way):
        return button_gone(turn, place)
    return _WAYS[way](turn, place)


def button_gone(turn: Turn, place: Place) -> Decision:
    """Say that a button's choice is there no more, and ask again."""
    lead = turn.messages.fill("flow.button_gone")
    return stand(turn, place, asking.ask(turn, place, lead=lead))


def _back(turn: Turn, place: Place) -> Decision:
    if place.only:
        return unchanged(turn)
    before = engine.before(place.flow, place.question.id, place.position.answers)
    if before is None:
        lead = turn.messages.fill("flow.first")
        return stand(turn, place, asking.ask(turn, place, lead=lead))
    earlier = place.at(before)
    return stand(turn, earlier, *close(turn, place, {}), asking.ask(turn, earlier))


def _skip(turn: Turn, place: Place) -> Decision:
    question = place.question
    if question.optional or asking.kept(place) is not None:
        return accept(turn, place, {question.id: None})
    if question.otherwise is not None and asking.may_skip(place):
        reading = understand(question, question.otherwise, today=today(turn, turn.record))
        if isinstance(reading, Understood):
            return accept(turn, place, {question.id: reading.value})
    place = place.missed()
    lead = turn.messages.fill("flow.not_optional", variant=place.position.misses - 1)
    return stand(turn, place, asking.ask(turn, place, lead=lead))


def _keep(turn: Turn, place: Place) -> Decision:
    return accept(turn, place.at(place.question), {place.question.id: None})


def _help(turn: Turn, place: Place) -> Decision:
    lead = place.question.help or turn.messages.fill("flow.no_help")
    return stand(turn, place, asking.ask(turn, place, lead=lead))


def _done(turn: Turn, place: Place) -> Decision:
    chosen = asking.drafted(place)
    if not chosen:
        place = place.missed()
        lead = turn.messages.fill("flow.none_chosen", variant=place.position.misses - 1)
        return stand(turn, place, asking.ask(turn, place, lead=lead))
    return accept(turn, place, {place.question.id: list(chosen)})


def _anew(turn: Turn, place: Place) -> Decision:
    return _here(turn, place) if place.only else begin(turn, place.flow.id)


def _here(turn: Turn, place: Place) -> Decision:
    return stand(turn, place, asking.ask(turn, place))


_WAYS: Mapping[str, Callable[[Turn, Place], Decision]] = {
    "back": _back,
    "skip": _skip,
    "keep": _keep,
    "help": _help,
    "done": _done,
    "anew": _anew,
    "here": _here,
}


def _heard(turn: Turn, place: Place, values: Mapping[str, JsonValue], unread: str) -> str:
    """Say what was understood of typed words, so that a misreading is seen at once."""
    if isinstance(turn.happened, Tapped):
        return ""
    heard = [
        _named(turn, place, question, value)
        for id_, value in values.items()
        if value is not None and (question := place.flow.question(id_)) is not None
    ]
    parts = [turn.messages.fill("flow.noted", answers="; ".join(heard))] if heard else []
    if unread:
        parts.append(turn.messages.fill("flow.unread", text=unread))
    return " ".join(part.strip() for part in parts)


def _named(turn: Turn, place: Place, question: Question, value: JsonValue) -> str:
    """Say an answer; one to another question with its name, where it wouldn't be clear alone."""
    answer = in_words(turn.messages, question, value, now=turn.now)
    if question.id == place.question.id or not question.asks_for_things:
        return answer
    return turn.messages.label("flow.noted.other", title=question.title, answer=answer)


def close(turn: Turn, place: Place, values: Mapping[str, JsonValue]) -> tuple[Reply, ...]:
    """Take the buttons off a tapped question, leaving the answer in their place."""
    if turn.tapped_message is None:
        return ()
    id_ = place.question.id
    html = asking.closed(turn, place, values[id_]) if id_ in values else asking.html(turn, place)
    return (Edit(message=turn.tapped_message, html=html),)
