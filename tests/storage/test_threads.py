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


async def test_small_work_asked_for_at_once_goes_together_and_each_gets_its_own() -> None:
    threads = Threads()

    def work(number: int) -> tuple[int, int]:
        if number == 5:
            raise OSError("the fifth")
        return number, threading.get_ident()

    works = (threads.run_small(partial(work, number)) for number in range(40))
    done = await asyncio.gather(*works, return_exceptions=True)
    assert isinstance(done[5], OSError)
    told = [one for one in done if not isinstance(one, BaseException)]
    assert [number for number, _ in told] == [number for number in range(40) if number != 5]
    assert threading.get_ident() not in {thread for _, thread in told}
    assert await threads.run_small(lambda: "later") == "later"
    await threads.close()


async def test_small_work_is_finished_though_its_caller_is_cancelled() -> None:
    threads, go, steps = Threads(), threading.Event(), []

    def work() -> None:
        go.wait()
        steps.append("done")

    task = asyncio.create_task(threads.run_small(work))
    await settle()
    task.cancel()
    await settle()
    assert not task.done()
    go.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert steps == ["done"]
    await threads.close()
