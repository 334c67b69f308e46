"""getUpdates: what waits, how it is confirmed, and who may ask."""

import asyncio
from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import Conflict

from localchat import Person, StandingClock, Telegram


async def texts(bot: Bot, offset: int = 0, limit: int = 100) -> list[str]:
    updates = await bot.get_updates(offset=offset, limit=limit, timeout=0)
    return [update.effective_message.text or "" for update in updates if update.effective_message]


async def test_a_batch_comes_again_until_it_is_confirmed(bot: Bot, ann: Person) -> None:
    first, second = ann.say("one"), ann.say("two")
    assert first.update is not None
    assert second.update == first.update + 1
    assert await texts(bot) == ["one", "two"]
    assert await texts(bot) == ["one", "two"]
    assert await texts(bot, offset=second.update) == ["two"]
    assert await texts(bot, offset=second.update + 1) == []


async def test_a_negative_offset_keeps_only_the_newest(bot: Bot, ann: Person) -> None:
    for text in ("one", "two", "three"):
        ann.say(text)
    assert await texts(bot, offset=-1) == ["three"]
    assert await texts(bot) == ["three"]


async def test_a_limit_is_kept(bot: Bot, ann: Person) -> None:
    for number in range(120):
        ann.say(str(number))
    assert await texts(bot, limit=2) == ["0", "1"]
    assert len(await texts(bot)) == 100


async def test_a_long_poll_ends_when_something_is_said(
    telegram: Telegram, bot: Bot, ann: Person
) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.until(lambda: telegram.updates.polled or poll.done())
    ann.say("hello")
    updates = await asyncio.wait_for(poll, 1)
    assert [update.message.text for update in updates if update.message] == ["hello"]


async def test_a_long_poll_ends_empty_when_its_time_is_up(bot: Bot) -> None:
    assert await bot.get_updates(timeout=timedelta(milliseconds=10)) == ()


async def test_the_older_of_two_pollers_is_told_of_the_conflict(
    telegram: Telegram, bot: Bot, ann: Person
) -> None:
    """Case 28: two pollers on one token."""
    older = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.until(lambda: telegram.updates.polled)
    newer = asyncio.create_task(bot.get_updates(timeout=30))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await older
    ann.say("hello")
    assert len(await newer) == 1


async def test_a_webhook_and_polling_exclude_each_other(telegram: Telegram, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.until(lambda: telegram.updates.polled)
    await bot.set_webhook("https://bot.example/hook")
    with pytest.raises(Conflict, match="terminated by setWebhook"):
        await poll
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates(timeout=0)
    assert (await bot.get_webhook_info()).url == "https://bot.example/hook"
    await bot.delete_webhook()
    assert await bot.get_updates(timeout=0) == ()


async def test_pending_updates_can_be_dropped(bot: Bot, ann: Person) -> None:
    ann.say("hello")
    assert (await bot.get_webhook_info()).pending_update_count == 1
    await bot.delete_webhook(drop_pending_updates=True)
    assert await texts(bot) == []


async def test_an_update_can_come_twice_with_one_id(
    telegram: Telegram, bot: Bot, ann: Person
) -> None:
    """Case 24: one id, delivered twice."""
    said = ann.say("hello")
    assert said.update is not None
    await bot.get_updates(timeout=0)
    await bot.get_updates(offset=said.update + 1, timeout=0)
    telegram.deliver_again(said.update)
    again = await bot.get_updates(offset=said.update + 1, timeout=0)
    assert [update.update_id for update in again] == [said.update]
    assert await bot.get_updates(offset=said.update + 1, timeout=0) == ()


async def test_an_unknown_update_cannot_come_again(telegram: Telegram) -> None:
    with pytest.raises(LookupError, match="no update 5"):
        telegram.deliver_again(5)


async def test_what_waits_too_long_is_dropped(
    clock: StandingClock, telegram: Telegram, bot: Bot, ann: Person
) -> None:
    ann.say("hello")
    await bot.send_message(ann.id, "hi")
    ann.tap_data(ann.last, "data")
    clock.move(timedelta(seconds=151))
    assert [update.effective_message.text for update in await bot.get_updates(timeout=0)] == [  # type: ignore[union-attr]
        "hello"
    ]
    clock.move(timedelta(hours=24))
    assert await bot.get_updates(timeout=0) == ()
    assert len(telegram.updates) == 0


async def test_only_the_kinds_that_were_asked_for_come(bot: Bot, ann: Person) -> None:
    await bot.get_updates(timeout=0, allowed_updates=["message"])
    ann.edit(ann.say("hello"), "hallo")
    assert await texts(bot) == ["hello"]
    await bot.get_updates(timeout=0, allowed_updates=[])
    ann.edit(ann.say("hello"), "hallo")
    assert await texts(bot) == ["hello", "hello", "hallo"]


async def test_ids_may_start_anew_below_the_offset_of_the_bot(
    telegram: Telegram, bot: Bot, ann: Person
) -> None:
    """Decision 2: after a quiet week the ids are any."""
    said = ann.say("before")
    assert said.update is not None
    offset = said.update + 1
    with pytest.raises(ValueError, match="fetch what waits"):
        telegram.updates.restart_ids(5000)
    assert await texts(bot, offset=offset) == []
    telegram.updates.restart_ids(5000)
    assert ann.say("after").update == 5000
    assert await texts(bot, offset=offset) == ["after"]
    assert await texts(bot, offset=5001) == []


async def test_ids_begin_where_they_are_told(clock: StandingClock) -> None:
    """Decision 11: the ids of two runs never meet."""
    telegram = Telegram(clock=clock, first_id=5000)
    said = telegram.person(101).say("hello")
    assert (said.update, said.id) == (5000, 5000)
    later = Telegram(clock=StandingClock(clock.now() + timedelta(seconds=1)))
    earlier = Telegram(clock=clock)
    difference = (later.person(1).say("x").update or 0) - (earlier.person(1).say("x").update or 0)
    assert difference == 1000
