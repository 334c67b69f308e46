"""Telling: lines in the words of the bot's messages, for Telegram or for a terminal."""

import re
from html import unescape

from knowledge.messages import Html, Messages
from knowledge.plan.line import Line

_TAG = re.compile(r"</?\w[^<>]*>")


def in_html(messages: Messages, one: Line) -> Html:
    """Tell the line in Telegram HTML. Raises KeyError where no message has its id."""
    values = {
        name: in_html(messages, value) if isinstance(value, Line) else value
        for name, value in one.values.items()
    }
    return Html(messages.fill(one.id, **values))


def in_plain(messages: Messages, one: Line) -> str:
    """Tell the line as plain text. Values are escaped, so that only our own tags go."""
    return unescape(_TAG.sub("", in_html(messages, one)))
