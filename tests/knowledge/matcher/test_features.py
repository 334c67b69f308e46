"""Features: texts as numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matcher.encoder import Encoder
from knowledge.matcher.features import gather, lettered, worded
from knowledge.matcher.words import words

TEXTS = [
    ("docker", words("what is docker")),
    ("docker", words("explain docker to me")),
    ("git", words("what is git")),
]


def test_words_and_their_pairs_are_features() -> None:
    expected = {"what", "is", "git", "what is", "what git", "is git"}
    assert set(worded(["what", "is", "git"])) == expected


def test_letters_are_taken_within_words() -> None:
    grams = {gram.strip("\n") for gram in lettered(["go", "c"])}
    assert grams == {" g", "go", "o ", " go", "go ", " go ", " c", "c ", " c "}


def test_what_stands_in_fewer_answers_weighs_more(encoder: Encoder) -> None:
    features = gather(TEXTS, encoder)
    docker, git, what, me, elephant = features.weigh(["docker", "git", "what", "me", "elephant"])
    assert elephant > docker == git == me > what


@pytest.mark.parametrize("with_meaning", [True, False])
def test_a_text_is_as_alike_to_itself_as_can_be(encoder: Encoder, with_meaning: bool) -> None:
    features = gather(TEXTS, encoder if with_meaning else None)
    numbers, same = features.of_all([words("what is docker"), words("What is docker?")])
    assert numbers @ numbers == pytest.approx(features.whole, rel=0.15)
    assert numbers @ same == pytest.approx(numbers @ numbers)


def test_unknown_words_make_a_text_less_alike(encoder: Encoder) -> None:
    features = gather(TEXTS, encoder)
    texts = [words(f"what is {word}") for word in ("docker", "docker", "qwertz")]
    phrasing, near, far = features.of_all(texts)
    assert phrasing @ near > 1.5 * (phrasing @ far)


def test_the_share_of_known_words() -> None:
    features = gather(TEXTS, None)
    assert features.known(words("what is docker")) == 1
    assert features.known(words("kosher unicorns")) == 0
    assert 0 < features.known(words("docker unicorns")) < 0.5
    assert features.known([]) == 0


@given(st.lists(st.text(min_size=1, max_size=10), max_size=20))
def test_any_words_have_finite_numbers(texts: list[str]) -> None:
    numbers = gather(TEXTS, None).of_all([texts])
    assert np.isfinite(numbers).all()
