"""Describe there: what the schools of the paths are where a person lives, as lines to tell."""

from knowledge.plan import words
from knowledge.plan.ends import Ends
from knowledge.plan.line import Line, Value, line
from knowledge.plan.naming import Country, Extent, Local, LocalSchool
from knowledge.plan.roadmap import Path


def school_there(local: Local, path: str) -> tuple[Line, ...]:
    """Return what is to be said of one path's school: its name there, or that we don't know it.

    Nothing where the roadmap's own words hold.
    """
    there, found = local.school(path), local.roadmap.path(path)
    if found is None or found.school is None or path not in local.paths:
        return ()
    if local.home is None:
        return (line("plan.there.unknown", title=found.title),)
    known: dict[str, Value] = {"title": found.title, "country": local.home.called}
    if there is None:
        return (line("plan.there.missing", **known),)
    if there.years is None:
        named = line("plan.there.name", **known, name=there.name)
        return named, line("plan.there.may_differ")
    return (line("plan.there.name.years", **known, name=there.name, span=_span(there.years)),)


def schools_there(local: Local) -> tuple[Line, ...]:
    """Return the schools of all paths there, with the sources; or that we don't know them."""
    if not local.paths:
        return ()
    if local.home is None:
        return (line("plan.there.all.unknown"),)
    known = ((path, local.home.schools.get(path.id)) for path in local.roadmap.paths)
    lines = (_line(path, there) for path, there in known if there is not None)
    head = line("plan.there.all", country=local.home.called)
    return (head, *lines, line("plan.there.source", sources=_sources(local.home)))


def origin(local: Local, path: str) -> tuple[Line, ...]:
    """Return where the length of a path's school comes from, if it is that of the country."""
    there = local.school(path)
    if local.home is None or there is None or there.years is None:
        return ()
    sources = _sources(local.home)
    return (line("plan.there.origin", country=local.home.called, sources=sources),)


def _line(path: Path, there: LocalSchool) -> Line:
    if there.years is None:
        return line("plan.there.each", title=path.title, name=there.name)
    span = _span(there.years)
    return line("plan.there.each.years", title=path.title, name=there.name, span=span)


def _span(years: Extent) -> Line:
    return words.school_years(Ends(low=years.low, high=years.high))


def _sources(home: Country) -> str:
    """Name the publishers of a country's sources, each once, with the years of what they say."""
    years: dict[str, list[str]] = {}
    for one in home.sources:
        years.setdefault(one.publisher, []).append(str(one.year))
    return "; ".join(f"{publisher} ({', '.join(found)})" for publisher, found in years.items())
