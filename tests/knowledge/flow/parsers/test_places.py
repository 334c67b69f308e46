"""Places as people name them; it is 12:00 UTC on 25 November 2026."""

# ruff: noqa: RUF001 - digits and letters of other scripts are what is tested

from datetime import UTC, datetime

import pytest

from knowledge.flow.parsers.choosing import PlaceRead
from knowledge.flow.parsers.gazetteer import Gazetteer, Place
from knowledge.flow.parsers.outcome import Ambiguous, Problem, Reason
from knowledge.flow.parsers.places import read_place

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
LARGEST = (
    "Shanghai, Beijing, Shenzhen, Guangzhou, Kinshasa, Istanbul, Lagos, Ho Chi Minh City, Chengdu,"
    " Lahore, Mumbai, Sao Paulo, Mexico City, Karachi, Delhi, Wuhan, Moscow, Dhaka, Seoul, Tokyo,"
    " Dongguan, Cairo, Xi'an, Nanjing, Hangzhou, Foshan, London, New York City, Jakarta, Bengaluru,"
    " Hanoi, Taipei, Tianjin, Chongqing, Bangkok, Lima, Bogota, Baghdad, Tehran, Hyderabad India,"
    " Chennai, Ahmedabad, Kolkata, Pune, Surat, Rio de Janeiro, Buenos Aires, Santiago, Paris,"
    " Madrid, Berlin, Rome, Kyiv, Riyadh, Jeddah, Ankara, Casablanca, Nairobi, Addis Ababa,"
    " Johannesburg, Cape Town, Abidjan, Accra, Luanda, Dar es Salaam, Sydney, Melbourne, Toronto,"
    " Los Angeles, Chicago, Singapore, Hong Kong, Manila, Osaka, Yangon, Kabul, Tashkent"
)
SEVERAL_CLOCKS = {"AQ", "AU", "BR", "CA", "CD", "ID", "MN", "MX", "PG", "RU", "UM", "US"}
"""Countries of which more than a twentieth of the people live by another than the main clock."""


def read(text: str, gazetteer: Gazetteer) -> PlaceRead:
    """Read a place on that day."""
    return read_place(text, gazetteer, NOON)


@pytest.mark.parametrize(
    ("text", "city", "country", "zone"),
    [
        ("Tashkent", "Tashkent", "UZ", "Asia/Tashkent"),
        ("i live in berlin", "Berlin", "DE", "Europe/Berlin"),
        ("I'm from Tashkent.", "Tashkent", "UZ", "Asia/Tashkent"),
        ("a small village near Kyiv", "Kyiv", "UA", "Europe/Kyiv"),
        ("berlin area", "Berlin", "DE", "Europe/Berlin"),
        ("NYC", "New York City", "US", "America/New_York"),
        ("new york", "New York City", "US", "America/New_York"),
        ("LA", "Los Angeles", "US", "America/Los_Angeles"),
        ("Washington DC", "Washington", "US", "America/New_York"),
        ("hcmc", "Ho Chi Minh City", "VN", "Asia/Ho_Chi_Minh"),
        ("Hanoi", "Hanoi", "VN", "Asia/Ho_Chi_Minh"),
        ("Bombay", "Mumbai", "IN", "Asia/Kolkata"),
        ("Kiev", "Kyiv", "UA", "Europe/Kyiv"),
        ("MSK", "Moscow", "RU", "Europe/Moscow"),
        ("munchen", "Munich", "DE", "Europe/Berlin"),
        ("München", "Munich", "DE", "Europe/Berlin"),
        ("Muenchen", "Munich", "DE", "Europe/Berlin"),
        ("warszawa", "Warsaw", "PL", "Europe/Warsaw"),
        ("москва", "Moscow", "RU", "Europe/Moscow"),
        ("Тошкент", "Tashkent", "UZ", "Asia/Tashkent"),
        ("القاهرة", "Cairo", "EG", "Africa/Cairo"),
        ("東京", "Tokyo", "JP", "Asia/Tokyo"),
        ("กรุงเทพ", "Bangkok", "TH", "Asia/Bangkok"),
        ("কলকাতা", "Kolkata", "IN", "Asia/Kolkata"),
    ],
)
def test_a_city(text: str, city: str, country: str, zone: str, gazetteer: Gazetteer) -> None:
    assert read(text, gazetteer) == Place(city=city, country=country, zone=zone)


