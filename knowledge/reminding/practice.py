"""Practice: which term to ask next, and when again. What is known comes more and more rarely."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

AGAIN_AFTER = (1, 3, 7, 21, 60)
"""Days until a term comes again, by how often in a row it was known. A judgement."""


@dataclass(frozen=True, kw_only=True)
class Card:
    """A term that was asked: on `seen`, and again from the local day `due` on; `box` of the row."""

    due: date
    seen: date
    box: int = 0


def next_term(
    at_hand: Sequence[str],
    every: Sequence[str],
    cards: Mapping[str, Card],
    day: date,
    asked: Mapping[str, date] | None = None,
) -> str | None:
    """Return the term to ask on a local day; None where there are none.

    First what is due by then, at whatever hour of the day; then what is new in the milestone
    `at_hand`; then what is new at all; then what will be due the soonest. What is new and was
    `asked` before, without an answer, comes after what was not.
    """
    known = set(every)
    due = [term for term, card in cards.items() if card.due <= day and term in known]
    if due:
        return min(due, key=lambda term: cards[term].due)
    new = [term for term in (*at_hand, *every) if term not in cards and term in known]
    if new:
        return min(new, key=lambda term: (asked or {}).get(term, date.min))
    return min(every, key=lambda term: cards[term].due, default=None)


def answered(card: Card | None, day: date, *, knew: bool) -> Card:
    """Return the card after an answer. Said twice on a day, the first of them holds."""
    if card is not None and card.seen == day:
        return card
    box = min((card.box if card is not None else 0) + 1, len(AGAIN_AFTER) - 1) if knew else 0
    return Card(due=day + timedelta(days=AGAIN_AFTER[box]), seen=day, box=box)
