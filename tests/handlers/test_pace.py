"""The rate limiter: Telegram's limits, replies first, and one chat's penalty its own."""

import asyncio
from collections.abc import Coroutine
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import RetryAfter

from handlers.pace import UNLIMITED, Limits, Pace, Priority, shared
from tests.clocks import START, SteppedClock, settle

Sent = list[tuple[float, int, Priority]]


class Line:
    """Sends through a pace and notes when each message left, in seconds since the start."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.clock = SteppedClock()
        self.pace = Pace(self.clock, limits or Limits())
        self.sent: Sent = []
        self.refuse: dict[int, list[int]] = {}

    async def send(
        self, chat: int, priority: Priority = Priority.REPLY, endpoint: str = "sendMessage"
    ) -> bool:
        async def call() -> bool:
            if self.refuse.get(chat):
                raise RetryAfter(self.refuse[chat].pop())
            self.sent.append((_seconds(self.clock.now()), chat, priority))
            return True

        result = await self.pace.process_request(
            callback=call,
            args=(),
            kwargs={},
            endpoint=endpoint,
            data={"chat_id": chat},
            rate_limit_args=priority,
        )
        return bool(result)

    async def all(self, *sends: Coroutine[Any, Any, bool]) -> Sent:
        tasks = [asyncio.create_task(send) for send in sends]
        await self.clock.run()
        await asyncio.gather(*tasks)
        return self.sent


def _seconds(now: datetime) -> float:
    return round((now - START).total_seconds(), 3)


async def test_thirty_a_second_overall_without_an_opening_burst() -> None:
    line = Line()
    sent = await line.all(*(line.send(chat) for chat in range(61)))
    times = [at for at, _, _ in sent]
    assert times[0] == 0
    assert times[30] == pytest.approx(1, abs=0.01)
    assert times[60] == pytest.approx(2, abs=0.01)


async def test_one_chat_gets_a_burst_of_three_then_one_a_second() -> None:
    line = Line()
    sent = await line.all(*(line.send(7) for _ in range(5)))
    assert [round(at) for at, _, _ in sent] == [0, 0, 0, 1, 2]


async def test_a_reply_overtakes_a_wave_of_reminders() -> None:
    line = Line()
    wave = [asyncio.create_task(line.send(chat, Priority.REMINDER)) for chat in range(1000)]
    await line.clock.move(timedelta(seconds=10))
    reply = asyncio.create_task(line.send(5000))
    await line.clock.run()
    await asyncio.gather(reply, *wave)
    left_at = next(at for at, chat, _ in line.sent if chat == 5000)
    assert left_at - 10 < 0.1


async def test_case_23_retry_after_holds_that_chat_alone() -> None:
    line = Line()
    line.refuse[1] = [35]
    sent = await line.all(line.send(1), line.send(2), line.send(3))
    assert [chat for _, chat, _ in sent] == [2, 3, 1]
    assert sent[-1][0] == pytest.approx(35, abs=0.1)
    assert sent[1][0] < 1


async def test_without_limits_a_penalty_is_still_waited_out() -> None:
    line = Line(UNLIMITED)
    line.refuse[1] = [35]
    sent = await line.all(line.send(1), line.send(2))
    assert [(round(at), chat) for at, chat, _ in sent] == [(0, 2), (35, 1)]


async def test_answers_to_taps_and_typing_are_never_held_up() -> None:
    line = Line()
    for _ in range(10):
        assert await line.send(1, endpoint="answerCallbackQuery")
        assert await line.send(1, endpoint="sendChatAction")
    assert {at for at, _, _ in line.sent} == {0}


async def test_a_cancelled_sender_takes_nobody_elses_place() -> None:
    line = Line()
    impatient = asyncio.create_task(line.send(1))
    await settle()
    waiting = [asyncio.create_task(line.send(1)) for _ in range(3)]
    waiting[0].cancel()
    await line.clock.run()
    await asyncio.gather(impatient, *waiting, return_exceptions=True)
    assert len(line.sent) == 3


@given(chats=st.lists(st.integers(min_value=1, max_value=6), min_size=1, max_size=40))
def test_no_window_of_a_second_ever_breaks_a_limit(chats: list[int]) -> None:
    async def play() -> Sent:
        line = Line()
        return await line.all(*(line.send(chat) for chat in chats))

    sent = asyncio.run(play())
    assert sorted(chat for _, chat, _ in sent) == sorted(chats)
    for chat in set(chats):
        times = [at for at, one, _ in sent if one == chat]
        assert all(b - a >= 0.99 for a, b in zip(times, times[3:], strict=False))
    times = [at for at, _, _ in sent]
    assert all(b - a >= 0.032 for a, b in pairwise(times))


async def test_one_of_three_processes_takes_a_third_of_what_telegram_allows() -> None:
    line = Line(shared(3))
    await line.all(*(line.send(chat) for chat in range(41)))
    assert line.sent[-1][0] == pytest.approx(4.0)
