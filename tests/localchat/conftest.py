"""A Telegram, a bot that calls it, and a person."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from localchat import Person, StandingClock, Telegram
from tests.clocks import START


@pytest.fixture(autouse=True)
def _durations_as_durations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opt in to PTB's coming type of `RetryAfter.retry_after`; without, PTB warns at each one."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock(START)


@pytest.fixture
def telegram(request: pytest.FixtureRequest, clock: StandingClock) -> Telegram:
    """Return a Telegram; a test may hand in what is different about it."""
    return Telegram(clock=clock, **getattr(request, "param", {}))


@pytest.fixture
def ann(telegram: Telegram) -> Person:
    return telegram.person(101, name="Ann")


@pytest.fixture
async def bot(telegram: Telegram) -> AsyncIterator[Bot]:
    made = Bot(telegram.token, request=telegram.request(), get_updates_request=telegram.request())
    async with made:
        yield made
