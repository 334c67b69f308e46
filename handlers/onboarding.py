"""Onboarding: /start for somebody new, for somebody who comes back, and from a link."""

from dataclasses import replace

from handlers import fitting, plan, progress, questions
from handlers.flow import running
from handlers.flow.place import active
from handlers.reminding import returning
from handlers.turn import Button, Commanded, Decision, Tapped, Text, Turn
from storage.record import Record


def start(turn: Turn) -> Decision:
    """Welcome the person: to the first question, or back to where they were."""
    topic = turn.happened.argument if isinstance(turn.happened, Commanded) else ""
    welcomed = _welcome(turn)
    if not topic:
        return welcomed
    answered = _topic(turn, topic)
    return Decision(
        record=_with_last_answer(welcomed.record, answered.record),
        replies=(*answered.replies, *welcomed.replies),
    )


def _with_last_answer(record: Record | None, answered: Record | None) -> Record | None:
    if record is None or answered is None:
        return record
    return replace(record, last_answer=answered.last_answer, last_answer_at=answered.last_answer_at)


def _welcome(turn: Turn) -> Decision:
    name = called(turn)
    if turn.record.position is not None:
        resumed = running.resume(turn, turn.messages.fill("start.back_in_flow", name=name))
        if resumed is not None:
            return resumed
    if fitting.has_plan(turn.record):
        return _back(turn, name)
    known = bool(turn.record.answers)
    lead = turn.messages.fill("start.back_without_plan" if known else "start.welcome", name=name)
    return running.begin(turn, turn.track.flow_ending("first_plan").id, lead=lead)


def _back(turn: Turn, name: str) -> Decision:
    """Welcome back somebody with a plan: their next step, and what is still to be asked."""
    after_silence = returning.hello(turn, name)
    if after_silence is not None:
        return turn.stay(after_silence)
    deeper = turn.track.flow_ending("summary")
    hello = Text(html=turn.messages.fill("start.back", name=name))
    if not any(question.id in turn.record.answers for question in deeper.questions):
        fit = Button(label=turn.messages.label("start.fit"), data="o:fit")
        hello = replace(hello, rows=((fit,),))
    return turn.stay(hello, progress.step(turn, turn.record))


def _topic(turn: Turn, topic: str) -> Decision:
    """Give the answer that a link names; link makers write `faq_` before it and `_` for `-`."""
    plain = topic.lower().removeprefix("faq_")
    for id_ in (topic, plain, plain.replace("_", "-")):
        if turn.track.answer(id_) is not None:
            return questions.give(turn, id_)
    return turn.stay(Text(html=turn.messages.fill("start.no_topic")))


def called(turn: Turn) -> str:
    """Return what to call the person: as they said, as Telegram says, or by a kind word."""
    said = turn.record.answers.get("name")
    return str(said or turn.person.name or turn.messages.label("turn.friend"))


def tapped(turn: Turn) -> Decision:
    """Take "make a plan", "make it fit you", and "that is right" under the summary."""
    data = turn.happened.data if isinstance(turn.happened, Tapped) else ""
    if data == "o:plan":
        return _welcome(turn)
    if not fitting.has_plan(turn.record):
        return plan.none_yet(turn)
    return _fit(turn) if data == "o:fit" else _right(turn)


def said(turn: Turn, text: str) -> Decision | None:
    """Take words that say what those buttons do, where there is a plan; None for others."""
    if active(turn.record) or not fitting.has_plan(turn.record):
        return None
    plain = " ".join(text.casefold().replace(",", " ").split()).strip(" .!")
    meant = turn.messages.meaning("start.words.", plain)
    act = {"fit": _fit, "right": _right}.get(meant)
    return None if act is None else act(turn)


def _right(turn: Turn) -> Decision:
    """Show the plan and the next step."""
    return turn.stay(plan.overview(turn, turn.record), progress.step(turn, turn.record))


def _fit(turn: Turn) -> Decision:
    """Begin the questions that make the plan fit; no run that is under way or stopped is lost."""
    if active(turn.record):  # tapped twice, or from further up
        return running.and_ask_again(turn, turn.stay())
    lead = turn.messages.fill("start.back_in_flow", name=called(turn))
    deeper = turn.track.flow_ending("summary")
    return running.resume(turn, lead) or running.begin(
        turn, deeper.id, lead=turn.messages.fill("start.fit_intro")
    )
