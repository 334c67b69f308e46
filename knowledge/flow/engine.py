"""The engine: which question of a flow comes now, as pure functions of the answers so far.

Nothing is remembered here: where a person stands follows from a question's id and the answers, so
that a restart, a way back or an edited flow leads to a question that exists and applies. Answers
map question ids to values; None is a skipped question, no entry is one not asked yet. A flow's
`when` looks back only, so one pass in order settles what applies, and every walk ends.
"""

from collections.abc import Mapping
from typing import TypeAlias

from pydantic import JsonValue

from knowledge.flow.conditions import holds
from knowledge.flow.model import Flow, Question
from knowledge.flow.values import fits, of_today

Answers: TypeAlias = Mapping[str, JsonValue]


def applicable(flow: Flow, answers: Answers) -> tuple[Question, ...]:
    """Return the questions that apply to somebody with these answers, answered or not, in order."""
    heard: dict[str, JsonValue] = {}
    questions: list[Question] = []
    for question in flow.questions:
        if holds(question.when, heard):
            questions.append(question)
            if question.id in answers:
                heard[question.id] = answers[question.id]
    return tuple(questions)


def text(question: Question, answers: Answers) -> str:
    """Return the question as it is put to somebody with these answers, its notes included.

    `answers` may be those of all flows: a note may look at another flow's.
    """
    notes = [note.text for note in question.notes if holds(note.when, answers)]
    return "\n".join(part.strip() for part in (question.text, *notes))


def current(flow: Flow, answers: Answers) -> dict[str, JsonValue]:
    """Return the answers as the flow is today.

    Renamed questions and choices get their new ids. An answer that no longer fits its question,
    or whose question no longer applies, is left out; one to a question that the flow doesn't have
    is kept as it is.
    """
    mended: dict[str, JsonValue] = {}
    for id_, value in sorted(answers.items(), key=lambda answer: _is_renamed(flow, answer[0])):
        question = flow.question(id_)
        if question is None:
            mended[id_] = value
        elif question.id not in mended and fits(question, now := of_today(question, value)):
            mended[question.id] = now
    here = {question.id for question in flow.questions}
    apply = {question.id for question in applicable(flow, mended)}
    return {id_: value for id_, value in mended.items() if id_ in apply or id_ not in here}


def _is_renamed(flow: Flow, id_: str) -> bool:
    question = flow.question(id_)
    return question is not None and question.id != id_


def first(flow: Flow, answers: Answers) -> Question | None:
    """Return the first question that applies and is not answered."""
    return next((one for one in applicable(flow, answers) if one.id not in answers), None)


def after(flow: Flow, id_: str, answers: Answers, *, only: str | None = None) -> Question | None:
    """Return the next question that applies and is not answered; None when the flow is finished.

    After the last one comes what was left open before it: a question may have been added to the
    flow meanwhile. In a run for one question (`only`) just the questions follow that its answer
    made applicable.
    """
    wanted = None if only is None else dependents(flow, only)
    left = [
        question
        for question in applicable(flow, answers)
        if question.id not in answers and (wanted is None or question.id in wanted)
    ]
    order = [question.id for question in flow.questions]
    here = order.index(id_) if id_ in order else -1
    later = (question for question in left if order.index(question.id) > here)
    return next(later, left[0] if left else None)


def before(flow: Flow, id_: str, answers: Answers) -> Question | None:
    """Return the question answered last before this one in the flow's order; None at the first."""
    earlier: Question | None = None
    for question in applicable(flow, answers):
        if question.id == id_:
            break
        if question.id in answers:
            earlier = question
    return earlier


def nearest(flow: Flow, id_: str, answers: Answers) -> Question | None:
    """Return the question with this id, or the one to ask in its place where it is gone.

    A renamed question is found under its new name. In the place of one that is gone, or that no
    longer applies, comes the first one not answered; where all are, the last, so that nobody is
    left without a way to the end. None only when no question applies at all.
    """
    questions = applicable(flow, answers)
    named = flow.question(id_)
    if named in questions:
        return named
    return first(flow, answers) or (questions[-1] if questions else None)


def progress(flow: Flow, id_: str, answers: Answers) -> tuple[int, int]:
    """Return which question this is, from 1, and how many apply as far as is known now."""
    ids = [question.id for question in applicable(flow, answers)]
    return (ids.index(id_) + 1 if id_ in ids else len(ids)), len(ids)


def merged(flow: Flow, kept: Answers, run: Answers) -> dict[str, JsonValue]:
    """Return a person's answers after a run: the run's in place of all that this flow asked before.

    Answers of other flows stay as they are.
    """
    others = {id_: value for id_, value in kept.items() if flow.question(id_) is None}
    return {**others, **current(flow, run)}


def dependents(flow: Flow, id_: str) -> frozenset[str]:
    """Return the questions that are asked because of this one's answer, directly or not."""
    found = {id_}
    for question in flow.questions:
        if found & question.when.keys():
            found.add(question.id)
    return frozenset(found - {id_})
