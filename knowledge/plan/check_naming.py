"""Check naming: what the shape of a file of schools can't rule out."""

from collections.abc import Iterator

from knowledge.checks.facts import OLDEST
from knowledge.document import Spot
from knowledge.mistakes import Weight
from knowledge.plan.finding import Finding
from knowledge.plan.naming import FULL_YEAR, Country, Extent, LocalSchool, Schools
from knowledge.plan.roadmap import Roadmap

LONGEST_NAME = 60
"""Characters: two lines on a phone."""

FIGURES = ("years", "ects", "hours")


def naming_findings(schools: Schools, roadmap: Roadmap) -> Iterator[Finding]:
    """Yield what is wrong with the names of schools, held against the roadmap's paths."""
    for nth, path in enumerate(schools.paths):
        found = roadmap.path(path)
        if found is None or found.id != path or found.school is None:
            yield Finding(
                at=("paths", nth),
                what=f"there is no path {path!r} with a school in the roadmap",
                remedy="Name one of its `paths` by its id, or take this out",
            )
    yield from _ends(schools.ects_hours, ("ects_hours",))
    yield from _countries(schools)
    for nth, home in enumerate(schools.countries):
        for path, school in home.schools.items():
            at = ("countries", nth, "schools", path)
            yield from _school(schools, roadmap, path, school, at)


def naming_age(schools: Schools, year: int) -> Iterator[Finding]:
    """Yield a warning where nobody has looked the names up for too long."""
    if year - schools.as_of > OLDEST:
        yield Finding(
            at=("as_of",),
            what=f"these names were last looked up in {schools.as_of}, over {OLDEST} years ago",
            remedy=f"Look them up again, then write `as_of: {year}`",
            weight=Weight.WARNING,
        )


def _countries(schools: Schools) -> Iterator[Finding]:
    taken: dict[str, Country] = {}
    for nth, home in enumerate(schools.countries):
        if home.country == schools.words_of:
            yield Finding(
                at=("countries", nth, "country"),
                what=f"the roadmap speaks in the words of {home.country} already (`words_of`)",
                remedy="Take this country out, or give `words_of` another one",
            )
        if taken.setdefault(home.country, home) is not home:
            yield Finding(
                at=("countries", nth, "country"),
                what=f"the country {home.country} stands here twice",
                remedy="Put all of its schools in one place",
            )


def _school(
    schools: Schools, roadmap: Roadmap, path: str, school: LocalSchool, at: Spot
) -> Iterator[Finding]:
    if path not in schools.paths:
        yield Finding(
            at=at,
            what=f"{path!r} is not among the `paths` at the top",
            remedy="Add it there if its school has a name of its own in each country",
        )
    if len(school.name) > LONGEST_NAME:
        yield Finding(
            at=(*at, "name"),
            what=f"the name has {len(school.name)} characters",
            remedy=f"It stands in a sentence on a phone: {LONGEST_NAME} at most",
        )
    for name in FIGURES:
        if (figure := getattr(school, name)) is not None:
            yield from _ends(figure, (*at, name))
    yield from _figures(roadmap, path, school, at)


def _figures(roadmap: Roadmap, path: str, school: LocalSchool, at: Spot) -> Iterator[Finding]:
    """Find figures that can't be reckoned with: without years, twice, or longer than a plan."""
    if school.years is None and (school.ects or school.hours):
        yield Finding(
            at=at,
            what="there are hours or credits here, but no `years`, so nothing is reckoned with",
            remedy="Add `years` from a source, or take the other figure out",
        )
    if school.ects and school.hours:
        yield Finding(
            at=(*at, "hours"),
            what="there are both `ects` and `hours` here",
            remedy="Keep the one that the sources give",
        )
    found = roadmap.path(path)
    longest = found.school.longest.value if found and found.school else None
    if school.years and longest is not None and school.years.high * FULL_YEAR > longest:
        yield Finding(
            at=(*at, "years"),
            what=f"{school.years.high:g} years are longer than this path may last in the roadmap",
            remedy="Take `years` out: then people are told that the time may differ",
        )


def _ends(figure: Extent | object, at: Spot) -> Iterator[Finding]:
    low, high = getattr(figure, "low", 0), getattr(figure, "high", 0)
    if not 0 < low <= high:
        yield Finding(
            at=(*at, "low"),
            what=f"the low end {low:g} is above the high end {high:g}, or not above zero",
            remedy="Write the smaller number as `low`, the larger one as `high`",
        )
