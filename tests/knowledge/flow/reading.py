"""Reading answers in tests, always on the same day."""

from datetime import date

from knowledge.flow.model import Question
from knowledge.flow.readings import Outcome
from knowledge.flow.single import understand
from tests.knowledge.flow.flows import of_backend

TODAY = date(2026, 11, 25)


def read(asked: Question | str, text: str) -> Outcome:
    """Return what a text comes to; a question of the back-end track may be named by its id."""
    return understand(of_backend(asked) if isinstance(asked, str) else asked, text, today=TODAY)
