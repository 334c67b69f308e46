"""Places as people name them: a city, a country, a state, a time zone, hours ahead of UTC.

A name that leads to one country and zone is taken; where it may mean several, or an
abbreviation or an offset names none, the places to choose from come back, with their zones.
"""

import re
from collections.abc import Iterable
from datetime import datetime

from knowledge.flow.parsers.choosing import Clocks, PlaceRead, decided, misspelt, named, of_zones
from knowledge.flow.parsers.gazetteer import Area, Candidate, City, Gazetteer, Place
from knowledge.flow.parsers.homes import read_homes
from knowledge.flow.parsers.names import folded
from knowledge.flow.parsers.outcome import Problem, Reason
from knowledge.flow.parsers.wording import LONGEST, plain

FARTHEST = 14 * 60
"""Minutes that any clock is ahead of UTC, or behind, at most."""

_WORDS_IN_A_NAME = 6
_PARTS_OF_A_NAME = 3
_HOUR = 60

_LEAD = re.compile(
    r"(?:(?:hi|hello|ok|well|so|it's|its|my (?:city|country|town|place|home) is"
    r"|i'?m|i am|we are|i|currently|now|right now|at the moment|just"
    r"|live|living|lives|based|located|staying|moved|come|coming|born|grew up|reside"
    r"|in|from|at|to|near|nearby|close to|outside(?: of)?|around|the (?:city|town|country) of"
    r"|(?:a |the )?(?:small )?(?:village|town|suburb|city|place) (?:in|near|of|close to)) )+"
)
_TAIL = re.compile(
    r" (?:please|now|right now|at the moment|currently|time|timezone|time zone|area|region"
    r"|city|country|province|state|oblast|here)$"
)
_FLAG = re.compile(
    "[\N{REGIONAL INDICATOR SYMBOL LETTER A}-\N{REGIONAL INDICATOR SYMBOL LETTER Z}]{2}"
)
_FIRST_OF_FLAG = ord("\N{REGIONAL INDICATOR SYMBOL LETTER A}")
_OFFSET = re.compile(
    r"(?P<iana>etc/)?(?P<utc>gmt|utc)? ?(?P<sign>[+-])? ?(?:(?P<hours>\d{1,2})"
    r"(?::?(?P<minutes>[0-5]\d))?)?(?: ?h(?:ours?|rs?)?)?"
)
_WORDS = (
    "no in it is me so to my am be at as by do mm ok la pa ma and are can per nor lie guy jam pan"
    " fin bra mar not com idk eat cat met art get at pt mt ct et"
    " asia africa europe america's world earth eu okay thank thanks hello yes later soon none skip"
    " back next stop help name time come say than i'm i'd mine home here there"
)
_COMMON_WORDS = frozenset(_WORDS.split())
_WORLD = (
    "europe|eu|european union|eastern europe|western europe|africa|west africa|east africa"
    "|north africa|asia|central asia|south asia|southeast asia|south east asia|middle east"
    "|south america|latin america|central america|north america|caribbean|the caribbean"
    "|balkans|the balkans|the middle east|scandinavia|gulf|the gulf|oceania|cis|sng"
)
_WIDE = frozenset(_WORLD.split("|"))
"""Parts of the world with several clocks and countries."""

_SPOKEN_ZONES = {
    "central european time": "CET",
    "central time": "CT",
    "eastern european time": "EET",
    "eastern time": "ET",
    "indian standard time": "IST",
    "mountain time": "MT",
    "pacific time": "PT",
}
_SEPARATORS = re.compile(r"[,;/()|\n]| - ")


def read_place(text: str, gazetteer: Gazetteer, now: datetime) -> PlaceRead:
    """Return the place that the text names, or the places to choose between.

    `now` (aware) tells which clocks agree today. "GMT+5" has its everyday meaning, five hours
    ahead, and is always asked; only "Etc/GMT+5" runs the other way, as IANA's names do.
    """
    if len(text) > LONGEST:
        return Problem(reason=Reason.NOT_UNDERSTOOD)
    clocks = Clocks(gazetteer=gazetteer, now=now)
    said = _without_flags(text, gazetteer)
    read = _zone(said, gazetteer) or _offset(said, clocks) or _letters(said, clocks)
    if read is not None:
        return read
    if folded(said) in _WIDE:
        return Problem(reason=Reason.VAGUE)
    found = _name(said, clocks) or read_homes(said, clocks)
    return found if found is not None else Problem(reason=Reason.NOT_UNDERSTOOD)


def _without_flags(text: str, gazetteer: Gazetteer) -> str:
    """Return the text with emoji flags as names of countries."""

    def country(flag: re.Match[str]) -> str:
        letters = (chr(ord("A") + ord(letter) - _FIRST_OF_FLAG) for letter in flag[0])
        return f", {gazetteer.country_name(''.join(letters))}"

    return _FLAG.sub(country, text).strip(" ,")


