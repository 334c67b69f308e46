"""Work in threads is never abandoned half-way."""

import asyncio
import threading
from functools import partial

import pytest

from storage.threads import Threads
from tests.clocks import settle


async def test_a_cancelled_caller_waits_for_the_work_however_often_it_is_cancelled() -> None:
    threads, go, steps = Threads(), threading.Event(), []

    def work() -> None:
        go.wait(5)
        steps.append("worked")

    task = asyncio.create_task(threads.run(work, then=lambda: steps.append("then")))
    for _ in range(3):
        await settle()
        task.cancel()
    await settle()
    assert not task.done()
    go.set()
    await asyncio.wait((task,))
    assert task.cancelled()
    assert steps == ["worked", "then"]
    await threads.close()


async def test_failed_work_is_raised_and_nothing_follows_it() -> None:
    threads, steps = Threads(), ["begun"]
    with pytest.raises(ZeroDivisionError):
        await threads.run(lambda: 1 // 0, then=lambda: steps.append("then"))
    assert steps == ["begun"]
    assert await threads.run(lambda: 7) == 7
    await threads.close()


async def test_closing_waits_for_the_work() -> None:
    threads, go, steps = Threads(1), threading.Event(), []

    def work(name: str) -> None:
        go.wait(5)
        steps.append(name)

    tasks = [asyncio.create_task(threads.run(partial(work, name))) for name in "ab"]
    await settle()
    closing = asyncio.create_task(threads.close())
    await settle()
    assert not closing.done()
    go.set()
    await asyncio.gather(closing, *tasks)
    assert steps == ["a", "b"]
