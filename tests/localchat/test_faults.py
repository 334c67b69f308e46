"""Faults on order: what the bot sees, and whether Telegram had carried the call out."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TimedOut

from localchat import (
    Fault,
    Person,
    Telegram,
    connect_error,
    connect_timeout,
    pool_timeout,
    read_timeout,
    refusal,
    write_timeout,
)


@pytest.mark.parametrize(
    ("fault", "error", "cause", "delivered"),
    [
        (connect_timeout(), TimedOut, httpx.ConnectTimeout, False),
        (pool_timeout(), TimedOut, httpx.PoolTimeout, False),
        (write_timeout(), TimedOut, httpx.WriteTimeout, False),
        (read_timeout(delivered=False), TimedOut, httpx.ReadTimeout, False),
        (read_timeout(delivered=True), TimedOut, httpx.ReadTimeout, True),
        (connect_error(), NetworkError, httpx.ConnectError, False),
    ],
)
async def test_the_network_fails_as_in_ptbs_own_request_class(  # noqa: PLR0917
    telegram: Telegram,
    bot: Bot,
    ann: Person,
    fault: Fault,
    error: type[NetworkError],
    cause: type[httpx.HTTPError],
    delivered: bool,
) -> None:
    telegram.faults.order("sendMessage", fault)
    with pytest.raises(error) as raised:
        await bot.send_message(ann.id, "x")
    assert type(raised.value) is error
    assert isinstance(raised.value.__cause__, cause)
    assert len(ann.messages) == delivered
    assert telegram.refused == []
    await bot.send_message(ann.id, "y")


async def test_a_refusal_with_a_time_to_wait(telegram: Telegram, bot: Bot, ann: Person) -> None:
    """Case 23."""
    bob = telegram.person(202, name="Bob")
    told = "Too Many Requests: retry after 35"
    telegram.faults.order("sendMessage", refusal(429, told, retry_after=35), chat=ann.id)
    await bot.send_message(bob.id, "x")
    with pytest.raises(RetryAfter) as raised:
        await bot.send_message(ann.id, "x")
    assert raised.value.retry_after == timedelta(seconds=35)
    await bot.send_message(ann.id, "x")
    assert [call.code for call in telegram.refused] == [429]


async def test_a_server_in_trouble(telegram: Telegram, bot: Bot, ann: Person) -> None:
    telegram.faults.order("*", refusal(502, "Bad Gateway"), times=2)
    for call in (bot.get_me(), bot.send_message(ann.id, "x")):
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await call
    await bot.get_me()


async def test_a_fault_waits_for_its_turn(telegram: Telegram, bot: Bot, ann: Person) -> None:
    telegram.faults.order("sendMessage", connect_error(), skip=1, times=2)
    await bot.send_message(ann.id, "one")
    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.send_message(ann.id, "lost")
    await bot.send_message(ann.id, "two")
    assert ann.texts == ["one", "two"]


async def test_a_call_hangs_until_it_is_released(telegram: Telegram, bot: Bot, ann: Person) -> None:
    bob = telegram.person(202, name="Bob")
    released = telegram.faults.hold("sendMessage", chat=ann.id)
    slow = asyncio.create_task(bot.send_message(ann.id, "slow"))
    await bot.send_message(bob.id, "quick")
    assert (ann.texts, bob.texts) == ([], ["quick"])
    released.set()
    await slow
    assert ann.texts == ["slow"]