def _zone(said: str, gazetteer: Gazetteer) -> Place | None:
    zone = gazetteer.zone(said.replace(" ", "_")) if "/" in said else None
    return Place(city=None, country=zone.country, zone=zone.name) if zone else None


def _offset(said: str, clocks: Clocks) -> PlaceRead | None:
    found = _OFFSET.fullmatch(plain(said))
    if found is None or not (found["utc"] or (found["sign"] and found["hours"])):
        return None
    minutes = int(found["hours"] or 0) * _HOUR + int(found["minutes"] or 0)
    behind = (found["sign"] == "-") != bool(found["iana"])
    if minutes > FARTHEST:
        return None
    zones = clocks.gazetteer.zones_ahead(-minutes if behind else minutes, clocks.now)
    return of_zones(zones, Reason.OFFSET, clocks)


def _letters(said: str, clocks: Clocks) -> PlaceRead | None:
    zones = clocks.gazetteer.zones_called(_SPOKEN_ZONES.get(folded(said), said.upper()))
    if not zones or _is_word(said):
        return None
    if any(isinstance(one.place, City) for one in clocks.gazetteer.named(folded(said))):
        return None
    return of_zones(zones, Reason.ABBREVIATION, clocks)


def _is_word(said: str) -> bool:
    """Tell whether letters are rather a word: "in" is no India, "NO" no Norway."""
    return said.lower() in _COMMON_WORDS and (not said.isupper() or said in {"NO", "OK"})


def _name(said: str, clocks: Clocks) -> PlaceRead | None:
    parts = [part for part in map(_bare, _SEPARATORS.split(said)) if part]
    if _is_word(said) or not parts or len(parts) > _PARTS_OF_A_NAME:
        return None
    if len(parts) > 1 and re.search(r"\d", said):
        return None  # "Germany, 8 pm" holds another answer, which must not be lost
    if len(parts) > 1:
        return _narrowed(parts, clocks)
    (part,) = parts
    for key in (part, _TAIL.sub("", part), _squeezed(part)):
        if found := clocks.gazetteer.named(key):
            return named(key, found, clocks)
        if found := _in_its_country(key.split(), clocks.gazetteer):
            return decided(found, clocks)
    return misspelt(part, clocks.gazetteer.spelt_like(part), clocks)


def _bare(part: str) -> str:
    """Return a part of the text as a folded name, without the words that lead up to it."""
    key = folded(part)
    return _LEAD.sub("", key, count=1) if _LEAD.match(key) else key


def _squeezed(key: str) -> str:
    """Return the name with letters that were held down let go: "tashkenttt"."""
    return re.sub(r"(.)\1{2,}", r"\1", key)


def _in_its_country(words: list[str], gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Read "portland oregon" and "uzbekistan tashkent": a name beside the area it lies in."""
    if len(words) > _WORDS_IN_A_NAME:
        return ()
    for cut in range(len(words) - 1, 0, -1):
        sides = [" ".join(words[:cut]), " ".join(words[cut:])]
        for name, area in (sides, sides[::-1]):
            known = gazetteer.named(name)
            if known and (found := _within(known, _areas(area, gazetteer))):
                return found
    return ()


def _narrowed(parts: list[str], clocks: Clocks) -> PlaceRead | None:
    """Read "Springfield, Illinois, USA"; of an unknown town and a known country, the country."""
    gazetteer = clocks.gazetteer
    for name, *around in (parts, parts[::-1]):
        found = gazetteer.named(name) or gazetteer.spelt_like(name)
        for area in around:
            found = _within(found, _areas(area, gazetteer))
        if found:
            return decided(found, clocks)
    known = [areas for part in parts if (areas := _areas(part, gazetteer))]
    smallest = known[0] if known else ()
    for larger in known[1:]:
        smallest = _within(smallest, larger)
    return decided(smallest, clocks) if smallest else None


def _areas(name: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    found = (*gazetteer.named(name), *gazetteer.province(name))
    if not found:
        found = gazetteer.spelt_like(name)
    return tuple(candidate for candidate in found if isinstance(candidate.place, Area))


def _within(candidates: Iterable[Candidate], areas: Iterable[Candidate]) -> tuple[Candidate, ...]:
    around = [area.place for area in areas if isinstance(area.place, Area)]
    return tuple(one for one in candidates if any(_lies_in(one.place, area) for area in around))


def _lies_in(place: City | Area, area: Area) -> bool:
    if place.country != area.country or place == area:
        return False
    if area.is_country:
        return True
    # Outside three countries it is not known in which region a city lies.
    return isinstance(place, City) and place.region in {"", area.name}
