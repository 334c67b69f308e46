"""Texts: what people read of a roadmap, for the checks of plain words."""

from collections.abc import Iterator

from knowledge.checks.texts import Piece
from knowledge.document import Document
from knowledge.plan.finding import every_part
from knowledge.plan.roadmap import Milestone, Path, Roadmap, Stage

READ = ("about", "why", "done_when", "first_ten_minutes", "small_step", "on_phone")
"""The fields of stages, milestones and paths that hold sentences."""


def roadmap_pieces(roadmap: Roadmap, document: Document) -> Iterator[Piece]:
    """Yield every text of the roadmap that people read, with its place in the file."""
    for at, part in every_part(roadmap):
        if isinstance(part, Milestone | Stage | Path):
            for name in READ:
                if text := getattr(part, name, ""):
                    yield Piece(document=document, at=(*at, name), text=text)
