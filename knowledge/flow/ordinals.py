"""Ordinals: choices told by their place, "2", "the second one", "the last two", "1-3"."""

from collections.abc import Sequence

from knowledge.flow.small_words import lexicon

_PLACES = {
    word: place
    for place, spoken in enumerate(
        (
            "1st first one",
            "2nd second two",
            "3rd third three",
            "4th fourth forth four",
            "5th fifth five",
            "6th sixth six",
            "7th seventh seven",
            "8th eighth eight",
            "9th ninth nine",
            "10th tenth ten",
        ),
        start=1,
    )
    for word in spoken.split()
}
_AROUND = lexicon(
    "option number no nr choice answer please pls plz thanks i pick choose take would like think"
    " say my go with its is the ones button from top list"
)
_TO = frozenset({"to", "till", "through"})
_MOST_DIGITS = 2


def ordinals(said: Sequence[str], count: int) -> list[int] | None:
    """Return the places (from 1) that words name among so many choices; None if they name none.

    A place may be greater than `count`; "last" is `count`.
    """
    words = [word for word in said if word not in _AROUND]
    if len(words) > 1 and words[-1] in {"one", "ones"} and words[0] != "one":
        words = words[:-1]
    match words:
        case []:
            return None
        case ["first", number] if _place(number):
            return list(range(1, _place(number) + 1))
        case ["last", number] if 0 < _place(number) <= count:
            return list(range(count - _place(number) + 1, count + 1))
        case [low, to, high] if to in _TO and 0 < _place(low) < _place(high):
            return list(range(_place(low), min(_place(high), count + 1) + 1))
        case ["middle"] if count % 2:
            return [count // 2 + 1]
    places = [count if word == "last" else _place(word) for word in words]
    return places if all(places) else None


def _place(word: str) -> int:
    """Return the place that a word names, 0 where it names none."""
    if word.isdecimal() and len(word) <= _MOST_DIGITS:
        return int(word)
    return _PLACES.get(word, 0)
