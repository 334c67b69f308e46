"""Facts: how old they are, and where they come from. All of these are warnings."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from knowledge.answers import Entry
from knowledge.mistakes import Mistake, Weight

OLDEST = 2
"""Years after which a fact is checked again."""

# Money, shares and thousands: what a reader takes for a fact. Hours and weeks are estimates of
# ours, told as such, and a bare "1,000" is a made-up crowd.
_FIGURE = re.compile(
    r"[$€£₹]\s?\d"
    r"|\d\s?(?:%|per ?cent\b)"
    r"|\b(?!1,000\b)\d{1,3}(?:,\d{3})+\b"
    r"|\b\d+(?:[.,]\d+)?\s?(?:[kK]\b|million\b)"
    r"|\b\d+\s(?:dollars|euros|pounds)\b"
)
_INSECURE = re.compile(r"\bhttp://(?!localhost\b|127\.)", re.IGNORECASE)
_TRACKING = re.compile(r"[?&](?:utm_\w+|fbclid|gclid)=", re.IGNORECASE)


def fact_mistakes(entries: Iterable[Entry], today: date) -> Iterator[Mistake]:
    """Yield facts that are too old or without a source, and addresses that need care."""
    for entry in entries:
        yield from _age(entry, today.year)
        yield from _source(entry)
        yield from _addresses(entry)


def _age(entry: Entry, year: int) -> Iterator[Mistake]:
    as_of = entry.answer.as_of
    if as_of is None:
        if entry.answer.sources:
            what = "this answer has sources, but doesn't say when they were checked"
            yield _warning(entry, ("sources",), what, f"Check them, then add `as_of: {year}`")
    elif as_of > year:
        what = f"`as_of` is {as_of}, which is still to come"
        yield _warning(entry, ("as_of",), what, "Give the year in which the facts were checked")
    elif year - as_of > OLDEST:
        what = f"the facts here were checked in {as_of}, over {OLDEST} years ago"
        yield _warning(entry, ("as_of",), what, f"Check them again, then write `as_of: {year}`")


def _source(entry: Entry) -> Iterator[Mistake]:
    figure = _FIGURE.search(entry.answer.text)
    if figure is not None and not entry.answer.sources:
        what = f"the text gives a figure (`{figure[0].strip()}`) without a source"
        remedy = "Add `sources` with title, publisher and year, or take the figure out"
        yield _warning(entry, ("text",), what, remedy, figure.start())


def _addresses(entry: Entry) -> Iterator[Mistake]:
    texts = {("text",): entry.answer.text} | {
        ("sources", nth, "where"): source.where for nth, source in enumerate(entry.answer.sources)
    }
    for spot, text in texts.items():
        if (found := _INSECURE.search(text)) is not None:
            remedy = "Use `https://` where the site has it"
            yield _warning(entry, spot, "an address begins with `http://`", remedy, found.start())
        if (found := _TRACKING.search(text)) is not None:
            what = "an address has a tail that tracks readers"
            yield _warning(entry, spot, what, f"Cut it off before `{found[0]}`", found.start())


def _warning(
    entry: Entry, spot: tuple[str | int, ...], what: str, remedy: str, character: int = 0
) -> Mistake:
    return entry.mistake(spot, what, remedy, Weight.WARNING, character)