@pytest.mark.parametrize(
    ("text", "country", "zone"),
    [
        ("UK", "GB", "Europe/London"),
        ("england", "GB", "Europe/London"),
        ("UAE", "AE", "Asia/Dubai"),
        ("from Uzbekistan", "UZ", "Asia/Tashkent"),
        ("O'zbekiston", "UZ", "Asia/Tashkent"),
        ("Oʻzbekiston", "UZ", "Asia/Tashkent"),
        ("Türkiye", "TR", "Europe/Istanbul"),
        ("Deutschland", "DE", "Europe/Berlin"),
        ("україна", "UA", "Europe/Kyiv"),
        ("中国", "CN", "Asia/Shanghai"),
        ("Spain", "ES", "Europe/Madrid"),
        ("Kazakhstan", "KZ", "Asia/Almaty"),
        ("🇺🇿", "UZ", "Asia/Tashkent"),
        ("Smalltown, Germany", "DE", "Europe/Berlin"),
    ],
)
def test_a_country(text: str, country: str, zone: str, gazetteer: Gazetteer) -> None:
    assert read(text, gazetteer) == Place(city=None, country=country, zone=zone)


@pytest.mark.parametrize(
    ("text", "region", "country", "zone"),
    [
        ("Texas", "Texas", "US", "America/Chicago"),
        ("Ontario", "Ontario", "CA", "America/Toronto"),
        ("Kerala", "Kerala", "IN", "Asia/Kolkata"),
        ("Bavaria", "Bavaria", "DE", "Europe/Berlin"),
        ("Smalltown, Bavaria, Germany", "Bavaria", "DE", "Europe/Berlin"),
        ("Goa", "Goa", "IN", "Asia/Kolkata"),
    ],
)
def test_a_region_keeps_its_name(
    text: str, region: str, country: str, zone: str, gazetteer: Gazetteer
) -> None:
    assert read(text, gazetteer) == Place(city=region, country=country, zone=zone)


@pytest.mark.parametrize(
    ("text", "city", "zone"),
    [
        ("Springfield, IL", "Springfield", "America/Chicago"),
        ("springfield illinois", "Springfield", "America/Chicago"),
        ("Springfield, Illinois, USA", "Springfield", "America/Chicago"),
        ("portland or", "Portland", "America/Los_Angeles"),
        ("Paris, Texas", "Paris", "America/Chicago"),
        ("paris, france", "Paris", "Europe/Paris"),
        ("london ontario", "London", "America/Toronto"),
        ("Tbilisi, Georgia", "Tbilisi", "Asia/Tbilisi"),
        ("Atlanta, Georgia", "Atlanta", "America/New_York"),
        ("uzbekistan, tashkent", "Tashkent", "Asia/Tashkent"),
        ("uzbekistan tashkent", "Tashkent", "Asia/Tashkent"),
        ("tashkent, uzbekstan", "Tashkent", "Asia/Tashkent"),
        ("Tashkent 🇺🇿", "Tashkent", "Asia/Tashkent"),
        ("Hyderabad (Pakistan)", "Hyderabad", "Asia/Karachi"),
        ("hyderabad sindh", "Hyderabad", "Asia/Karachi"),
        ("mumbai maharashtra", "Mumbai", "Asia/Kolkata"),
    ],
)
def test_the_area_tells_which_city(text: str, city: str, zone: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer)
    assert isinstance(found, Place), found
    assert (found.city, found.zone) == (city, zone)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("tashkenttt", "Asia/Tashkent"),
        ("tashkant", "Asia/Tashkent"),
        ("Berln", "Europe/Berlin"),
        ("londn", "Europe/London"),
        ("newyork", "America/New_York"),
        ("Instanbul", "Europe/Istanbul"),
        ("philipines", "Asia/Manila"),
        ("Kazakstan", "Asia/Almaty"),
        ("Toronot", "America/Toronto"),
    ],
)
def test_misspelt_names_are_put_right(text: str, zone: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer)
    assert isinstance(found, Place), found
    assert found.zone == zone


