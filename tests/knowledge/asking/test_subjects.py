"""What answers are about, as their phrasings tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers import Answer
from knowledge.asking.subjects import Subjects, alike, forms, subjects
from knowledge.library import Knowledge


def answer(id_: str, *phrasings: str, follow_ups: tuple[str, ...] = (), topic: str = "") -> Answer:
    """Return an answer with these phrasings."""
    return Answer(id=id_, phrasings=phrasings, text="Text", follow_ups=follow_ups, topic=topic)


@pytest.fixture(scope="module")
def small() -> Subjects:
    """Return the subjects of a few answers."""
    return subjects(
        [
            answer("docker", "what is docker", "docker", "explain docker", topic="words"),
            answer("source", "what is open source", "open source", topic="words"),
            answer("camp", "is bootcamp good", "bootcamp tips", "bootcamp", follow_ups=("time",)),
            answer("time", "how long is bootcamp", "bootcamp duration"),
            answer("cost", "how much is bootcamp", "bootcamp price"),
            answer("c++", "should i learn c++", "c++"),
            *(answer(f"more-{word}", f"what is {word}", word) for word in "abcdefghi"),
        ]
    )


def test_the_word_that_the_phrasings_share_is_the_subject(small: Subjects) -> None:
    assert small.of("docker") == "docker"
    assert small.of("camp") == "bootcamp"
    assert small.of("c++") == "c++"
    assert small.of("nosuch") == ""


def test_two_words_belong_together_where_both_weigh(small: Subjects) -> None:
    assert set(small.words["source"]) == {"open", "source"}


def test_near_is_what_leads_on_or_back_or_shares_the_subject(small: Subjects) -> None:
    assert small.near["camp"] == {"time", "cost"}
    assert small.near["time"] == {"camp", "cost"}
    assert small.near["docker"] == frozenset()
    assert all(id_ not in near for id_, near in small.near.items())


def test_siblings_have_the_same_topic(small: Subjects) -> None:
    assert small.siblings("docker") == {"docker", "source"}
    assert small.siblings("camp") == frozenset()


def test_forms_of_a_word_are_alike() -> None:
    assert alike("bootcamp", "bootcamps")
    assert alike("go", "go")
    assert not alike("go", "got")


@pytest.mark.parametrize(
    ("id_", "subject"),
    [
        ("what-is-docker", "docker"),
        ("learn-java", "java"),
        ("learn-cpp", "c++"),
        ("resume", "resume"),
    ],
)
def test_the_real_answers_are_about_what_they_are_called(
    knowledge: Knowledge, id_: str, subject: str
) -> None:
    assert knowledge.first.subjects.of(id_).split()[0] == subject


@given(st.text(max_size=80))
def test_words_have_no_blanks_and_no_capitals(text: str) -> None:
    assert all(word and word.split() == [word] for word in forms(text))
