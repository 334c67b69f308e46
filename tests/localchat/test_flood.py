"""Telegram's limits on the injected clock."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot
from telegram.error import RetryAfter

from localchat import Flood, Limits, Person, Rate, RefusedError, StandingClock, Telegram
from tests.clocks import START


@pytest.fixture
def telegram(clock: StandingClock) -> Telegram:
    return Telegram(clock=clock, flood=Flood(clock=clock))


async def test_one_chat_takes_a_short_burst_then_one_a_second(
    clock: StandingClock, bot: Bot, ann: Person
) -> None:
    for _ in range(3):
        await bot.send_message(ann.id, "x")
    with pytest.raises(RetryAfter) as raised:
        await bot.send_message(ann.id, "x")
    assert raised.value.retry_after == timedelta(seconds=1)
    clock.move(timedelta(seconds=1))
    await bot.send_message(ann.id, "x")
    assert len(ann.messages) == 4


async def test_what_is_no_message_is_not_counted(bot: Bot, ann: Person) -> None:
    for _ in range(10):
        await bot.send_chat_action(ann.id, "typing")
    await bot.send_message(ann.id, "x")


async def test_all_chats_together_have_a_limit(telegram: Telegram, bot: Bot) -> None:
    for number in range(1, 31):
        await bot.send_message(telegram.person(number).id, "x")
    with pytest.raises(RetryAfter):
        await bot.send_message(telegram.person(31).id, "x")


async def test_a_group_has_twenty_a_minute(
    telegram: Telegram, clock: StandingClock, bot: Bot
) -> None:
    group = telegram.group()
    for _ in range(20):
        await bot.send_message(group.chat.id, "x")
    clock.move(timedelta(seconds=1))
    with pytest.raises(RetryAfter) as raised:
        await bot.send_message(group.chat.id, "x")
    assert raised.value.retry_after == timedelta(seconds=2)


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 1500)), max_size=60))
def test_never_more_than_the_rate_and_waiting_as_told_is_enough(
    calls: list[tuple[int, int]],
) -> None:
    clock = StandingClock(START)
    limits = Limits(overall=Rate(per_second=2, burst=4), chat=Rate(per_second=1, burst=2))
    flood = Flood(clock=clock, limits=limits)
    sent: Counter[int] = Counter()
    for chat, pause in calls:
        clock.move(timedelta(milliseconds=pause))
        try:
            flood.count(chat)
        except RefusedError as refusal:
            clock.move(timedelta(seconds=refusal.retry_after or 0))
            flood.count(chat)
        sent[chat] += 1
        passed = (clock.now() - START).total_seconds()
        assert sent[chat] <= 2 + passed
        assert sent.total() <= 4 + 2 * passed
