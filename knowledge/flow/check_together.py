"""Checks of a track's flows together: they share one set of answers, kept by question id."""

from collections.abc import Collection, Iterator, Sequence

from knowledge.document import Document
from knowledge.flow.model import Flow
from knowledge.mistakes import Mistake


def mistakes_across(flows: Sequence[tuple[Flow, Document]]) -> Iterator[Mistake]:
    """Yield questions of two flows under one id, and notes that look at a question of none."""
    owner: dict[str, Flow] = {}
    for flow, document in flows:
        for position, question in enumerate(flow.questions):
            for id_ in (question.id, *question.formerly):
                other = owner.setdefault(id_, flow)
                if other is not flow:
                    yield document.mistake(
                        ("questions", position, "id"),
                        f"the flow `{other.id}` has a question `{id_}` too",
                        "Give one of them another id: answers are kept by it",
                    )
    for flow, document in flows:
        yield from _notes(flow, document, owner.keys())


def _notes(flow: Flow, document: Document, known: Collection[str]) -> Iterator[Mistake]:
    for position, question in enumerate(flow.questions):
        for number, note in enumerate(question.notes):
            for id_ in note.when:
                if id_ not in known:
                    yield document.mistake(
                        ("questions", position, "notes", number, "when", id_),
                        f"no flow of this track has a question `{id_}`",
                        "Name one that is asked before, here or in another flow",
                    )
