"""Loading: one YAML document is read as one flow, with every mistake in it."""

from knowledge.document import Document
from knowledge.flow.checks import mistakes_in
from knowledge.flow.model import Flow, Kind
from knowledge.flow.typed import gazetteer
from knowledge.mistakes import Mistake, Weight
from knowledge.reading import parse


def flow_in(document: Document) -> tuple[Flow | None, tuple[Mistake, ...]]:
    """Read a flow, and what is wrong with it; None where an error keeps it out of service."""
    flow, misfits = parse(Flow, document)
    found = [*document.mistakes, *misfits]
    if flow is not None:
        if any(question.kind is Kind.PLACE for question in flow.questions):
            gazetteer()
        found += mistakes_in(flow, document)
    broken = any(mistake.weight is Weight.ERROR for mistake in found)
    return (None if broken else flow), tuple(sorted(found))
