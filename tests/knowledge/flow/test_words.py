"""Answers in words, as they stand in a summary."""

from datetime import UTC, datetime

import pytest
from pydantic import JsonValue

from knowledge.flow.model import Kind
from knowledge.flow.readings import Option
from knowledge.flow.words import in_words, option_in_words
from knowledge.messages import Messages, load_messages
from tests.knowledge.flow.flows import KNOWLEDGE, of_backend, question

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def messages() -> Messages:
    return load_messages(KNOWLEDGE / "messages")[0]


@pytest.mark.parametrize(
    ("at", "value", "words"),
    [
        ("standing", "school", "At school"),
        ("languages", ["python", "java"], "Python, Java"),
        ("hours", [6, 2], "6, sometimes 2 hours a week"),
        ("hours", [5, 7], "5 to 7 hours a week"),
        ("hours", [2, 6], "2 to 6 hours a week"),
        ("hours", [6, 6], "6 hours a week"),
        ("hours", [1, 1], "1 hour a week"),
        ("target", "2027-08-31", "31 August 2027"),
        ("reminder", "20:30", "20:30"),
        (
            "place",
            {"city": "Tashkent", "country": "UZ", "zone": "Asia/Tashkent"},
            "Tashkent, Uzbekistan (UTC+5)",
        ),
        (
            "place",
            {"city": None, "country": "CA", "zone": "America/St_Johns"},
            "Canada (UTC-3:30)",
        ),
        ("name", "Ola >_<", "Ola >_<"),
        ("name", None, "not answered"),
        # what an edit left without a meaning
        ("standing", "gone", "not answered"),
        ("languages", ["gone", "python"], "Python"),
        ("languages", "python", "Python"),
        ("hours", 6, "not answered"),
    ],
)
def test_a_value_in_words(messages: Messages, at: str, value: JsonValue, words: str) -> None:
    assert in_words(messages, of_backend(at), value, now=NOW) == words


@pytest.mark.parametrize("zone", ["Nowhere/Land", "", "../etc/passwd"])
def test_a_zone_that_is_gone_takes_only_the_offset_away(messages: Messages, zone: str) -> None:
    place: JsonValue = {"city": "Tashkent", "country": "UZ", "zone": zone}
    assert in_words(messages, of_backend("place"), place, now=NOW) == "Tashkent, Uzbekistan"


def test_a_number_in_words(messages: Messages) -> None:
    assert in_words(messages, question("age", Kind.NUMBER, range=(1, 99)), 27) == "27"


def test_case_37_a_place_on_offer_comes_with_its_time_now(messages: Messages) -> None:
    place: JsonValue = {"city": "Mumbai", "country": "IN", "zone": "Asia/Kolkata"}
    option = Option(label="Mumbai, India", value=place)
    words = option_in_words(messages, of_backend("place"), option, now=NOW)
    assert words == "Mumbai, India, 17:30"


def test_other_options_come_as_people_write_them(messages: Messages) -> None:
    day = Option(label="2027-05-01", value="2027-05-01")
    assert option_in_words(messages, of_backend("target"), day, now=NOW) == "1 May 2027"
    java = Option(label="Java", value=["java"])
    assert option_in_words(messages, of_backend("languages"), java, now=NOW) == "Java"
