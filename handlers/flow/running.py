"""Running a flow: beginning, stopping, and coming back to the open question."""

from dataclasses import replace

from handlers.adapter import Conversation
from handlers.flow import asking
from handlers.flow.place import Place, here, run_of, so_far, stand
from handlers.turn import Decision, Text, Turn
from knowledge.flow import engine
from knowledge.flow.model import Flow, Question
from storage.record import Position


def begin(turn: Turn, flow_id: str, *, lead: str = "") -> Decision:
    """Begin a flow anew; the old answers stay until it ends."""
    flow = turn.track.flows[flow_id]
    question = engine.first(flow, {})
    if question is None:
        return turn.stay(Text(html=turn.messages.fill("flow.button_gone")))
    turn = replace(turn, record=replace(turn.record, interrupted=None))
    place = Place(position=_new(turn, flow, question), flow=flow, question=question)
    return stand(turn, place, asking.ask(turn, place, lead=lead))


def change(turn: Turn, flow: Flow, question: Question, *, lead: str = "") -> Decision:
    """Ask one question alone, to change its answer; a run that this interrupts goes on after it."""
    run = run_of(turn.record)
    if run is not None and run == turn.record.position and run.question == question.id:
        return stand_again(turn, replace(run, paused=False), lead=lead)
    known = engine.current(flow, so_far(turn.record))
    position = replace(_new(turn, flow, question), answers=known, only=question.id)
    turn = replace(turn, record=replace(turn.record, interrupted=run))
    place = Place(position=position, flow=flow, question=question)
    return stand(turn, place, asking.ask(turn, place, lead=lead))


def _new(turn: Turn, flow: Flow, question: Question) -> Position:
    run = turn.record.runs + 1
    return Position(flow=flow.id, question=question.id, run=run, started_at=turn.now)


def stand_again(turn: Turn, position: Position, *, lead: str = "") -> Decision:
    """Stand at a position as the flow is today, and ask its question."""
    turn = replace(turn, record=replace(turn.record, position=position, interrupted=None))
    place = here(turn)
    if place is None:
        return Decision(record=replace(turn.record, position=None))
    return stand(turn, place, asking.ask(turn, place, lead=lead))


def go_on(turn: Turn, decision: Decision) -> Decision:
    """Go on with the run that a single question interrupted, where there was one.

    A paused one stays paused.
    """
    record = decision.record
    run = record.interrupted if record is not None else None
    if record is None or run is None:
        return decision
    if run.paused:
        return replace(decision, record=replace(record, position=run, interrupted=None))
    lead = turn.messages.fill("questions.back_to_flow")
    again = stand_again(replace(turn, record=record), run, lead=lead)
    return replace(again, replies=(*decision.replies, *again.replies), counts=decision.counts)


def resume(turn: Turn, lead: str) -> Decision | None:
    """Ask the present question again after a pause; None where there is none to go back to."""
    place = here(turn)
    if place is None:
        return None
    place = replace(place, position=replace(place.position, paused=False, misses=0))
    return stand(turn, place, asking.ask(turn, place, lead=lead, anew=not place.only))


def cancel(turn: Turn) -> Decision:
    """Stop asking; what was answered stays for /start to go on from."""
    place = here(turn)
    if place is None or place.position.paused:
        return turn.stay(Text(html=turn.messages.fill("turn.nothing_to_cancel")))
    if place.only:
        return unchanged(turn)
    paused = replace(place, position=replace(place.position, paused=True, draft=None))
    html = turn.messages.fill("flow.stopped")
    return stand(turn, paused, Text(html=html, rows=(asking.on_again(turn, paused),)))


def unchanged(turn: Turn) -> Decision:
    """Leave a single question without an answer: the old one stays."""
    record = replace(turn.record, position=None)
    nothing = Decision(record=record, replies=(turn.show(turn.messages.fill("flow.unchanged")),))
    return go_on(turn, nothing)


def and_ask_again(turn: Turn, decision: Decision) -> Decision:
    """Add the present question once more to a decision, where the person is in a flow."""
    place = here(turn)
    if place is None or place.position.paused or decision.record is None:
        return decision
    question = asking.ask(turn, place, lead=turn.messages.fill("questions.back_to_flow"))
    return replace(decision, replies=(*decision.replies, question))


def then_ask_again(conversation: Conversation) -> Conversation:
    """Let what is said in the middle of a flow end with the open question."""

    def decide(turn: Turn) -> Decision:
        return and_ask_again(turn, conversation(turn))

    return decide


def and_remind(turn: Turn, decision: Decision) -> Decision:
    """Add the way back to the open question to a decision, where the person is in a flow."""
    place = here(turn)
    if place is None or place.position.paused or decision.record is None:
        return decision
    html = turn.messages.fill("questions.open_question")
    reminder = Text(html=html, rows=(asking.on_again(turn, place),))
    return replace(decision, replies=(*decision.replies, reminder))


def then_remind(conversation: Conversation) -> Conversation:
    """Let a command in the middle of a flow end with the way back to the open question."""

    def decide(turn: Turn) -> Decision:
        return and_remind(turn, conversation(turn))

    return decide
