"""Talk: decides whom a text is for — a command, the question of a flow, or the knowledge base."""

from collections.abc import Mapping
from dataclasses import replace

from handlers import help, questions  # noqa: A004
from handlers.adapter import Conversation
from handlers.flow.place import active
from handlers.flow.said import said as flow_said
from handlers.turn import Commanded, Decision, Said, Shared, Turn

_WORDS = "talk.words."


def commanded(commands: Mapping[str, Conversation]) -> Conversation:
    """Take commands that PTB's handlers leave: unknown ones, and those with a full-width slash."""

    def decide(turn: Turn) -> Decision:
        name = turn.happened.name if isinstance(turn.happened, Commanded) else ""
        return commands.get(name, help.unknown_command)(turn)

    return decide


def said(commands: Mapping[str, Conversation]) -> Conversation:
    """Take a text: a command said as a plain word, an answer in a flow, or a free question."""

    def decide(turn: Turn) -> Decision:
        text = turn.happened.text if isinstance(turn.happened, Said) else ""
        if active(turn.record):
            return flow_said(turn)
        name = command_word(turn, text)
        if name in commands:
            return commands[name](replace(turn, happened=Commanded(name=name)))
        return questions.said(turn)

    return decide


def shared(commands: Mapping[str, Conversation]) -> Conversation:
    """Take what is not text: by its caption where it has one, else with a kind sentence."""
    by_text = said(commands)

    def decide(turn: Turn) -> Decision:
        if isinstance(turn.happened, Shared) and turn.happened.caption.strip():
            return by_text(replace(turn, happened=Said(text=turn.happened.caption)))
        return help.unreadable(turn)

    return decide


def command_word(turn: Turn, text: str) -> str:
    """Return the command that a short text means, like "my plan"; empty when none."""
    plain = " ".join(text.casefold().split()).strip(" .!")
    for message in turn.messages.ids(_WORDS):
        if plain in (word.strip() for word in turn.messages.label(message).split("|")):
            return message.removeprefix(_WORDS)
    return ""
