"""Places that are asked about; it is 12:00 UTC on 25 November 2026."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from knowledge.flow.parsers.gazetteer import Gazetteer, Place
from knowledge.flow.parsers.outcome import Ambiguous, Reason
from knowledge.flow.parsers.places import read_place

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
JULY = datetime(2026, 7, 1, 12, tzinfo=UTC)


def options(text: str, gazetteer: Gazetteer, reason: Reason) -> dict[str, Place]:
    """Return the places to choose from by label, failing with what came instead."""
    found = read_place(text, gazetteer, NOON)
    assert isinstance(found, Ambiguous), found
    assert found.reason is reason
    return {option.label: option.value for option in found.options}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("samarkad", "Samarkand, Uzbekistan"),
        ("child", "Chile"),
        ("best", "Best, Netherlands"),
        ("IN", "India"),
        ("uz", "Uzbekistan"),
    ],
)
def test_an_unlikely_name_is_asked(text: str, label: str, gazetteer: Gazetteer) -> None:
    assert label in options(text, gazetteer, Reason.SPELLING)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Georgia", ["Georgia", "Georgia, United States"]),
        ("Portland", ["Portland, Oregon", "Portland, Maine"]),
        ("Valencia", ["Valencia, Venezuela", "Valencia, Spain"]),
        ("Birmingham", ["Birmingham, United Kingdom", "Birmingham, Alabama"]),
        ("Hyderabad", ["Hyderabad, India", "Hyderabad, Pakistan"]),
        ("Korea", ["North Korea", "South Korea"]),
        ("Punjab", ["Punjab, India", "Punjab, Pakistan"]),
    ],
)
def test_a_shared_name_is_asked(text: str, labels: list[str], gazetteer: Gazetteer) -> None:
    assert list(options(text, gazetteer, Reason.SAME_NAME)) == labels


def test_springfields_are_told_apart_by_their_states(gazetteer: Gazetteer) -> None:
    found = options("Springfield", gazetteer, Reason.SAME_NAME)
    assert {"Springfield, Missouri", "Springfield, Illinois"} < set(found)
    assert found["Springfield, Oregon"].zone == "America/Los_Angeles"


@pytest.mark.parametrize(
    ("text", "zones"),
    [
        ("USA", ["America/New_York", "America/Chicago", "America/Los_Angeles", "America/Denver"]),
        ("россия", ["Europe/Moscow", "Asia/Yekaterinburg"]),
        ("brasil", ["America/Sao_Paulo", "America/Manaus"]),
        ("Indonesia", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]),
        ("somewhere, Canada", ["America/Toronto", "America/Vancouver"]),
        ("Tennessee", ["America/Chicago", "America/New_York"]),
    ],
)
def test_an_area_of_several_clocks_offers_cities(
    text: str, zones: list[str], gazetteer: Gazetteer
) -> None:
    found = options(text, gazetteer, Reason.SEVERAL_ZONES)
    assert [place.zone for place in found.values()][: len(zones)] == zones
    clocks = {
        tuple(day.astimezone(ZoneInfo(place.zone)).utcoffset() for day in (NOON, JULY))
        for place in found.values()
    }
    assert len(clocks) == len(found)


@pytest.mark.parametrize(
    ("text", "zones"),
    [
        ("IST", {"Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"}),
        ("CST", {"America/Chicago", "Asia/Shanghai", "America/Mexico_City"}),
        ("BST", {"Europe/London", "Asia/Dhaka"}),
        ("EST", {"America/New_York", "America/Toronto", "Australia/Sydney"}),
        ("est", {"America/New_York"}),
        ("CET", {"Europe/Berlin", "Europe/Paris"}),
        ("Indian Standard Time", {"Asia/Kolkata"}),
    ],
)
def test_an_abbreviation_is_asked_case_37(text: str, zones: set[str], gazetteer: Gazetteer) -> None:
    """Case 37: abbreviations are never guessed, and no fixed zone like "EST" comes out."""
    found = options(text, gazetteer, Reason.ABBREVIATION)
    assert zones <= {place.zone for place in found.values()}
    assert all("/" in place.zone and place.city for place in found.values())


def test_an_abbreviation_of_one_country_and_clock_is_taken(gazetteer: Gazetteer) -> None:
    eastern = Place(city=None, country="US", zone="America/New_York")
    assert read_place("Eastern time", gazetteer, NOON) == eastern
    assert read_place("JST", gazetteer, NOON) == Place(city=None, country="JP", zone="Asia/Tokyo")


@pytest.mark.parametrize("text", ["GMT+5", "UTC+5", "utc +5", "+5", "+05:00", "gmt+0500", "GMT 5"])
def test_an_offset_has_its_everyday_meaning_case_38(text: str, gazetteer: Gazetteer) -> None:
    """Case 38: at 12:00Z, `GMT+5` is where clocks show 17:00, and it is confirmed."""
    found = options(text, gazetteer, Reason.OFFSET)
    assert {NOON.astimezone(ZoneInfo(place.zone)).hour for place in found.values()} == {17}
    assert "Tashkent, Uzbekistan" in found


@pytest.mark.parametrize(
    ("text", "clock"),
    [("UTC-3", "09:00"), ("+5:30", "17:30"), ("utc", "12:00"), ("Etc/GMT+5", "07:00")],
)
def test_other_offsets(text: str, clock: str, gazetteer: Gazetteer) -> None:
    found = options(text, gazetteer, Reason.OFFSET)
    assert {f"{NOON.astimezone(ZoneInfo(p.zone)):%H:%M}" for p in found.values()} == {clock}


def test_what_an_offset_offers_depends_on_the_day(gazetteer: Gazetteer) -> None:
    """London is at GMT+1 in July alone, Berlin in November alone, wherever the server stands."""
    july = read_place("GMT+1", gazetteer, JULY)
    november = read_place("GMT+1", gazetteer, NOON)
    assert isinstance(july, Ambiguous)
    assert isinstance(november, Ambiguous)
    assert "Europe/London" in {option.value.zone for option in july.options}
    assert "Europe/Berlin" in {option.value.zone for option in november.options}
