"""Gathers the places that the bot knows, from public sources into the text files beside this one.

The sources take 200 MB, so they are no dependency of the bot. Run this when countries or time
zones change, in an environment of its own; README.md has the command, and says what comes from
where under which licence.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from knowledge.flow.parsers.names import folded
from knowledge.places.sources import (
    SHORTEST,
    City,
    Zones,
    airport_regions,
    country_codes,
    half_years,
    names_in_languages,
    offsets,
    read_cities,
    read_json,
    read_zones,
    region_codes,
)
from knowledge.places.spellings import CITY_NAMES, COUNTRY_NAMES, MORE_ABBREVIATIONS, PROVINCES

HERE = Path(__file__).parent

SEVERAL_NAMES_FROM = 100_000
"""People in a city from which on its names in other languages are kept too."""

READINGS_KEPT = 8
"""How many places of one name are kept, the weightiest first."""

COUNTRY_WEIGHT = 20_000_000
"""A country's English name outweighs all but the largest cities that share it."""

LETTERS_WEIGHT = 1_000
"""A country's ISO codes weigh next to nothing: "it" and "can" are words."""

UNKNOWN_WEIGHT = 300_000
"""The weight of a region of which no source tells how many people it has."""

BETTER_KNOWN_FROM = 300_000
"""The weight of a city from which on a region of its name is not meant."""

ALIAS_SHARE = 10
"""A city weighs so many times less under its other names."""

Row: TypeAlias = Sequence[str]
Key = TypeVar("Key", bound=Hashable)


@dataclass(kw_only=True)
class Gathered:
    """What is gathered so far; `names` maps a folded name to its places and their weights.

    A place is a letter and its number: `c` a city, `r` a region, `k` a country by its code; the
    letter is a capital where the name is the place's own, and not a translation or a nickname.
    """

    zones: Zones
    cities: Sequence[City]
    names: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))

    def name(self, name: str, place: str, weight: int, *, own: bool = False) -> None:
        """Let a name lead to a place."""
        places = self.names[folded(name)]
        as_own = place[0].upper() + place[1:]
        known = as_own if own or as_own in places else place
        places[known] = max(weight, places.get(known, 0))


def main() -> None:
    """Read the sources and write the four files."""
    zones = read_zones()
    gathered = Gathered(zones=zones, cities=read_cities(zones))
    add_city_names(gathered)
    write("areas.tsv", [*countries(gathered), *regions(gathered)])
    write("cities.tsv", ([c.name, c.country, c.region, c.zone] for c in gathered.cities))
    write("zones.tsv", zone_rows(gathered))
    write("names.tsv", name_rows(gathered.names))


def write(name: str, rows: Iterable[Row]) -> None:
    """Write a file of tab-separated rows."""
    text = "".join("\t".join(row) + "\n" for row in rows)
    (HERE / name).write_text(text, encoding="utf-8", newline="\n")


