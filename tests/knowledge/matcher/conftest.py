"""What tests of the matcher stand on: small answers, and the real ones fitted once."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from knowledge.answers import Answer, load_answers
from knowledge.matcher import Matcher, build
from knowledge.matcher.encoder import Encoder
from knowledge.matcher.unpacking import load_encoder

ANSWERS = Path(__file__).parents[3] / "knowledge" / "tracks" / "backend" / "answers"


def answers(**phrasings: tuple[str, ...]) -> Mapping[str, Answer]:
    """Return answers by id from their phrasings."""
    return {
        id_: Answer(id=id_, phrasings=texts, text="Text", urgent=id_ == "danger")
        for id_, texts in phrasings.items()
    }


SMALL = answers(
    pay=("how much do developers earn", "salary of a developer", "what is the pay", "money"),
    time=("how long does it take", "how many months until a job", "time needed", "duration"),
    docker=("what is docker", "docker", "explain docker to me", "what are docker images"),
    danger=("i want to die", "someone hurts me", "i am in danger", "help me please"),
    git=("what is git", "do i need git", "explain version control", "why use git"),
)


@pytest.fixture(scope="session")
def small() -> Matcher:
    """Return a matcher of a few small answers."""
    return build(SMALL)


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """Return the encoder, which the dependencies bring."""
    found = load_encoder()
    assert found is not None
    return found


@pytest.fixture(scope="session")
def real(request: pytest.FixtureRequest) -> Matcher:
    """Return the matcher of the real answers; its fit is kept between runs, by content."""
    cache = request.config.cache
    assert cache is not None
    found, _ = load_answers(ANSWERS)
    return build(found, Path(cache.mkdir("matcher")))


Ask = Callable[[str], str]


@pytest.fixture
def ask(real: Matcher) -> Ask:
    """Return a function from a question to the id of the best of the real answers."""
    return lambda question: real.find(question).matches[0].id
