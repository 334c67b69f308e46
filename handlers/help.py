"""Help, and the plain sentences for what the bot can't read or does not know."""

from handlers.flow import running
from handlers.turn import Commanded, Decision, Shared, Text, Turn

_LONGEST_NAME = 32
"""Telegram takes no longer name for a command (core.telegram.org/bots/api#botcommand, 2026)."""


def shown(turn: Turn) -> Decision:
    """List what the bot does, with examples."""
    return turn.stay(Text(html=turn.messages.fill("help.text")))


def unknown_command(turn: Turn) -> Decision:
    """Say that there is no such command, and where to find those there are."""
    name = turn.happened.name if isinstance(turn.happened, Commanded) else ""
    shown = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
    html = turn.messages.fill("turn.unknown_command", command=f"/{shown}")
    return running.and_remind(turn, turn.stay(Text(html=html)))


def unreadable(turn: Turn) -> Decision:
    """Say that only text can be read, and ask the present question again."""
    what = turn.happened.what if isinstance(turn.happened, Shared) else ""
    kind = f"turn.kind.{what}"
    label = turn.messages.label(kind if kind in turn.messages else "turn.kind.other")
    reply = Text(html=turn.messages.fill("turn.unreadable", what=label))
    return running.and_ask_again(turn, turn.stay(reply))


def edited(turn: Turn) -> Decision:
    """Say that edits are not read; an edited message is never the next answer."""
    return turn.stay(Text(html=turn.messages.fill("turn.edited")))


def stale(turn: Turn) -> Decision:
    """Take a tap that nothing here made, or that an earlier version made."""
    reply = Text(html=turn.messages.fill("turn.stale_button"))
    return running.and_ask_again(turn, turn.stay(reply))


def vanished(turn: Turn) -> Decision:
    """Take note that the person blocked or unblocked the bot; there is nobody to reply to."""
    return turn.stay()
