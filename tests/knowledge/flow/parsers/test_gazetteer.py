"""The gazetteer's data: whole, current, and in step with the tz database."""

from datetime import UTC, datetime
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

import pytest

from knowledge.flow.parsers.gazetteer import PLACES, Area, City, Gazetteer, Place
from knowledge.flow.parsers.names import folded
from knowledge.flow.parsers.places import read_place

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def rows(name: str) -> list[list[str]]:
    """Return the rows of one of the files."""
    return [line.split("\t") for line in (PLACES / name).read_text("utf-8").splitlines()]


def test_every_zone_name_there_is_leads_to_a_place(gazetteer: Gazetteer) -> None:
    named = {zone for zone in available_timezones() if "/" in zone and zone[:4] != "Etc/"}
    for zone in named:
        found = read_place(zone, gazetteer, NOON)
        assert isinstance(found, Place), zone
        assert ZoneInfo(found.zone).utcoffset(NOON) == ZoneInfo(zone).utcoffset(NOON)


def test_every_zone_in_the_data_is_current() -> None:
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8").splitlines()
    current = {line.split("\t")[2] for line in table if not line.startswith("#")}
    cities = {zone for _, _, _, zone in rows("cities.tsv")}
    areas = {share.split(" ")[0] for row in rows("areas.tsv") for share in row[3].split(";")}
    assert cities | areas <= current
    assert {row[0] for row in rows("zones.tsv")} == current


def test_every_country_of_iso_3166_has_a_zone_but_two_that_nobody_lives_in() -> None:
    table = (files("tzdata") / "zoneinfo" / "iso3166.tab").read_text("utf-8").splitlines()
    codes = {line.split("\t")[0] for line in table if not line.startswith("#")}
    known = {row[1] for row in rows("areas.tsv") if row[0][0] == "k"}
    assert codes - known == {"BV", "HM"}
    assert known - codes == {"XK"}
    assert {row[1] for row in rows("cities.tsv")} <= known


def test_names_are_folded_sorted_and_lead_somewhere(gazetteer: Gazetteer) -> None:
    names = [name for name, _ in rows("names.tsv")]
    assert names == sorted(set(names))
    for name in names[::97]:
        assert folded(name) == name
        found = gazetteer.named(name)
        assert found
        assert [one.weight for one in found] == sorted((one.weight for one in found), reverse=True)


def test_a_name_between_others_is_not_known(gazetteer: Gazetteer) -> None:
    assert gazetteer.named("") == ()
    assert gazetteer.named("\U0010ffff") == ()
    assert gazetteer.named("tashken\tt") == ()


def test_looks_are_compared_only_from_five_letters_on(gazetteer: Gazetteer) -> None:
    assert gazetteer.spelt_like("mars") == ()
    assert gazetteer.spelt_like("\U0010ffffmars") == ()
    best = gazetteer.spelt_like("berln")[0]
    assert (best.place.name, best.slips, best.altered, best.own) == ("Berlin", 1, False, True)
    assert gazetteer.spelt_like("londom")[0].altered


def test_states_are_known_by_their_letters(gazetteer: Gazetteer) -> None:
    (illinois,) = gazetteer.province("il")
    assert isinstance(illinois.place, Area)
    assert (illinois.place.name, illinois.place.country) == ("Illinois", "US")
    assert {one.place.country for one in gazetteer.province("wa")} == {"US", "AU"}


def test_the_largest_city_of_a_zone(gazetteer: Gazetteer) -> None:
    zone = gazetteer.zone("asia/tashkent")
    assert zone is not None
    assert isinstance(zone.city, City)
    assert zone.city.name == "Tashkent"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("São Paulo", "sao paulo"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("Xi'an", "xian"),
        ("O\u02bbzbekiston", "ozbekiston"),
        ("St. John's", "st johns"),
        ("Port-au-Prince", "port au prince"),
        ("İstanbul", "istanbul"),
        ("ＴＯＫＹＯ", "tokyo"),  # noqa: RUF001
        ("กรุงเทพ", "กรุงเทพ"),
        ("🙂?", ""),
    ],
)
def test_folding(name: str, key: str) -> None:
    assert folded(name) == key
    assert folded(key) == key