@pytest.mark.parametrize(
    ("text", "country", "zone"),
    [
        ("Europe/Berlin", "DE", "Europe/Berlin"),
        ("europe/berlin", "DE", "Europe/Berlin"),
        ("america/new york", "US", "America/New_York"),
        ("Asia/Calcutta", "IN", "Asia/Kolkata"),
        ("Europe/Kiev", "UA", "Europe/Kyiv"),
        ("US/Pacific", "US", "America/Los_Angeles"),
        ("Atlantic/Jan_Mayen", "SJ", "Arctic/Longyearbyen"),
        ("Africa/Timbuktu", "ML", "Africa/Bamako"),
    ],
)
def test_a_zone_name(text: str, country: str, zone: str, gazetteer: Gazetteer) -> None:
    assert read(text, gazetteer) == Place(city=None, country=country, zone=zone)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "?", "🙂", "🏴", "...", "-", "²", "a", "5", "x" * 4096),
        *("mars", "hello", "python", "idk", "no", "NO", "in", "it", "ok", "home"),
        *("not germany", "python and java", "berlin and python", "germany, 8 pm", "i live"),
        *(
            "27 is too old?",
            "+99",
            "+15",
            "10 in the evening",
            "Mordor/Barad_dur",
            ",,,",
            "a,b,c,d,e",
        ),
    ],
)
def test_no_place_is_a_problem(text: str, gazetteer: Gazetteer) -> None:
    assert read(text, gazetteer) == Problem(reason=Reason.NOT_UNDERSTOOD)


@pytest.mark.parametrize("text", ["ก็ไม่รู้เหมือนกัน", "ที่นี่", "ไม่", "์ิี้", "ไม่บอก"])
def test_thai_junk_is_no_place_case_54(text: str, gazetteer: Gazetteer) -> None:
    """Case 54: vowel marks stay, or unrelated Thai words look alike."""
    assert read(text, gazetteer) == Problem(reason=Reason.NOT_UNDERSTOOD)


@pytest.mark.parametrize("text", ["?", "🙂", "!?", "。", "\u200b", "🙂🙂", "()"])
def test_what_folding_empties_matches_nothing_case_55(text: str, gazetteer: Gazetteer) -> None:
    """Case 55: two strings emptied by processing are not alike."""
    assert read(text, gazetteer) == Problem(reason=Reason.NOT_UNDERSTOOD)


@pytest.mark.parametrize("name", LARGEST.split(", "))
def test_the_largest_cities_are_taken_without_asking(name: str, gazetteer: Gazetteer) -> None:
    assert isinstance(read(name, gazetteer), Place)


def test_every_country_is_known(gazetteer: Gazetteer) -> None:
    for code in gazetteer.countries():
        found = read(gazetteer.country_name(code), gazetteer)
        if isinstance(found, Ambiguous):
            assert code in SEVERAL_CLOCKS | {"GE"}
            assert code in {option.value.country for option in found.options}
        else:
            assert isinstance(found, Place)
            assert found.country == code
            assert code not in SEVERAL_CLOCKS


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("from lagos, living in berlin", "Berlin"),
        ("i'm from lagos but live in berlin", "Berlin"),
        ("originally from cairo, now in dubai", "Dubai"),
        ("born in cairo live in london", "London"),
    ],
)
def test_of_several_homes_that_of_today_counts(text: str, city: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer)
    assert isinstance(found, Place)
    assert found.city == city


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("moving from lagos to berlin", ["Lagos, Nigeria", "Berlin, Germany"]),
        ("lagos but moving to berlin soon", ["Lagos, Nigeria", "Berlin, Germany"]),
        ("moving to berlin", ["Berlin, Germany"]),
        ("berlin and paris", ["Berlin, Germany", "Paris, France"]),
        ("berlin/paris", ["Berlin, Germany", "Paris, France"]),
        ("between berlin and paris", ["Berlin, Germany", "Paris, France"]),
    ],
)
def test_of_several_homes_one_is_asked_for(
    text: str, labels: list[str], gazetteer: Gazetteer
) -> None:
    found = read(text, gazetteer)
    assert isinstance(found, Ambiguous)
    assert found.reason is Reason.SEVERAL_HOMES
    assert [option.label for option in found.options] == labels


@pytest.mark.parametrize("text", ["asia", "Europe", "middle east", "the Balkans", "south america"])
def test_a_part_of_the_world_is_too_wide(text: str, gazetteer: Gazetteer) -> None:
    assert read(text, gazetteer) == Problem(reason=Reason.VAGUE)
