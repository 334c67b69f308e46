"""Polls and quizzes: sent and stopped by the bot; the votes come from people."""

from collections.abc import Mapping
from dataclasses import replace

from localchat import wire
from localchat.entities import units
from localchat.keyboards import rows_of
from localchat.messages import Poll
from localchat.methods.addressing import message_of
from localchat.methods.sending import draft
from localchat.parameters import Parameters
from localchat.refusals import bad_request
from localchat.wire import Wire
from localchat.wording import Wording, field_of
from localchat.world import World

QUESTION_LIMIT = 300
OPTION_LIMIT = 100
OPTIONS = range(1, 13)
EXPLANATION_LIMIT = 200
EXPLANATION_LINE_FEEDS = 2
"""The limits of a poll (core.telegram.org/bots/api#sendpoll, 2026)."""


def send_poll(world: World, parameters: Parameters) -> Wire:
    """Send a poll or a quiz."""
    poll = Poll(
        id=str(world.new_id()),
        question=_question(parameters),
        options=_options(parameters),
        anonymous=parameters.flag("is_anonymous", default=True),
        quiz=parameters.text("type") == "quiz",
        several=parameters.flag("allows_multiple_answers"),
        correct=_correct(parameters),
        explanation=_explanation(parameters),
        closed=parameters.flag("is_closed"),
    )
    message = draft(world, parameters, Wording(text=""))
    if message.chat.type == "channel" and not poll.anonymous:
        raise bad_request("non-anonymous polls can't be sent to channel chats")
    return world.shown(world.post(replace(message, kind="poll", poll=poll)))


def stop_poll(world: World, parameters: Parameters) -> Wire:
    """Close a poll, and tell the bot of that in an update as well."""
    message = message_of(world, parameters, "edit")
    if message.poll is None:
        raise bad_request("message with poll to stop not found")
    if message.sender != world.bot:
        raise bad_request("poll can't be stopped")
    if message.poll.closed:
        raise bad_request("poll has already been closed")
    closed = replace(message.poll, closed=True)
    world.edit(replace(message, poll=closed, rows=rows_of(parameters)))
    world.updates.put("poll", wire.poll(closed))
    return wire.poll(closed)


def _question(parameters: Parameters) -> str:
    question = field_of(parameters, "question").text
    if not question:
        raise bad_request("poll question must be non-empty")
    if units(question) > QUESTION_LIMIT:
        raise bad_request(f"poll question length must not exceed {QUESTION_LIMIT}")
    return question


def _options(parameters: Parameters) -> tuple[str, ...]:
    options = tuple(map(_option, parameters.listing("options")))
    if not options:
        raise bad_request("poll must have at least one answer option")
    if len(options) not in OPTIONS:
        raise bad_request(f"poll can't have more than {OPTIONS[-1]} options")
    return options


def _option(given: object) -> str:
    values = given if isinstance(given, Mapping) else {"text": given}
    text = field_of(Parameters(values=values), "text").text
    if not text:
        raise bad_request("poll option must be non-empty")
    if units(text) > OPTION_LIMIT:
        raise bad_request(f"poll options length must not exceed {OPTION_LIMIT}")
    return text


def _correct(parameters: Parameters) -> tuple[int, ...]:
    """Return the positions of a quiz's right options; none for a poll."""
    if parameters.text("type") != "quiz":
        return ()
    given = parameters.listing("correct_option_ids")
    if not given and parameters.has("correct_option_id"):
        given = [parameters.whole("correct_option_id")]
    count = len(parameters.listing("options"))
    if not given or any(int(str(at)) not in range(count) for at in given):
        raise bad_request("wrong correct option ID specified")
    return tuple(int(str(at)) for at in given)


def _explanation(parameters: Parameters) -> str:
    explanation = field_of(parameters, "explanation").text
    too_many_lines = explanation.count("\n") > EXPLANATION_LINE_FEEDS
    if units(explanation) > EXPLANATION_LIMIT or too_many_lines:
        raise bad_request("message caption is too long")
    return explanation
