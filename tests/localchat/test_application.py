"""A real PTB Application, polling, on the in-process Telegram."""

from collections.abc import AsyncIterator

import pytest

from localchat import Person, Telegram
from tests.localchat.echo import Echo, running_echo


@pytest.fixture
async def application(telegram: Telegram) -> AsyncIterator[Echo]:
    async with running_echo(telegram) as running:
        yield running


@pytest.mark.usefixtures("application")
async def test_a_whole_conversation(telegram: Telegram, ann: Person) -> None:
    ann.command("start", "you")
    await telegram.until(lambda: ann.texts == ["Hello you"])
    ann.tap("Shout")
    await telegram.until(lambda: ann.texts == ["HELLO"])
    ann.say("and 😀 <i>")
    await telegram.until(lambda: ann.texts == ["HELLO", "and 😀 <i>"])
    assert ann.unanswered_taps == []
    assert telegram.refused == []
    assert telegram.called("getUpdates") == []


@pytest.mark.usefixtures("application")
async def test_many_people_are_all_answered_in_their_order(telegram: Telegram) -> None:
    people = [telegram.person(number) for number in range(1, 21)]
    for word in ("one", "two", "three"):
        for person in people:
            person.say(word)
    await telegram.until(lambda: all(len(each.messages) == 3 for each in people))
    assert {tuple(each.texts) for each in people} == {("one", "two", "three")}
    assert len(telegram.called("sendMessage", chat=people[0].id)) == 3


async def test_what_was_confirmed_is_not_lost_on_stopping(
    telegram: Telegram, ann: Person, application: Echo
) -> None:
    ann.say("one")
    await telegram.until(lambda: len(ann.messages) == 1)
    assert application.updater
    await application.updater.stop()
    ann.say("two")
    assert len(telegram.updates) == 1
    await application.updater.start_polling()
    await telegram.until(lambda: ann.texts == ["one", "two"])


async def test_waiting_in_vain_says_for_what(telegram: Telegram) -> None:
    with pytest.raises(TimeoutError, match=r"0\.01 s in vain for an answer"):
        await telegram.until(lambda: False, within=0.01, what="an answer")
