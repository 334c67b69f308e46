"""Messages with several questions, on the real answers."""

import random

import pytest

from benchmarks.labelled import FITTING, load_questions
from knowledge.asking.clauses import asks, without_polite
from knowledge.asking.reading import Reading, read
from knowledge.flow.phrases import words
from knowledge.library import Knowledge, Track
from knowledge.matcher import Found, Outcome


def reading(track: Track, text: str) -> Reading:
    """Read a message that nothing was said before."""
    return read(track, track.matcher.find(text), None)


def ids(*founds: Found) -> list[str]:
    """Return the answers that were found for sure."""
    return [found.matches[0].id for found in founds if found.outcome is Outcome.ANSWER]


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("what is docker and do i need git?", ["what-is-docker", "need-git"]),
        ("how old is too old? also is php dead", ["too-old", "php-dead"]),
        ("what is docker\nis php dead", ["what-is-docker", "php-dead"]),
        (
            "1) what is docker 2) is php dead 3) am i too old",
            ["what-is-docker", "php-dead", "too-old"],
        ),
        ("hi, what is an api", ["what-is-api"]),
        ("thanks! where do i start", ["become"]),
        ("git and github im lost", ["git-github-lost"]),
        ("pros and cons of bootcamps", ["bootcamp"]),
        ("am i too old? im 45. too old?", ["too-old"]),
    ],
)
def test_each_question_gets_its_answer(knowledge: Knowledge, text: str, answers: list[str]) -> None:
    found = reading(knowledge.first, text)
    assert ids(found.found, *found.also) == answers


@pytest.mark.parametrize(
    "text", ["what is sql and why should i learn it", "what is a bootcamp and is it worth it"]
)
def test_a_part_that_points_to_the_other_makes_no_second_topic(
    knowledge: Knowledge, text: str
) -> None:
    assert reading(knowledge.first, text).also == ()


def test_at_most_three_are_answered_and_the_rest_is_named(knowledge: Knowledge) -> None:
    found = reading(
        knowledge.first,
        "what is docker? is php dead? am i too old? what is git? will it rain in osh?",
    )
    assert len(found.also) == 2
    assert found.left == ("what is git?", "will it rain in osh?")


def test_who_is_in_danger_gets_that_answer_alone(knowledge: Knowledge) -> None:
    found = reading(knowledge.first, "what is docker? i want to kill myself. can you help me?")
    assert ids(found.found) == ["crisis"]
    assert found.also == ()


def test_no_phrasing_and_no_plain_question_is_split(knowledge: Knowledge) -> None:
    track = knowledge.first
    phrasings = (one for answer in track.answers.values() for one in answer.phrasings)
    for text in (*phrasings, *(asked.text for asked in load_questions(FITTING))):
        if " and " in text or "," in text or "?" in text[:-1] or "\n" in text:
            assert reading(track, text).also == (), text


@pytest.mark.parametrize("form", ["{} and {}?", "{}? {}?", "{}\n{}", "1) {} 2) {}", "{}? also {}"])
def test_two_questions_of_phrasings_nearly_always_get_both_answers(
    knowledge: Knowledge, form: str
) -> None:
    track = knowledge.first
    asked = [
        (answer.id, phrasing)
        for answer in track.answers.values()
        for phrasing in answer.phrasings[:3]
        if not answer.urgent and asks(without_polite(words(phrasing)), strictly=True)
    ]
    chance = random.Random(7)
    pairs = [chance.sample(asked, 2) for _ in range(40)]
    both = 0
    for (first, one), (second, other) in pairs:
        found = reading(track, form.format(one, other))
        both += first == second or ids(found.found, *found.also) == [first, second]
    assert both >= 34
