"""Choosing between places of one name: when one is taken without asking, and what is offered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from knowledge.flow.parsers.gazetteer import (
    Area,
    Candidate,
    City,
    Gazetteer,
    Place,
    Share,
    Zone,
    offset,
)
from knowledge.flow.parsers.outcome import Ambiguous, Option, Problem, Reason

PlaceRead: TypeAlias = Place | Ambiguous[Place] | Problem

MOST_OPTIONS = 8
"""Buttons in a choice of places."""

MOST_ZONES = 6
"""Cities that are offered for an abbreviation or an offset."""

MOST_SPELLINGS = 4
"""Names that are offered for a misspelt one."""

DOMINANCE = 10
"""A place is taken without asking if no other of its name has a tenth of its people."""

NEARLY_ALL = 0.95
"""An area's main clock is taken without asking if so many of its people live by it."""

SURELY_MEANT = 1500
"""Thousands of people in a place that a misspelt name is taken for without asking."""

WORTH_ASKING = 100
"""Thousands of people in a place that is offered for a misspelt name."""

SHORT_NAME = 6
"""Letters; so short a text is more often another word, so the place must be ten times as big."""

_HALF_A_YEAR = timedelta(days=182)


@dataclass(frozen=True, kw_only=True)
class Clocks:
    """What tells which clocks agree: the gazetteer and the instant (aware) of the question."""

    gazetteer: Gazetteer
    now: datetime

    def of(self, zone: str) -> tuple[timedelta | None, ...]:
        """Return how far the zone is ahead of UTC now and in half a year."""
        return offset(zone, self.now), offset(zone, self.now + _HALF_A_YEAR)


def decided(
    found: Sequence[Candidate], clocks: Clocks, reason: Reason = Reason.SAME_NAME
) -> PlaceRead:
    """Return the place among candidates (weightiest first) that outweighs all, or a choice."""
    rivals = [one for one in found if one.weight * DOMINANCE >= found[0].weight]
    if len({_home(one.place) for one in rivals}) == 1:
        return _resolved(_city_of(rivals), clocks)
    return _choice(reason, [one.place for one in rivals], clocks)


def _city_of(rivals: Sequence[Candidate]) -> City | Area:
    """Return the city where a city and the area around it share a name that is not a country's."""
    best = rivals[0].place
    if isinstance(best, Area) and best.is_country and rivals[0].own:
        return best
    return next((one.place for one in rivals if isinstance(one.place, City)), best)


def named(key: str, found: Sequence[Candidate], clocks: Clocks) -> PlaceRead:
    """Return what a name that stands alone means; "best" and "it" are asked about first."""
    if len(key) <= SHORT_NAME and key.isascii() and found[0].weight < WORTH_ASKING:
        return _choice(Reason.SPELLING, [one.place for one in found[:MOST_SPELLINGS]], clocks)
    return decided(found, clocks)


def misspelt(key: str, found: Sequence[Candidate], clocks: Clocks) -> PlaceRead | None:
    """Return what a misspelt name is taken for, or the names it may be; None if too unlikely."""
    short = len(key) <= SHORT_NAME
    far_off = bool(found) and found[0].slips > 1
    least = WORTH_ASKING * (DOMINANCE if short or far_off else 1)
    likely = [one for one in found if one.weight >= least and (one.own or not short)]
    if not likely:
        return None
    best = likely[0]
    sure = best.own and not far_off and not (short and best.altered)
    if sure and best.weight >= SURELY_MEANT:
        return decided(likely, clocks, Reason.SPELLING)
    return _choice(Reason.SPELLING, [one.place for one in likely[:MOST_SPELLINGS]], clocks)


def of_zones(zones: Sequence[Zone], reason: Reason, clocks: Clocks) -> PlaceRead | None:
    """Return the place if all zones are one country's with one clock, else cities to choose from.

    Of each country one city a clock is offered; None if there is no zone.
    """
    homes = {(zone.country, clocks.of(zone.name)): zone for zone in reversed(zones)}
    kept = [zone for zone in zones if homes[zone.country, clocks.of(zone.name)] is zone]
    if not kept:
        return None
    if len(kept) == 1 and reason is not Reason.OFFSET:
        return Place(city=None, country=kept[0].country, zone=kept[0].name)
    options = [_zone_option(zone, clocks.gazetteer) for zone in kept[:MOST_ZONES]]
    return Ambiguous(reason=reason, options=tuple(options))


def _zone_option(zone: Zone, gazetteer: Gazetteer) -> Option[Place]:
    city = zone.city.name if zone.city else None
    label = f"{city or _last_part(zone.name)}, {gazetteer.country_name(zone.country)}"
    return Option(label=label, value=Place(city=city, country=zone.country, zone=zone.name))


def _last_part(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def _home(place: City | Area) -> tuple[str, str]:
    zone = place.zone if isinstance(place, City) else place.zones[0].zone
    return place.country, zone


def _resolved(place: City | Area, clocks: Clocks) -> PlaceRead:
    if isinstance(place, City):
        return Place(city=place.name, country=place.country, zone=place.zone)
    groups = _by_clock(place, clocks)
    main = groups[0]
    if len(groups) == 1 or sum(share.share for share in main) >= NEARLY_ALL:
        region = None if place.is_country else place.name
        return Place(city=region, country=place.country, zone=main[0].zone)
    options = [_share_option(group[0], place) for group in groups[:MOST_OPTIONS]]
    return Ambiguous(reason=Reason.SEVERAL_ZONES, options=tuple(options))


def _by_clock(area: Area, clocks: Clocks) -> list[list[Share]]:
    """Return the area's zones grouped by clock, the group of most people first.

    Zones where hardly anybody lives are left out, unless nobody lives anywhere in the area.
    """
    groups: dict[tuple[timedelta | None, ...], list[Share]] = {}
    for share in [zone for zone in area.zones if zone.share] or area.zones:
        groups.setdefault(clocks.of(share.zone), []).append(share)
    return sorted(groups.values(), key=lambda group: -sum(share.share for share in group))


def _share_option(share: Share, area: Area) -> Option[Place]:
    label = share.city or _last_part(share.zone)
    return Option(label=label, value=Place(city=share.city, country=area.country, zone=share.zone))


def _choice(reason: Reason, places: Sequence[City | Area], clocks: Clocks) -> Ambiguous[Place]:
    options: dict[str, Option[Place]] = {}
    for place in places:
        label = _label(place, clocks.gazetteer)
        for option in _options(_resolved(place, clocks), label):
            options.setdefault(option.label, option)
    return Ambiguous(reason=reason, options=tuple(options.values())[:MOST_OPTIONS])


def _options(read: PlaceRead, label: str) -> Iterable[Option[Place]]:
    match read:
        case Place():
            return (Option(label=label, value=read),)
        case Ambiguous():
            return read.options
        case Problem():
            return ()


def _label(place: City | Area, gazetteer: Gazetteer) -> str:
    """Return a name that tells the place from its namesakes."""
    if isinstance(place, Area) and place.is_country:
        return place.name
    around = place.region if isinstance(place, City) else ""
    return f"{place.name}, {around or gazetteer.country_name(place.country)}"
