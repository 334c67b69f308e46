"""The place where a person stands: in which flow, at which question, as both are today."""

from dataclasses import dataclass, replace

from pydantic import JsonValue

from handlers.turn import Decision, Reply, Turn
from knowledge.flow import engine
from knowledge.flow.model import Flow, Question
from storage.record import Position, Record


@dataclass(frozen=True, kw_only=True)
class Place:
    """A position with the flow and the question that it names."""

    position: Position
    flow: Flow
    question: Question

    @property
    def only(self) -> bool:
        """Whether a single question is asked, to change one answer."""
        return self.position.only is not None

    def missed(self) -> "Place":
        """Return the place after one more misunderstanding."""
        return replace(self, position=replace(self.position, misses=self.position.misses + 1))

    def at(self, question: Question) -> "Place":
        """Return the place at another question, with nothing chosen or misunderstood yet."""
        position = replace(self.position, question=question.id, draft=None, misses=0)
        return replace(self, position=position, question=question)


def active(record: Record) -> bool:
    """Tell whether the next text is an answer: the person is in a flow that is not paused."""
    return record.position is not None and not record.position.paused


def run_of(record: Record) -> Position | None:
    """Return the run of a whole flow that is under way, also while one question interrupts it."""
    alone = record.position is not None and record.position.only is not None
    return record.interrupted if alone or record.position is None else record.position


def so_far(record: Record) -> dict[str, JsonValue]:
    """Return all that a person has told, the run that is under way before the finished ones."""
    run = run_of(record)
    return {**record.answers, **(run.answers if run is not None else {})}


def here(turn: Turn) -> Place | None:
    """Return where the person stands, at the nearest question that still exists; None: nowhere."""
    position = turn.record.position
    flow = turn.track.flows.get(position.flow) if position is not None else None
    if position is None or flow is None:
        return None
    answers = engine.current(flow, position.answers)
    question = engine.nearest(flow, position.question, answers)
    only = flow.question(position.only) if position.only is not None else None
    if question is None or (position.only is not None and not _belongs(flow, question, only)):
        return None
    position = replace(position, answers=answers, only=only.id if only is not None else None)
    place = Place(position=position, flow=flow, question=question)
    return place if question.id == position.question else place.at(question)


def _belongs(flow: Flow, question: Question, only: Question | None) -> bool:
    """Tell whether a question is the one that is asked alone, or follows from its answer."""
    return only is not None and question.id in {only.id, *engine.dependents(flow, only.id)}


def stand(turn: Turn, place: Place, *replies: Reply) -> Decision:
    """Decide that the person stands at this place."""
    runs = max(turn.record.runs, place.position.run)
    return Decision(
        record=replace(turn.record, position=place.position, runs=runs), replies=replies
    )
