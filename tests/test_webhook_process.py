"""Real processes behind a webhook: killed, stopped, started from the Procfile, set up wrongly."""

import asyncio
import os
import random
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path

import httpx
import pytest

from handlers.lasting import HOSTS
from localchat import Person, Telegram
from localchat.profile import Webhook
from tests.hooked import free_port
from tests.over_http import served
from tests.patience import PATIENCE, ending_within, none_left
from tests.postman import Postman, posting
from tests.test_process import ROOT, bot_process, record_of, telegram_now

KILLS = [pytest.param(40, 2, id="few"), pytest.param(900, 30, id="many", marks=pytest.mark.soak)]
PEOPLE = 5

FINISHED = "Application.stop() complete"
"""What PTB logs when all that was in hand is done."""


def at(port: int) -> dict[str, str]:
    """Return the settings of a webhook on this port of the loopback."""
    return {"WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram", "PORT": str(port)}


async def all_delivered(telegram: Telegram) -> None:
    """Wait until Telegram has nothing more to post."""
    await none_left(telegram, lambda: len(telegram.updates), "all updates to be delivered")


async def taken_anew(telegram: Telegram, postman: Postman) -> None:
    """Wait until something more has been taken than so far."""
    so_far = postman.answers[200]
    await telegram.until(
        lambda: postman.answers[200] > so_far,
        within=PATIENCE,
        what="one more to be answered with 200",
    )


@pytest.mark.usefixtures("fits")
@pytest.mark.parametrize(("messages", "kills"), KILLS)
async def test_no_message_is_lost_or_counted_twice(
    tmp_path: Path, messages: int, kills: int
) -> None:
    chance = random.Random(7)
    telegram = telegram_now()
    people = [telegram.person(1000 + number, name="P") for number in range(PEOPLE)]
    settings = at(free_port())
    async with (
        served(telegram) as address,
        posting(telegram, twice=0.2) as postman,
        ending_within(2 * PATIENCE * kills, lambda: left(telegram, postman)),
    ):
        for person in people:
            person.say("/start")
        for _ in range(kills):
            async with bot_process(address, tmp_path, **settings) as process:
                await taken_anew(telegram, postman)
                for person in people * (messages // kills // PEOPLE):
                    person.say("start again")
                await asyncio.sleep(chance.uniform(0, 0.2))
                process.send_signal(signal.SIGKILL)
            people[0].say("start again")  # so that there is something to take at the next start
        async with bot_process(address, tmp_path, **settings) as process:
            await all_delivered(telegram)
            await none_left(telegram, partial(left_unanswered, people), "the last to be answered")
            process.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(process.wait(), timeout=30) == 0
    for person in people:
        record = await record_of(tmp_path, person.id)
        assert record.runs == 1 + times_begun(person)
        assert record.outbox == ()


def left(telegram: Telegram, postman: Postman) -> str:
    """Say what is not delivered yet, and how what was posted was answered."""
    return f"{len(telegram.updates)} updates; answered so far, by status: {dict(postman.answers)}"


def left_unanswered(people: Sequence[Person]) -> int:
    """Return how many have not got the first question of their last run: one comes a second."""
    return sum(f"f:{1 + times_begun(one)}:" not in repr(one.last.rows) for one in people)


def times_begun(person: Person) -> int:
    """Return how often a person began the first flow again."""
    said = [message for message in person.history if message.sender == person.account]
    return sum(message.text == "start again" for message in said)


async def test_it_stops_when_told_having_answered_what_is_in_hand(tmp_path: Path) -> None:
    telegram, settings = telegram_now(), at(free_port())
    people = [telegram.person(1000 + number, name="P") for number in range(30)]
    async with served(telegram) as address, posting(telegram) as postman:
        async with bot_process(address, tmp_path, **settings) as process:
            for person in people:
                person.say("/start")
            await all_delivered(telegram)
            for person in people:
                person.say("start again")
            await telegram.until(lambda: postman.answers[200] > len(people) + 3)
            process.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(process.wait(), timeout=30) == 0
        assert set(postman.answers) <= {0, 200, 503}, "0: nobody listened any more"
        assert telegram.profile.webhook.url == settings["WEBHOOK_URL"]
        async with bot_process(address, tmp_path, **settings):
            await all_delivered(telegram)
    for person in people:
        assert (await record_of(tmp_path, person.id)).runs == 2


async def test_it_stops_when_told_though_telegram_is_out_of_reach(tmp_path: Path) -> None:
    settings, nobody = at(free_port()), f"http://127.0.0.1:{free_port()}"
    async with bot_process(nobody, tmp_path, **settings) as process:
        assert process.stderr is not None
        async for line in process.stderr:
            if b"Telegram is out of reach" in line:
                break
        async with httpx.AsyncClient() as client:
            assert (await client.get(f"http://127.0.0.1:{settings['PORT']}/healthz")).is_success
            ready = await client.get(f"http://127.0.0.1:{settings['PORT']}/readyz")
            assert ready.text == "starting or stopping\n"
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), timeout=10) == 0


