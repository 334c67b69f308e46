"""The gazetteer: the places of knowledge/places, looked up by name, zone or offset.

It is built once, in about 50 ms, and never changes: 34,000 cities (GeoNames), the countries of
ISO 3166 in the languages of the world (CLDR), 2,200 regions, and all zones of the tz database.
"""

import sys
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from rapidfuzz import process
from rapidfuzz.distance import OSA

PLACES = Path(__file__).parents[2] / "places"
"""The folder of the files, which `python -m knowledge.places.gather` makes."""

SHORTEST_MISSPELT = 5
"""Letters; a shorter name is known as it is written, or not at all."""

_LONG = 8

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a person is: a city or region if known, a country (ISO 3166 alpha-2), a zone (IANA)."""

    city: str | None
    country: str
    zone: str


@dataclass(frozen=True, kw_only=True)
class Share:
    """A zone of an area, the share (0 to 1) of its people there, and the largest city."""

    zone: str
    share: float
    city: str | None


@dataclass(frozen=True, kw_only=True)
class Area:
    """A country, or a region of one, with its zones, that of most people first."""

    name: str
    country: str
    zones: tuple[Share, ...]
    is_country: bool


@dataclass(frozen=True, kw_only=True)
class City:
    """A city; `region` is the state or province where names repeat (USA, Canada, Australia)."""

    name: str
    country: str
    region: str
    zone: str


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A place that a name may mean; the weight is thousands of people, more for countries.

    `own` tells its name from a translation or a nickname, `slips` how far the spelling is off,
    `altered` that a letter was replaced, which makes another word of it more often.
    """

    place: City | Area
    weight: int
    own: bool = True
    slips: int = 0
    altered: bool = False


@dataclass(frozen=True, kw_only=True)
class Zone:
    """A time zone: its names (old ones too), country, largest city, and abbreviations.

    `ahead` is its minutes ahead of UTC in January and July; the least `size` is the largest.
    """

    name: str
    names: tuple[str, ...]
    country: str
    city: City | None
    size: int
    letters: tuple[str, ...]
    ahead: frozenset[int]


