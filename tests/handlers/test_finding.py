"""Questions are matched beside the bot, and in place where that can't be."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot import CACHE, fitted, load_knowledge
from handlers.finding import Finding
from knowledge import matcher as matching
from knowledge.library import Knowledge
from knowledge.matcher import Matcher
from tests.clocks import SteppedClock
from tests.dialogue import dialogue
from tests.knowledge.matcher.conftest import SMALL

ASKED = ("how much do developers earn", "dcoker", "?", "two\nlines", "x" * 4096)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of fits, with the encoder unpacked once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def small(cache: Path) -> Matcher:
    """Return a matcher whose fit stands in `cache`."""
    return matching.build(SMALL, cache)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge(match=fitted)


@asynccontextmanager
async def started(
    cache: Path, clock: SteppedClock | None = None, **more: float
) -> AsyncIterator[Finding]:
    """Have the program running beside."""
    finding = Finding(cache, clock or SteppedClock(), **more)
    async with finding.beside():
        await finding.ready()
        yield finding


def send(finding: Finding, number: signal.Signals) -> None:
    """Send a signal to the program."""
    assert finding._process is not None
    os.kill(finding._process.pid, number)


async def test_many_at_once_get_each_what_they_asked_for(small: Matcher, cache: Path) -> None:
    async with started(cache) as finding:
        found = await asyncio.gather(*(finding.found(small, text) for text in ASKED * 5))
    assert found == [small.find(text) for text in ASKED * 5]


async def test_nothing_is_asked_before_the_program_is_ready(small: Matcher, cache: Path) -> None:
    assert await Finding(cache, SteppedClock()).found(small, "dcoker") is None


async def test_who_gave_up_waiting_takes_nobody_elses_answer(small: Matcher, cache: Path) -> None:
    async with started(cache) as finding:
        first = asyncio.create_task(finding.found(small, "dcoker"))
        await asyncio.sleep(0)
        first.cancel()
        text = "how much do developers earn"
        assert await finding.found(small, text) == small.find(text)


async def test_a_program_that_dies_leaves_nobody_waiting_and_is_started_anew(
    small: Matcher, cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock = SteppedClock()
    async with started(cache, clock) as finding:
        send(finding, signal.SIGSTOP)
        waiting = asyncio.create_task(finding.found(small, "dcoker"))
        await asyncio.sleep(0)
        send(finding, signal.SIGKILL)
        assert await waiting is None
        assert await finding.found(small, "dcoker") is None
        again = asyncio.create_task(finding.ready())
        while not clock.is_slept_on:  # noqa: ASYNC110 - looked at from outside
            await asyncio.sleep(0.001)
        await clock.run()
        await again
        assert await finding.found(small, "dcoker") == small.find("dcoker")
    assert "ended" in caplog.text
    assert "dcoker" not in caplog.text


async def test_a_program_that_cannot_start_is_tried_again(
    small: Matcher, cache: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    clock = SteppedClock()
    with monkeypatch.context() as broken:
        broken.setattr(sys, "executable", "/nowhere/python")
        finding = Finding(cache, clock)
        async with finding.beside():
            while not clock.is_slept_on:  # noqa: ASYNC110 - looked at from outside
                await asyncio.sleep(0.001)
            assert await finding.found(small, "dcoker") is None
            broken.undo()
            await clock.run()
            await finding.ready()
            assert await finding.found(small, "dcoker") == small.find("dcoker")
    assert "could not start" in caplog.text


async def test_a_program_that_stands_still_is_given_up(small: Matcher, cache: Path) -> None:
    async with started(cache, patience=0.05) as finding:
        send(finding, signal.SIGSTOP)
        assert await finding.found(small, "dcoker") is None


async def test_a_crowd_may_wait_longer_than_one_question(small: Matcher, cache: Path) -> None:
    text = "how do i learn docker " * 180
    async with started(cache, patience=0.5) as finding:
        found = await asyncio.gather(*(finding.found(small, text) for _ in range(24)))
    assert found == [small.find(text)] * 24


async def test_a_conversation_is_the_same_with_the_program_beside(knowledge: Knowledge) -> None:
    questions = ("is a bootcamp worth it", "and how long?", "what is docker and what is sql", "hm")
    heard = []
    for beside in (None, CACHE):
        async with dialogue(knowledge, cache=beside) as talk:
            finding = talk.house.adapter.finding
            if finding is not None:
                await finding.ready()
            ann = talk.person()
            await ann.says("/start", "career changer", "6")
            heard.append([reply.text for text in questions for reply in await ann.says(text)])
    assert heard[0] == heard[1]
