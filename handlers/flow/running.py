"""Running a flow: beginning, stopping, and coming back to the open question."""

from dataclasses import replace

from handlers.adapter import Conversation
from handlers.flow import asking
from handlers.flow.place import Place, here, stand
from handlers.turn import Button, Decision, Text, Turn
from knowledge.flow import engine
from storage.record import Position


def begin(turn: Turn, flow_id: str, *, lead: str = "", only: str | None = None) -> Decision:
    """Begin a flow anew (the old answers stay until it ends), or one question of it (`only`)."""
    flow = turn.track.flows[flow_id]
    known = engine.current(flow, turn.record.answers) if only else {}
    question = flow.question(only) if only else engine.first(flow, known)
    if question is None:
        return turn.stay(Text(html=turn.messages.fill("flow.button_gone")))
    position = Position(
        flow=flow.id,
        question=question.id,
        run=turn.record.runs + 1,
        started_at=turn.now,
        answers={id_: value for id_, value in known.items() if id_ != question.id},
        only=question.id if only else None,
    )
    place = Place(position=position, flow=flow, question=question)
    return stand(turn, place, asking.ask(turn, place, lead=lead))


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
    return stand(turn, paused, Text(html=turn.messages.fill("flow.stopped")))


def unchanged(turn: Turn) -> Decision:
    """Leave a single question without an answer: the old one stays."""
    record = replace(turn.record, position=None)
    return Decision(record=record, replies=(turn.show(turn.messages.fill("flow.unchanged")),))


def and_ask_again(turn: Turn, decision: Decision) -> Decision:
    """Add the present question once more to a decision, where the person is in a flow."""
    place = here(turn)
    if place is None or place.position.paused or decision.record is None:
        return decision
    question = asking.ask(turn, place, lead=turn.messages.fill("questions.back_to_flow"))
    return replace(decision, replies=(*decision.replies, question))


def and_remind(turn: Turn, decision: Decision) -> Decision:
    """Add the way back to the open question to a decision, where the person is in a flow."""
    place = here(turn)
    if place is None or place.position.paused or decision.record is None:
        return decision
    label = turn.messages.label("questions.continue")
    button = Button(label=label, data=asking.data(place, asking.DO, "here"))
    reminder = Text(html=turn.messages.fill("questions.open_question"), rows=((button,),))
    return replace(decision, replies=(*decision.replies, reminder))


def then_remind(conversation: Conversation) -> Conversation:
    """Let a command in the middle of a flow end with the way back to the open question."""

    def decide(turn: Turn) -> Decision:
        return and_remind(turn, conversation(turn))

    return decide