class Gazetteer:
    """Places by name. Safe to share: nothing in it changes after it is built."""

    def __init__(self, folder: Path) -> None:
        """Read the files; raises OSError if one is missing."""
        self._names: list[str] = []
        self._readings: list[str] = []
        with (folder / "names.tsv").open(encoding="utf-8") as names:
            for line in names:
                name, _, readings = line.rstrip("\n").partition("\t")
                self._names.append(name)
                self._readings.append(readings)
        self._cities = (folder / "cities.tsv").read_text(encoding="utf-8").splitlines()
        areas = _rows(folder / "areas.tsv")
        self._areas = {row[0]: row for row in areas}
        self._codes = _grouped((row[4].lower(), row[0]) for row in areas if row[4])
        zones = [self._zone(row) for row in _rows(folder / "zones.tsv")]
        self._zones = {name.casefold(): zone for zone in zones for name in zone.names}
        self._ahead = _grouped((minutes, zone) for zone in zones for minutes in zone.ahead)
        self._letters = _grouped((short, zone) for zone in zones for short in zone.letters)

    def named(self, key: str) -> tuple[Candidate, ...]:
        """Return the places of exactly this folded name, the weightiest first."""
        at = bisect_left(self._names, key)
        if at == len(self._names) or self._names[at] != key:
            return ()
        return tuple(self._candidates(self._readings[at]))

    def spelt_like(self, key: str) -> tuple[Candidate, ...]:
        """Return the places whose folded name is fewest slips away, the weightiest first.

        The first letter must be right; from five letters on one slip is forgiven, from eight two.
        """
        if len(key) < SHORTEST_MISSPELT:
            return ()
        most = 2 if len(key) >= _LONG else 1
        first, last = (bisect_left(self._names, letter) for letter in (key[0], _after(key[0])))
        lengths = range(len(key) - most, len(key) + most + 1)
        names = [name for name in self._names[first:last] if len(name) in lengths]
        near = process.extract(key, names, scorer=OSA.distance, score_cutoff=most, limit=None)
        fewest = min((slips for _, slips, _ in near), default=0)
        places = {
            replace(place, slips=int(fewest), altered=_is_altered(key, name))
            for name, slips, _ in near
            if slips == fewest
            for place in self.named(name)
        }
        return tuple(sorted(places, key=lambda place: (-place.weight, place.place.name)))

    def province(self, letters: str) -> tuple[Candidate, ...]:
        """Return the states and provinces that lower-case letters like "il" stand for."""
        return tuple(
            Candidate(place=self._area(row), weight=0) for row in self._codes.get(letters, ())
        )

    def zone(self, name: str) -> Zone | None:
        """Return the zone of this IANA name, in any case, old names included."""
        return self._zones.get(name.casefold())

    def zones_called(self, letters: str) -> tuple[Zone, ...]:
        """Return the zones that an abbreviation like "IST" names, those of large cities first."""
        return tuple(sorted(self._letters.get(letters, ()), key=_size))

    def zones_ahead(self, minutes: int, now: datetime) -> tuple[Zone, ...]:
        """Return the zones so many minutes ahead of UTC now, those of large cities first."""
        ahead = timedelta(minutes=minutes)
        zones = self._ahead.get(minutes, ())
        return tuple(sorted((z for z in zones if offset(z.name, now) == ahead), key=_size))

    def countries(self) -> tuple[str, ...]:
        """Return the ISO codes of all countries that are known."""
        return tuple(row[1] for row in self._areas.values() if row[0][0] == "k")

    def country_name(self, country: str) -> str:
        """Return the English name of a country by its ISO code, or the code if it is none."""
        known = self._areas.get(f"k{country}")
        return known[2] if known else country

    def _candidates(self, readings: str) -> Iterator[Candidate]:
        for reading in readings.split(" "):
            place, weight = reading.split("=")
            reference = place[0].lower() + place[1:]
            found = self._city(place[1:]) if place[0] in "cC" else self._area(reference)
            yield Candidate(place=found, weight=int(weight), own=place[0].isupper())

    def _city(self, number: str) -> City:
        name, country, region, zone = self._cities[int(number)].split("\t")
        return City(name=name, country=country, region=region, zone=zone)

    def _area(self, reference: str) -> Area:
        _, country, name, zones, _ = self._areas[reference]
        shares = tuple(self._share(*share.split(" ")) for share in zones.split(";"))
        return Area(name=name, country=country, zones=shares, is_country=reference[0] == "k")

    def _share(self, zone: str, share: str, city: str) -> Share:
        known = self._city(city).name if city != "-" else None
        return Share(zone=zone, share=float(share), city=known)

    def _zone(self, row: list[str]) -> Zone:
        name, country, city, letters, ahead, old = row
        return Zone(
            name=name,
            names=(name, *old.split()),
            country=country,
            city=self._city(city) if city != "-" else None,
            size=int(city) if city != "-" else len(self._cities),
            letters=tuple(letters.split()),
            ahead=frozenset(map(int, ahead.split())),
        )


def load_gazetteer(folder: Path = PLACES) -> Gazetteer:
    """Read the gazetteer's files, in about 0.1 s; the edge does so once, off the event loop."""
    return Gazetteer(folder)


def offset(zone: str, instant: datetime) -> timedelta | None:
    """Return by how much the zone is ahead of UTC at an instant."""
    return instant.astimezone(_clock(zone)).utcoffset()


@lru_cache(maxsize=512)
def _clock(zone: str) -> ZoneInfo:
    """Return the zone's rules, kept: zoneinfo itself keeps no more than eight in memory."""
    return ZoneInfo(zone)


def _rows(file: Path) -> list[list[str]]:
    return [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]


def _grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    groups: dict[K, tuple[V, ...]] = {}
    for key, value in pairs:
        groups[key] = (*groups.get(key, ()), value)
    return groups


def _is_altered(key: str, name: str) -> bool:
    return len(key) == len(name) and sorted(key) != sorted(name)


def _after(letter: str) -> str:
    return chr(min(ord(letter) + 1, sys.maxunicode))


def _size(zone: Zone) -> int:
    return zone.size
