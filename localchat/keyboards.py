"""Inline keyboards: what a call may hang under a message."""

from collections.abc import Mapping

from localchat.links import checked_url, user_of
from localchat.messages import Button, Rows
from localchat.parameters import Json, Parameters
from localchat.refusals import bad_request

DATA_LIMIT = 64
"""Bytes of callback data (core.telegram.org/bots/api#inlinekeyboardbutton, 2026)."""
BUTTON_LIMIT = 100
"""Buttons under one message; beyond it the server says that the markup is too long."""

_OTHER_TYPES = ("web_app", "login_url", "switch_inline_query", "copy_text", "pay")


def rows_of(parameters: Parameters) -> Rows:
    """Return the inline buttons of a call's `reply_markup`, row by row.

    Raises RefusedError for a button that Telegram refuses. Other kinds of markup give no rows.
    """
    markup = parameters.mapping("reply_markup") or {}
    given = markup.get("inline_keyboard", [])
    if not isinstance(given, list):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array')
    rows = tuple(tuple(map(_button, row)) for row in given if row)
    if sum(map(len, rows)) > BUTTON_LIMIT:
        raise bad_request("reply markup is too long")
    return rows


def _button(given: object) -> Button:
    """Return one button. Raises RefusedError where it is wrong."""
    if not isinstance(given, Mapping):
        raise bad_request(
            "can't parse inline keyboard button: InlineKeyboardButton must be an Object"
        )
    label = str(given.get("text", "")).strip()
    if not label:
        raise bad_request("inline keyboard button text must be non-empty")
    if "url" in given:
        return Button(label=label, url=_url(str(given["url"])))
    if "callback_data" in given:
        return Button(label=label, data=_data(str(given["callback_data"])))
    other = _other(given)
    if not other:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    return Button(label=label, other=other)


def _other(given: Json) -> Json:
    """Return what makes the button one that neither calls back nor opens a link."""
    return {name: given[name] for name in _OTHER_TYPES if name in given}


def _url(url: str) -> str:
    checked = url if user_of(url) else checked_url(url)
    if not checked:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return checked


def _data(data: str) -> str:
    if not 1 <= len(data.encode()) <= DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")
    return data