@asynccontextmanager
async def under_procfile(
    address: str, data: Path, name: str, **settings: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run one line of the Procfile as a host does, and end all that it started."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "honcho", "start", "--no-colour", "--no-prefix", name),
        cwd=ROOT,
        env={
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "TELEGRAM_BOT_TOKEN": telegram_now().token,
            "TELEGRAM_API_URL": address,
            "DATA_DIR": str(data),
            **settings,
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.communicate()


async def stopped(runner: asyncio.subprocess.Process) -> str:
    """Stop what the Procfile started; returns what was printed."""
    runner.terminate()
    printed, _ = await asyncio.wait_for(runner.communicate(), timeout=30)
    return printed.decode()


async def test_the_procfile_serves_by_webhook_and_then_by_polling(tmp_path: Path) -> None:
    telegram, settings = telegram_now(), at(free_port())
    ann = telegram.person(101)
    async with served(telegram) as address, posting(telegram):
        async with under_procfile(address, tmp_path, "web", **settings) as web:
            ann.say("/start")
            await telegram.until(lambda: bool(ann.messages), within=60)
            assert FINISHED in await stopped(web)
        telegram.profile.webhook = Webhook(url="https://bot.example.org/down")
        async with under_procfile(address, tmp_path, "worker", **settings) as worker:
            ann.tap("Career changer")
            await telegram.until(lambda: "How many hours" in ann.last.text, within=60)
            assert FINISHED in await stopped(worker)
    assert telegram.profile.webhook.url == ""


async def test_a_poller_that_meets_a_webhook_stops_with_a_clear_sentence(tmp_path: Path) -> None:
    telegram = telegram_now()
    async with (
        served(telegram) as address,
        bot_process(address, tmp_path, by="--polling") as process,
    ):
        await telegram.until(lambda: telegram.updates.polled, within=60)
        telegram.profile.webhook = Webhook(url="https://bot.example.org/telegram")
        telegram.updates.stop_poller("terminated by setWebhook request")
        _, said = await asyncio.wait_for(process.communicate(), timeout=30)
    assert process.returncode == 1
    assert b"or a webhook is set. Stop the other one" in said


async def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    telegram = telegram_now()
    async with served(telegram) as address:
        settings = at(int(address.rpartition(":")[2]))
        async with bot_process(address, tmp_path, **settings) as process:
            _, said = await asyncio.wait_for(process.communicate(), timeout=30)
    assert process.returncode == 2
    assert f"PORT {settings['PORT']} can't be listened on: Address already in use" in said.decode()


async def test_a_disk_that_will_not_last_is_warned_of(tmp_path: Path) -> None:
    assert "DYNO" in HOSTS
    telegram, settings = telegram_now(), at(free_port())
    async with (
        served(telegram) as address,
        bot_process(address, tmp_path, **settings, DYNO="web.1", LOG_LEVEL="DEBUG") as process,
    ):
        await telegram.until(lambda: bool(telegram.profile.webhook.url), within=60)
        process.send_signal(signal.SIGTERM)
        _, said = await asyncio.wait_for(process.communicate(), timeout=30)
    assert b"Heroku wipes" in said
    assert b"Set DATABASE_URL to a PostgreSQL database, or DATA_DIR to a folder on a volume" in said
    assert telegram.profile.webhook.secret.encode() not in said
    assert telegram.token.encode() not in said