def add_city_names(gathered: Gathered) -> None:
    """Let the cities' names lead to them."""
    for city in gathered.cities:
        place = f"c{city.number}"
        gathered.name(city.name, place, city.people, own=True)
        for name in CITY_NAMES.get((city.name, city.country), "").split("|"):
            gathered.name(name, place, city.people)
        if city.people >= SEVERAL_NAMES_FROM:
            for name in filter(is_typed, city.other_names):
                gathered.name(name, place, city.people // ALIAS_SHARE)


def is_typed(name: str) -> bool:
    """Tell whether people may type a name: no code, no mechanical transliteration, no list."""
    key = folded(name)
    code = name.isascii() and (name.isupper() or name[:1].islower())
    return not (code or "," in name or (key.isascii() and len(key) < SHORTEST))


def countries(gathered: Gathered) -> Iterator[Row]:
    """Yield the countries of ISO 3166, and Kosovo, and let their names lead to them."""
    facts = read_json("countries.json")
    spoken = names_in_languages(facts)
    homes = grouped(gathered.cities, lambda city: city.country)
    for code in [*country_codes(), "XK"]:
        own = [zone for zone, country in gathered.zones.countries.items() if country == code]
        zones = shares(homes[code], own)
        if not zones:
            continue
        english = COUNTRY_NAMES.get(code, facts[code]["name"]).split("|")
        for name in [*english, facts[code]["name"]]:
            gathered.name(name, f"k{code}", COUNTRY_WEIGHT, own=True)
        for letters in (code, facts[code]["iso3"]):
            gathered.name(letters, f"k{code}", LETTERS_WEIGHT)
        for name in spoken[code]:
            gathered.name(name, f"k{code}", facts[code]["population"])
        yield [f"k{code}", code, english[0], zones, ""]


def grouped(cities: Iterable[City], key: Callable[[City], Key]) -> dict[Key, list[City]]:
    """Return the cities by what they have in common, in their order."""
    groups: dict[Key, list[City]] = defaultdict(list)
    for city in cities:
        groups[key(city)].append(city)
    return groups


def shares(cities: Iterable[City], empty: Iterable[str] = ()) -> str:
    """Return the cities' zones as "zone share city", the share of people and the largest city."""
    homes = grouped(cities, lambda city: city.zone)
    people = {zone: 1 + sum(city.people for city in homes[zone]) for zone in homes}
    total = sum(people.values())
    rows = [
        f"{zone} {people[zone] / total:.4f} {homes[zone][0].number}"
        for zone in sorted(people, key=people.__getitem__, reverse=True)
    ]
    return ";".join([*rows, *(f"{zone} 0 -" for zone in empty if zone not in people)])


def regions(gathered: Gathered) -> Iterator[Row]:
    """Yield states and provinces, and let their names lead to them.

    Those with known cities come first; other countries' are known by their airports alone.
    """
    homes = grouped(gathered.cities, lambda city: (city.country, city.region))
    codes = region_codes()
    found = [
        (country, name, shares(cities), sum(city.people for city in cities))
        for (country, name), cities in homes.items()
        if name
    ]
    for country, name, zone in airport_regions(gathered.zones):
        if country not in {"US", *PROVINCES}:
            found.append((country, name, f"{zone} 1 -", 0))
    for number, (country, name, zones, people) in enumerate(found):
        if people or not is_better_known(gathered, country, name):
            gathered.name(name, f"r{number}", people or UNKNOWN_WEIGHT, own=True)
        yield [f"r{number}", country, name, zones, codes.get((country, name), "")]


def is_better_known(gathered: Gathered, country: str, name: str) -> bool:
    """Tell whether a region's name leads to its country, or to a large city, before it."""
    places = gathered.names.get(folded(name), {})
    return f"K{country}" in places or any(
        place[0] in "cC" and weight >= BETTER_KNOWN_FROM for place, weight in places.items()
    )


def zone_rows(gathered: Gathered) -> Iterator[Row]:
    """Yield zones: country, largest city, abbreviations, minutes ahead of UTC, old names."""
    homes = grouped(gathered.cities, lambda city: city.zone)
    largest = {zone: str(cities[0].number) for zone, cities in homes.items()}
    for zone, country in gathered.zones.countries.items():
        short = {f"{instant.astimezone(ZoneInfo(zone)):%Z}" for instant in half_years()}
        letters = {*filter(str.isalpha, short), *MORE_ABBREVIATIONS.get(zone, "").split()}
        ahead = " ".join(map(str, offsets(zone)))
        old = " ".join(name for name, current in gathered.zones.old.items() if current == zone)
        yield [zone, country, largest.get(zone, "-"), " ".join(sorted(letters)), ahead, old]


def name_rows(names: Mapping[str, Mapping[str, int]]) -> Iterator[Row]:
    """Yield names in order, each with its places and their weights in thousands."""
    for name in sorted(names):
        places = sorted(names[name].items(), key=lambda place: -place[1])[:READINGS_KEPT]
        if name:
            yield [name, " ".join(f"{place}={weight // 1000}" for place, weight in places)]


if __name__ == "__main__":
    main()
