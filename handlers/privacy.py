"""Privacy: what is kept, the person's own copy of it, and forgetting."""

from dataclasses import replace

from handlers.turn import Button, Decision, Document, Tapped, Text, Turn


def privacy(turn: Turn) -> Decision:
    """Say what is kept, where, and for how long."""
    return turn.stay(Text(html=turn.messages.fill("privacy.text")))


def export(turn: Turn) -> Decision:
    """Send the whole record as a file; it is made when it is sent."""
    caption = turn.messages.fill("privacy.export_caption")
    return turn.stay(Document(recipe="export", filename="wayfinder.json", caption=caption))


def forget(turn: Turn) -> Decision:
    """Ask once more before everything is deleted."""
    yes = Button(label=turn.messages.label("privacy.forget_yes"), data="x:forget")
    no = Button(label=turn.messages.label("privacy.forget_no"), data="x:keep")
    question = Text(html=turn.messages.fill("privacy.forget_ask"), rows=((yes,), (no,)))
    record = replace(turn.record, forget_asked_at=turn.now)
    return Decision(record=record, replies=(question,))


def answered(turn: Turn, text: str) -> Decision | None:
    """Take a typed yes or no to "Shall I delete it all?", right after it; None for all else."""
    asked = turn.record.forget_asked_at
    if asked is None or asked != turn.record.heard_at:
        return None
    plain = " ".join(text.casefold().replace(",", " ").split()).strip(" .!")
    if plain in turn.messages.label("privacy.words.yes").split("|"):
        return Decision(record=None, replies=(Text(html=turn.messages.fill("privacy.forgotten")),))
    if plain in turn.messages.label("privacy.words.no").split("|"):
        return turn.stay(Text(html=turn.messages.fill("privacy.kept")))
    return None


def tapped(turn: Turn) -> Decision:
    """Delete everything, or keep it."""
    if not isinstance(turn.happened, Tapped) or turn.happened.data != "x:forget":
        return turn.stay(turn.show(turn.messages.fill("privacy.kept")))
    return Decision(record=None, replies=(turn.show(turn.messages.fill("privacy.forgotten")),))


def exported(plain: dict[str, object]) -> dict[str, object]:
    """Return the record as the person gets it: without replies that only wait to be sent."""
    return {key: value for key, value in plain.items() if key not in {"outbox", "next_key"}}
