"""Naming: what the schools of the paths are called where a person lives, and how long they last.

The roadmap's words are those of one country. What other countries say stands in a file beside it;
a country that is not there is told to be unknown, never guessed at.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import ConfigDict, Field

from knowledge.answers import Source
from knowledge.plan.roadmap import Basis, Path, Roadmap, School, Span

_STRICT = ConfigDict(extra="forbid", allow_inf_nan=False)

FULL_YEAR = 52
"""Weeks of a year of school, as the roadmap counts them."""


@dataclass(frozen=True, kw_only=True)
class Extent:
    """A low and a high end of a figure that the country's sources give."""

    low: float
    high: float

    __pydantic_config__ = _STRICT


@dataclass(frozen=True, kw_only=True)
class LocalSchool:
    """A path's school in one country.

    `years` it lasts at full time, worth `ects` credits (60 a year in Europe) or `hours` of work;
    None where no source says so.
    """

    name: Annotated[str, Field(min_length=1)]
    years: Extent | None = None
    ects: Extent | None = None
    hours: Extent | None = None

    __pydantic_config__ = _STRICT


@dataclass(frozen=True, kw_only=True)
class Country:
    """A country's schools, by the ids of paths, and the sources that all of it comes from.

    `country` is its ISO 3166 code, `called` its name within a sentence, like "the Netherlands".
    """

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="two letters, like DE")]
    called: Annotated[str, Field(min_length=1)]
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    schools: Annotated[Mapping[str, LocalSchool], Field(min_length=1)]

    __pydantic_config__ = _STRICT


@dataclass(frozen=True, kw_only=True)
class Schools:
    """What the file says.

    The roadmap speaks in the words of the country `words_of`. `paths` are those whose schools
    have names of their own in each country. `ects_hours` are the hours of work of a European
    credit. `as_of` is the year in which somebody last looked all of this up.
    """

    words_of: Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="two letters, like US")]
    as_of: int
    paths: tuple[str, ...]
    ects_hours: Span
    countries: tuple[Country, ...]

    __pydantic_config__ = _STRICT


@dataclass(frozen=True, kw_only=True)
class Local:
    """The roadmap as it is where a person lives.

    `paths` are those whose schools have names of their own in each country: none where the
    roadmap's own words hold. `home` is None where they don't, and we know of no others.
    """

    roadmap: Roadmap
    paths: tuple[str, ...] = ()
    home: Country | None = None

    def school(self, path: str) -> LocalSchool | None:
        """Return what the school of a path (its id) is there; None where nothing is known."""
        return self.home.schools.get(path) if self.home else None


class Localities:
    """The roadmap fitted to each country of the file, once."""

    def __init__(self, roadmap: Roadmap, schools: Schools | None) -> None:
        """Fit the roadmap; without a file its own words hold everywhere."""
        self._general = Local(roadmap=roadmap)
        self._unknown = replace(self._general, paths=schools.paths if schools else ())
        self._known = _known(roadmap, schools) if schools else {}
        if schools is not None:
            self._known[schools.words_of] = self._general

    def of(self, country: str | None) -> Local:
        """Return the roadmap for somebody who lives there; None: they did not say where."""
        return self._known.get(country, self._unknown) if country else self._general


def _known(roadmap: Roadmap, schools: Schools) -> dict[str, Local]:
    return {home.country: _at_home(roadmap, schools, home) for home in schools.countries}


def _at_home(roadmap: Roadmap, schools: Schools, home: Country) -> Local:
    paths = tuple(_path(path, schools, home) for path in roadmap.paths)
    return Local(roadmap=replace(roadmap, paths=paths), paths=schools.paths, home=home)


def _path(path: Path, schools: Schools, home: Country) -> Path:
    """Return a path with the length that its school has there, where that is known."""
    there = home.schools.get(path.id)
    if path.school is None or there is None or there.years is None:
        return path
    named = "; ".join(f"{one.title} ({one.publisher}, {one.year})" for one in home.sources)
    weeks = Span(
        low=there.years.low * FULL_YEAR,
        high=there.years.high * FULL_YEAR,
        basis=Basis.SOURCE,
        as_of=schools.as_of,
        source=named,
    )
    hours = _hours(path.school, there, there.years, schools)
    return replace(path, school=replace(path.school, weeks=weeks, hours=hours))


def _hours(school: School, there: LocalSchool, years: Extent, schools: Schools) -> Span:
    """Return the hours of work there: as its sources say, by its credits, or by its years.

    By years is our judgement: a year there is as much work as a year of the roadmap's school.
    """
    if there.hours is not None:
        low, high, basis = there.hours.low, there.hours.high, Basis.SOURCE
    elif there.ects is not None:
        credit = schools.ects_hours
        low, high = there.ects.low * credit.low, there.ects.high * credit.high
        basis = Basis.SOURCE
    else:
        low = school.hours.low * years.low * FULL_YEAR / school.weeks.low
        high = school.hours.high * years.high * FULL_YEAR / school.weeks.high
        basis = Basis.JUDGEMENT
    return Span(low=low, high=high, basis=basis, as_of=schools.as_of)
