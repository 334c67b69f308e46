"""Help, and the plain sentences for what the bot can't read or does not know."""

from dataclasses import replace

from handlers.flow import running
from handlers.turn import Commanded, Decision, Shared, Text, Turn


def shown(turn: Turn) -> Decision:
    """List what the bot does, with examples."""
    return turn.stay(Text(html=turn.messages.fill("help.text")))


def unknown_command(turn: Turn) -> Decision:
    """Say that there is no such command, and where to find those there are."""
    name = turn.happened.name if isinstance(turn.happened, Commanded) else ""
    html = turn.messages.fill("turn.unknown_command", command=f"/{name}")
    return turn.stay(Text(html=html))


def unreadable(turn: Turn) -> Decision:
    """Say once an album that only text can be read, and ask the present question again."""
    shared = turn.happened
    if not isinstance(shared, Shared):
        return turn.stay()
    if shared.album is not None and shared.album == turn.record.last_album:
        return turn.stay()
    kind = f"turn.kind.{shared.what}"
    what = turn.messages.label(kind if kind in turn.messages else "turn.kind.other")
    html = turn.messages.fill("turn.unreadable", what=what)
    record = replace(turn.record, last_album=shared.album)
    return running.and_ask_again(turn, Decision(record=record, replies=(Text(html=html),)))


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
