"""The simple place for counts: memory, gone with the process. For tests, and as the reference."""

import json
from collections.abc import Collection, Sequence
from datetime import date

from storage.counts import Count, Counted
from storage.json_text import encode
from storage.tally import Tally, from_json, to_json


class MemoryCounts:
    """Keeps a tally as JSON, as every other place does."""

    def __init__(self) -> None:
        """Start with nothing counted."""
        self._text = encode(to_json(Tally()))

    async def add(self, update_id: int, counts: Sequence[Count], day: date) -> None:
        """Count what one update brought, once."""
        self._keep(self._tally.add(update_id, counts, day))

    async def counted(self) -> Counted:
        """Return all that is counted."""
        return self.now

    @property
    def now(self) -> Counted:
        """All that is counted, for a test to look at."""
        return self._tally.counted

    async def drop_questions(self, numbers: Collection[int]) -> None:
        """Drop these questions."""
        self._keep(self._tally.without_questions(numbers))

    async def drop_votes(self, answer: str) -> None:
        """Drop the votes on an answer."""
        self._keep(self._tally.without_votes(answer))

    @property
    def _tally(self) -> Tally:
        return from_json(json.loads(self._text))

    def _keep(self, tally: Tally) -> None:
        self._text = encode(to_json(tally))
