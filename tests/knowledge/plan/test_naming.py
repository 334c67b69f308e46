"""What schools are called elsewhere: the shipped file, the rules, and the lines to read."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pydantic import JsonValue

from knowledge.flow.typed import gazetteer
from knowledge.messages import load_messages
from knowledge.plan import (
    Local,
    Localities,
    Plan,
    Schools,
    circumstances,
    load_schools,
    plan_in,
)
from knowledge.plan.describe import head, suggestion
from knowledge.plan.describe_figures import reasoning
from knowledge.plan.describe_there import origin, school_there, schools_there
from knowledge.plan.line import in_plain
from knowledge.plan.roadmap import Basis
from tests.knowledge.plan.conftest import ROADMAP, TODAY, shipped

SCHOOLS = ROADMAP.parent / "schools.yaml"
MESSAGES, _ = load_messages(Path(__file__).parents[3] / "knowledge/messages")


@pytest.fixture(scope="module")
def schools() -> Schools:
    """Return the shipped names."""
    found, mistakes = load_schools(SCHOOLS, shipped(), today=date(2026, 12, 31))
    assert mistakes == ()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def localities(schools: Schools) -> Localities:
    """Return the roadmap in each country."""
    return Localities(shipped(), schools)


def planned(local: Local, **answers: JsonValue) -> Plan:
    """Return the plan of somebody with 35 hours a week."""
    said: dict[str, JsonValue] = {"hours": [35, 35], **answers}
    return plan_in(local, circumstances(local.roadmap, said, today=TODAY))


def told(lines: object) -> list[str]:
    """Return lines as people read them."""
    return [in_plain(MESSAGES, one) for one in lines]  # type: ignore[attr-defined]


def test_every_country_is_called_by_its_name(schools: Schools) -> None:
    for home in schools.countries:
        name = gazetteer().country_name(home.country)
        assert home.called.removeprefix("the ") in {name, "Türkiye"}
    codes = [home.country for home in schools.countries]
    assert codes == sorted(codes)
    assert len(codes) >= 22


def test_nothing_here_is_without_a_source_and_its_year(schools: Schools) -> None:
    for home in schools.countries:
        assert all(1900 < one.year <= schools.as_of and one.where for one in home.sources)


@pytest.mark.parametrize(
    ("country", "path", "lines"),
    [
        (
            "DE",
            "bachelor",
            [
                (
                    "Bachelor's degree: in Germany, the nearest is "
                    "Bachelor at a university or Fachhochschule, 3 to 4 years."
                )
            ],
        ),
        ("IT", "bachelor", ["Bachelor's degree: in Italy, the nearest is Laurea, 3 years."]),
        (
            "ZA",
            "certificate",
            ["College certificate: in South Africa, the nearest is Higher Certificate, 1 year."],
        ),
        (
            "FR",
            "associate",
            [
                (
                    "Associate's, then bachelor's: in France, the nearest is "
                    "BTS (brevet de technicien supérieur)."
                ),
                "I do not know how long it takes there. It may differ.",
            ],
        ),
        ("FR", "certificate", ["College certificate: I do not know a school like this in France."]),
        (
            "JP",
            "bachelor",
            [
                (
                    "Bachelor's degree: I do not know what it is called where you live. "
                    "The time may differ too."
                )
            ],
        ),
        ("JP", "self", []),
        ("JP", "bootcamp", []),
        ("DE", "bootcamp", []),
        ("US", "bachelor", []),
        (None, "bachelor", []),
        ("DE", "no such path", []),
    ],
)
def test_a_paths_school_is_named_where_somebody_lives(
    localities: Localities, country: str | None, path: str, lines: list[str]
) -> None:
    assert told(school_there(localities.of(country), path)) == lines


def test_all_schools_of_a_country_are_listed_with_their_sources(localities: Localities) -> None:
    assert told(schools_there(localities.of("DE"))) == [
        "What is nearest in Germany:",
        "• Associate's, then bachelor's: Ausbildung: Fachinformatiker or Fachinformatikerin",
        "• Bachelor's degree: Bachelor at a university or Fachhochschule, 3 to 4 years",
        "• Bachelor's and master's: Bachelor, then Master, 4 to 5 years",
        (
            "Source: International Association of Universities (2019); "
            "Federal law of Germany (2019, 2020)"
        ),
    ]
    assert len(told(schools_there(localities.of("JP")))) == 1
    assert schools_there(localities.of("US")) == schools_there(localities.of(None)) == ()


def test_without_a_file_the_roadmaps_words_hold_everywhere(tmp_path: Path) -> None:
    found, mistakes = load_schools(tmp_path / "schools.yaml", shipped())
    assert (found, mistakes) == (None, ())
    local = Localities(shipped(), found).of("DE")
    assert local == Local(roadmap=shipped())
    assert school_there(local, "bachelor") == ()


@pytest.mark.parametrize(
    ("country", "path", "weeks", "hours", "basis"),
    [
        ("IT", "bachelor", (156, 156), (4500, 5400), Basis.SOURCE),  # 180 credits
        ("DE", "bachelor", (156, 208), (4500, 7200), Basis.SOURCE),  # 180 to 240 credits
        ("ZA", "bachelor", (156, 208), (3600, 4800), Basis.SOURCE),
        ("GB", "bachelor", (156, 156), (4050, 4050), Basis.JUDGEMENT),  # 1,350 hours a year
        ("RU", "bachelor", (208, 208), (5400, 5400), Basis.JUDGEMENT),
        ("FR", "associate", (208, 208), (5400, 5400), Basis.SOURCE),  # unknown: as in the roadmap
        ("JP", "bachelor", (208, 208), (5400, 5400), Basis.SOURCE),
    ],
)
def test_a_school_lasts_as_long_as_the_countrys_sources_say(
    localities: Localities,
    country: str,
    path: str,
    weeks: tuple[float, float],
    hours: tuple[float, float],
    basis: Basis,
) -> None:
    found = localities.of(country).roadmap.path(path)
    assert found is not None
    assert found.school is not None
    assert (found.school.weeks.low, found.school.weeks.high) == weeks
    assert (found.school.hours.low, found.school.hours.high) == hours
    assert found.school.hours.basis is basis
    assert found.school.weeks.source


def test_the_plan_reckons_with_the_years_there_and_says_so(localities: Localities) -> None:
    here, there = (planned(localities.of(home), path="bachelor") for home in ("US", "IT"))
    assert here.weeks is not None
    assert there.weeks is not None
    assert there.weeks.high == here.weeks.high - 52
    # A year shorter, but fuller: fewer hours are left beside it.
    assert here.weeks.low - 52 < there.weeks.low < here.weeks.low
    assert "Bachelor's degree: in Italy, the nearest is Laurea, 3 years." in told(head(there))
    source = "Eurydice, European Commission (2024); Ministry of Education of Italy (2004)"
    assert f"That is how long it takes in Italy. Source: {source}." in told(reasoning(there))
    assert origin(here.local, "bachelor") == ()


def test_what_does_not_fit_the_hours_is_reckoned_with_there_too(localities: Localities) -> None:
    few: dict[str, JsonValue] = {"hours": [16, 16], "path": "bachelor"}
    local = localities.of("ZA")  # 4,800 hours in at most six years
    assert plan_in(local, circumstances(local.roadmap, few, today=TODAY)).fits
    general = localities.of("US")  # 5,400 hours
    assert not plan_in(general, circumstances(general.roadmap, few, today=TODAY)).fits


def test_a_suggested_path_comes_with_its_name_there(localities: Localities) -> None:
    answers: dict[str, JsonValue] = {
        "path": "unsure",
        "standing": "school",
        "structure": "class",
        "can_pay": "much",
        "can_stop": "yes",
    }
    plan = planned(localities.of("IT"), **answers)
    assert plan.who.suggestion is not None
    assert told(suggestion(plan, plan.who.suggestion))[1].startswith("Bachelor's degree: in Italy")


def test_every_name_makes_a_line_that_a_phone_shows(
    localities: Localities, schools: Schools
) -> None:
    for home in schools.countries:
        local = localities.of(home.country)
        assert sum(map(len, told(schools_there(local)))) < 600
        for path in home.schools:
            assert told(school_there(local, path))


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ("words_of: US", "words_of: IT", "country: IT", "in the words of IT already"),
        ("words_of: US", "words_of: usa", "words_of: usa", "`usa`"),
        ("country: AU", "country: BR", "country: BR\n    called: Brazil", "BR stands here twice"),
        ("country: AU", "country: Oz", "country: Oz", "`Oz`"),
        ("paths: [certificate,", "paths: [guild,", "paths: [guild", "no path 'guild'"),
        ("paths: [certificate,", "paths: [self,", "paths: [self", "no path 'self' with a school"),
        (
            "paths: [certificate, ",
            "paths: [",
            "certificate: {name: Certificate IV",
            "not among the `paths`",
        ),
        ("years: {low: 3,", "years: {low: 5,", "years: {low: 5,", "low end 5 is above"),
        ("years: {low: 3,", "years: {low: 0,", "years: {low: 0,", "not above zero"),
        ("high: 4}", "high: 7}", "high: 7}", "7 years are longer than this path"),
        (
            "{name: Laurea, years: {low: 3, high: 3}, ",
            "{name: Laurea, ",
            "Laurea, ects",
            "no `years`",
        ),
        ("ects: {low: 180", "hours: {low: 9, high: 9}, ects: {low: 180", "hours: {low: 9", "both"),
        ("{low: 25, high: 30", "{low: 35, high: 30", "{low: 35", "low end 35 is above"),
        ("name: Laurea,", f"name: {'Laurea ' * 9},", "name: Laurea L", "62 characters"),
        ("name: Laurea,", 'name: "",', 'name: "",', "empty"),
        (", year: 2013,", ",", "Australian Qualifications Framework (", "no `year`"),
        ("called: Italy", "caled: Italy", "caled: Italy", "`caled` is no key"),
    ],
)
def test_a_mistake_keeps_the_names_out_and_names_its_line(
    tmp_path: Path, old: str, new: str, where: str, what: str
) -> None:
    text = SCHOOLS.read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    path = tmp_path / "schools.yaml"
    path.write_text(text, encoding="utf-8")
    found, mistakes = load_schools(path, shipped())
    assert found is None
    line = text[: text.index(where)].count("\n") + 1
    assert line in [one.line for one in mistakes if what in one.what], mistakes
    assert all(one.remedy for one in mistakes)


def test_names_that_nobody_looked_up_for_years_are_told(schools: Schools) -> None:
    found, mistakes = load_schools(SCHOOLS, shipped(), today=date(2029, 1, 1))
    assert found == schools
    assert ["last looked up in 2026" in one.what for one in mistakes] == [True]


def test_other_figures_of_the_roadmap_stay_as_they_are(localities: Localities) -> None:
    for country in ("DE", "JP", "US"):
        local = localities.of(country).roadmap
        assert replace(local, paths=shipped().paths) == shipped()
