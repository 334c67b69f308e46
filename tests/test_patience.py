"""A long test that stands still says what it waited for."""

import asyncio

import pytest

from localchat import Telegram
from tests import patience
from tests.patience import ending_within, none_left
from tests.test_process import telegram_now


@pytest.fixture
def telegram() -> Telegram:
    return telegram_now()


async def test_what_takes_too_long_ends_with_what_was_outstanding() -> None:
    done = [1]
    with pytest.raises(TimeoutError, match=r"not done in 0\.01 s\. Outstanding: 1 of 3 kills\."):
        async with ending_within(0.01, lambda: f"{len(done)} of 3 kills"):
            await asyncio.Event().wait()


async def test_a_wait_in_vain_is_named_with_what_was_outstanding(telegram: Telegram) -> None:
    telegram.person(1).say("hello")
    with pytest.raises(TimeoutError, match=r"in vain for it to be taken\. Outstanding: 1 upda"):
        async with ending_within(60, lambda: f"{len(telegram.updates)} updates"):
            await telegram.until(
                lambda: not len(telegram.updates), within=0.01, what="it to be taken"
            )


async def test_a_long_wait_goes_on_as_long_as_less_is_left(
    telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "PATIENCE", 0.5)
    person = telegram.person(1)
    for _ in range(3):
        person.say("hello")
    updates = telegram.updates

    def taken() -> int:
        """Look as often as it is asked, and take one at each third look but not the last."""
        looks.append(len(updates))
        if len(looks) % 3 == 0 and len(updates) > 1:
            updates.delivered(updates.undelivered()[0])
        return len(updates)

    looks: list[int] = []
    with pytest.raises(TimeoutError, match="for what was said: 1 are left"):
        await none_left(telegram, taken, "what was said")
    assert {1, 2, 3} <= set(looks)
    updates.delivered(updates.undelivered()[0])
    await none_left(telegram, taken, "what was said")


async def test_what_ends_in_time_is_left_alone() -> None:
    async with ending_within(60, lambda: "nothing"):
        await asyncio.sleep(0)
    with pytest.raises(ValueError, match="another error"):
        async with ending_within(60, lambda: "nothing"):
            raise ValueError("another error")
