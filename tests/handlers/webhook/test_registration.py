"""Where Telegram posts: set at the start, however hard, looked after, and left at the end."""

import asyncio
import logging
from datetime import timedelta

import pytest

from handlers.polling import DeafError, SavedFirstBot
from handlers.serving import ALLOWED_UPDATES
from handlers.webhook.registration import CONNECTIONS, Address, Registration
from handlers.webhook.server import secret_of
from knowledge.library import Knowledge
from localchat import Fault, Telegram, connect_error, refusal
from localchat.profile import Webhook
from tests.clocks import SteppedClock, settle
from tests.dialogue import dialogue
from tests.hooked import KNOWN, PATH, hooked

URL = "https://bot.example.org/telegram"


class Registered:
    """A registration of its own."""

    def __init__(self) -> None:
        self.clock = SteppedClock()
        self.telegram = Telegram(clock=self.clock)
        self.bot = SavedFirstBot(self.telegram.token, request=self.telegram.request())
        address = Address(url=URL, secret="s", kinds=ALLOWED_UPDATES)
        self.registration = Registration(bot=self.bot, clock=self.clock, address=address)
        self.task = asyncio.create_task(self.registration.keep())

    async def moved(self, **by: float) -> bool:
        """Let time pass; tells whether the webhook is set."""
        await self.clock.move(timedelta(**by))
        return self.telegram.profile.webhook.url == URL


async def test_it_is_set_as_asked_and_stays_at_the_end(knowledge: Knowledge) -> None:
    async with hooked(knowledge) as here:
        here.telegram.person(101).say("/start")
    webhook = here.telegram.profile.webhook
    assert webhook == Webhook(
        url=f"http://127.0.0.1:{here.port}{PATH}", secret=KNOWN, connections=CONNECTIONS
    )
    (call,) = here.telegram.called("setWebhook")
    assert call.parameters.listing("allowed_updates") == ALLOWED_UPDATES
    assert here.telegram.called("deleteWebhook") == []
    assert len(here.telegram.updates) == 1


@pytest.mark.parametrize(
    "fault",
    [connect_error(), refusal(502, "Bad Gateway"), refusal(429, "Too Many", retry_after=1)],
)
async def test_it_is_tried_until_telegram_takes_it(fault: Fault) -> None:
    one = Registered()
    one.telegram.faults.order("setWebhook", fault, times=3)
    assert not await one.moved()
    assert await one.moved(seconds=7)
    one.task.cancel()


async def test_a_wait_that_telegram_asks_for_is_kept() -> None:
    one = Registered()
    one.telegram.faults.order("setWebhook", refusal(429, "Too Many", retry_after=40))
    assert not await one.moved(seconds=39)
    assert await one.moved(seconds=1)
    one.task.cancel()


async def test_an_address_that_telegram_refuses_ends_it_with_its_reason() -> None:
    one = Registered()
    one.telegram.faults.order("setWebhook", refusal(400, "Bad Request: bad webhook: no such host"))
    await settle()
    with pytest.raises(DeafError, match=r"refused WEBHOOK_URL: Bad webhook: no such host\."):
        await one.bot.deaf()
    await one.task


async def test_who_takes_it_away_is_noticed() -> None:
    one = Registered()
    assert await one.moved()
    one.telegram.profile.webhook = Webhook()
    await one.moved(minutes=1)
    with pytest.raises(DeafError, match="a process that polls with this token took it away"):
        await one.bot.deaf()
    await one.task


async def test_what_telegram_could_not_deliver_is_logged_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    one = Registered()
    await one.moved()
    failed = Webhook(url=URL, error="Wrong response from the webhook: 502 Bad Gateway", error_at=9)
    one.telegram.profile.webhook = failed
    with caplog.at_level(logging.WARNING):
        await one.moved(minutes=5)
    assert caplog.text.count("could not deliver lately: Wrong response from the webhook: 502") == 1
    one.task.cancel()


async def test_who_looks_after_it_may_fail_without_harm_to_the_stop(
    knowledge: Knowledge, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nonsense() -> None:
        raise AttributeError

    async with hooked(knowledge) as here:
        monkeypatch.setattr(here.webhook._registration, "_look", nonsense)
        await here.clock.move(timedelta(minutes=1))
        assert "The webhook is not looked after: AttributeError at " in caplog.text
        assert await here.get("/healthz") == (200, "alive")


async def test_polling_takes_it_away_and_loses_nothing(knowledge: Knowledge) -> None:
    clock = SteppedClock()
    telegram = Telegram(clock=clock)
    telegram.profile.webhook = Webhook(url=URL)
    ann = telegram.person(101)
    ann.say("/start")
    async with dialogue(knowledge, telegram=telegram, clock=clock) as talk:
        await talk.settle()
        assert "Wayfinder" in ann.last.text
    assert telegram.profile.webhook == Webhook()


def test_every_process_knows_the_same_secret_and_it_tells_nothing_of_the_token() -> None:
    secret = secret_of("1:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw")
    assert secret == secret_of("1:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw")
    assert secret != secret_of("2:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw")
    assert set(secret) <= set("0123456789abcdef")
    assert len(secret) == 64
