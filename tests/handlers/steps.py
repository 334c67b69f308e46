"""Steps that many dialogues share: to a question of the flows, through a restart, and back."""

from collections.abc import Mapping
from dataclasses import replace

from knowledge.flow.model import Flow, Question
from knowledge.library import Knowledge
from knowledge.markup import visible
from storage.record import Position, Record
from tests.dialogue import Dialogue, Speaker

ANSWERS: Mapping[str, str] = {
    "standing": "allready in IT",
    "it_work": "helpdesk",
    "hours": "6, sometimes 2",
    "name": "call me Ann",
    "computer": "old laptop",
    "languages": "pyhton and java",
    "databases": "mysql",
    "web": "html",
    "git": "a little",
    "path": "not sure",
    "can_pay": "nothing",
    "can_stop": "no, I need my job",
    "structure": "at my own pace",
    "target": "in 2 years",
    "place": "tashken",
    "reminder": "half past seven pm",
    "reminder_days": "weekdays",
}
"""What Ann answers to each question of the back-end flows, in their order, with her typos."""

QUESTIONS = tuple(ANSWERS)
FIRST = QUESTIONS[:3]
DEEPER = QUESTIONS[3:]


async def stand_at(speaker: Speaker, question: str) -> None:
    """Lead somebody new to a question, by typing the answers to those before it."""
    await speaker.says("/start")
    for id_, answer in ANSWERS.items():
        if id_ == DEEPER[0]:
            await speaker.taps("Make it fit")
        if id_ == question:
            return
        await speaker.says(answer)
    raise AssertionError(f"no question {question!r} in the flows")


async def with_plan(speaker: Speaker) -> None:
    """Lead somebody new to the first plan: a career changer with six hours a week."""
    await speaker.says("/start", "career changer", "6")


async def record_of(talk: Dialogue, person: int = 101) -> Record:
    """Return what is kept of a person."""
    record = await talk.house.store.load(person)
    assert record is not None
    return record


async def position_of(talk: Dialogue, person: int = 101) -> Position:
    """Return where a person stands in a flow."""
    position = (await record_of(talk, person)).position
    assert position is not None
    return position


def with_flow(knowledge: Knowledge, flow: Flow) -> Knowledge:
    """Return the knowledge after a coach has edited one flow of the first track."""
    track = knowledge.first
    edited = replace(track, flows={**track.flows, flow.id: flow})
    return replace(knowledge, tracks={**knowledge.tracks, track.id: edited})


def question(knowledge: Knowledge, id_: str) -> Question:
    """Return a question of the first track."""
    found = (flow.question(id_) for flow in knowledge.first.flows.values())
    return next(one for one in found if one is not None)


def question_of(knowledge: Knowledge, id_: str) -> str:
    """Return the first line of a question, as people see it."""
    return visible(question(knowledge, id_).text).splitlines()[0]


async def rewind(talk: Dialogue, record: Record) -> None:
    """Put a record back as it was, so that a test can go on from there in another way."""
    async with talk.house.store.hold(record.person) as held:
        await held.save(record)


async def with_all_answers(speaker: Speaker) -> None:
    """Lead somebody new through both flows, with Ann's answers."""
    await stand_at(speaker, QUESTIONS[-1])
    await speaker.says(ANSWERS[QUESTIONS[-1]])


def title_of(knowledge: Knowledge, id_: str) -> str:
    """Return what a question is called in the summary."""
    return question(knowledge, id_).title
