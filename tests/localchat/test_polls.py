"""Polls, quizzes and votes."""

import pytest
from telegram import Bot, InputPollOption, Update
from telegram.error import BadRequest

from localchat import ImpossibleError, Person, Telegram


async def updates(bot: Bot) -> list[Update]:
    return list(await bot.get_updates(timeout=0))


async def test_a_vote_names_its_voter_where_the_poll_does(bot: Bot, ann: Person) -> None:
    """Case 46: the voter comes from the answer itself, which has no chat."""
    sent = await bot.send_poll(ann.id, "Which?", ["one", "two"], is_anonymous=False)
    ann.vote(ann.last, "two")
    poll_update, answer_update = await updates(bot)
    assert sent.poll
    assert poll_update.poll
    assert [option.voter_count for option in poll_update.poll.options] == [0, 1]
    answer = answer_update.poll_answer
    assert answer
    assert answer.user
    assert (answer.poll_id, answer.user.id, answer.option_ids) == (sent.poll.id, ann.id, (1,))


async def test_an_anonymous_vote_names_nobody(bot: Bot, ann: Person) -> None:
    await bot.send_poll(ann.id, "Which?", ["one", "two"])
    ann.vote(ann.last, 0)
    assert [update.poll_answer for update in await updates(bot)] == [None]


async def test_a_vote_can_be_taken_back(bot: Bot, ann: Person) -> None:
    await bot.send_poll(ann.id, "Which?", ["one", "two"], is_anonymous=False)
    ann.vote(ann.last, 0)
    ann.vote(ann.last)
    assert ann.last.poll
    assert ann.last.poll.votes == {}
    answers = [update.poll_answer for update in await updates(bot) if update.poll_answer]
    assert [answer.option_ids for answer in answers] == [(0,), ()]


async def test_an_answer_to_a_quiz_is_final(bot: Bot, ann: Person) -> None:
    sent = await bot.send_poll(
        ann.id, "2 + 2?", ["3", "4"], type="quiz", correct_option_ids=[1], explanation="Count."
    )
    assert sent.poll
    assert (sent.poll.type, sent.poll.correct_option_ids) == ("quiz", (1,))
    assert sent.poll.explanation == "Count."
    ann.vote(ann.last, 0)
    with pytest.raises(ImpossibleError, match="final"):
        ann.vote(ann.last, 1)


async def test_a_stopped_poll_takes_no_votes(bot: Bot, ann: Person) -> None:
    """Case 47: the closed poll comes as an update as well."""
    sent = await bot.send_poll(ann.id, "Which?", ["one", "two"])
    stopped = await bot.stop_poll(ann.id, sent.message_id)
    assert stopped.is_closed
    assert [update.poll and update.poll.is_closed for update in await updates(bot)] == [True]
    with pytest.raises(ImpossibleError, match="no open poll"):
        ann.vote(ann.last, 0)
    with pytest.raises(BadRequest, match="already been closed"):
        await bot.stop_poll(ann.id, sent.message_id)


async def test_what_is_no_poll_cannot_be_stopped(bot: Bot, ann: Person) -> None:
    sent = await bot.send_message(ann.id, "x")
    with pytest.raises(BadRequest, match=r"(?i)message with poll to stop not found"):
        await bot.stop_poll(ann.id, sent.message_id)


async def test_an_option_that_the_poll_does_not_have(bot: Bot, ann: Person) -> None:
    await bot.send_poll(ann.id, "Which?", ["one", InputPollOption("two")])
    for option in (2, "three"):
        with pytest.raises(ImpossibleError, match="only one, two"):
            ann.vote(ann.last, option)


@pytest.mark.parametrize(
    ("question", "options", "more", "complaint"),
    [
        ("x" * 301, ["1", "2"], {}, "question length must not exceed 300"),
        (" ", ["1", "2"], {}, "poll question must be non-empty"),
        ("x", ["x" * 101, "2"], {}, "options length must not exceed 100"),
        ("x", ["", "2"], {}, "option must be non-empty"),
        ("x", [], {}, "at least one answer option"),
        ("x", [str(number) for number in range(13)], {}, "more than 12 options"),
        ("x", ["1", "2"], {"type": "quiz"}, "wrong correct option ID"),
        ("x", ["1", "2"], {"type": "quiz", "correct_option_ids": [2]}, "wrong correct option ID"),
        ("x", ["1", "2"], {"explanation": "x" * 201}, "caption is too long"),
        ("x", ["1", "2"], {"explanation": "a\nb\nc\nd"}, "caption is too long"),
    ],
)
async def test_polls_that_are_refused(
    bot: Bot,
    ann: Person,
    question: str,
    options: list[str],
    more: dict[str, object],
    complaint: str,
) -> None:
    """Case 48."""
    with pytest.raises(BadRequest, match=f"(?i){complaint}"):
        await bot.send_poll(ann.id, question, options, api_kwargs=more)


async def test_a_channel_takes_anonymous_polls_only(telegram: Telegram, bot: Bot) -> None:
    channel = telegram.channel()
    with pytest.raises(BadRequest, match=r"(?i)non-anonymous polls can't be sent"):
        await bot.send_poll(channel.chat.id, "x", ["1", "2"], is_anonymous=False)
