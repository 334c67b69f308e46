"""Reach: whether people find an answer, and can read it on a phone. All of these are warnings."""

from collections.abc import Iterable, Iterator

from knowledge.answers import Entry
from knowledge.markup import units, visible
from knowledge.mistakes import Mistake, Weight

FEWEST_PHRASINGS = 8
"""Below it, the ways that people ask are guessed rather than known (our judgement)."""

PHONE_SCREEN = 900
"""Visible characters: about 25 lines of 38, which a phone of 6.1 inches shows at Telegram's usual
size of type between its title and its keyboard bar, less a line for sources (our judgement)."""


def reach_mistakes(entries: Iterable[Entry]) -> Iterator[Mistake]:
    """Yield answers with few phrasings, and those that fill more than a phone's screen."""
    for entry in entries:
        count = len(entry.answer.phrasings)
        if count < FEWEST_PHRASINGS:
            yield entry.mistake(
                ("phrasings",),
                f"`{entry.answer.id}` has {count} phrasing{'s' if count > 1 else ''}",
                f"Add other ways to ask, as people type them: {FEWEST_PHRASINGS} or more",
                Weight.WARNING,
            )
        length = units(visible(entry.answer.text).strip())
        if length > PHONE_SCREEN:
            yield entry.mistake(
                ("text",),
                f"this text has {length:,} characters, more than a phone shows at once",
                f"Shorten it to {PHONE_SCREEN}, or make a follow-up of the rest",
                Weight.WARNING,
            )
