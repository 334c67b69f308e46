"""Talk: decides whom a text is for — a command, the question of a flow, or the knowledge base."""

from collections.abc import Mapping
from dataclasses import replace

from handlers import help, onboarding, privacy, progress, questions  # noqa: A004
from handlers.adapter import Conversation
from handlers.flow import changing, running, stopped
from handlers.flow.place import active
from handlers.flow.said import is_said_to_flow
from handlers.flow.said import said as flow_said
from handlers.happening import of_text
from handlers.reminding import returning
from handlers.reminding.promising import promised
from handlers.reminding.wished import wished
from handlers.turn import Commanded, Decision, Said, Shared, Turn

_WORDS = "talk.words."


def said(commands: Mapping[str, Conversation]) -> Conversation:
    """Take a text: a command that PTB's handlers left, an answer in a flow, or a free question."""

    def decide(turn: Turn) -> Decision:
        if isinstance(turn.happened, Commanded):
            return commands.get(turn.happened.name, help.unknown_command)(turn)
        text = turn.happened.text if isinstance(turn.happened, Said) else ""
        in_flow = active(turn.record)
        answer = privacy.answered(turn, text)
        if answer is not None:
            return running.and_ask_again(turn, answer)
        if (shown := onboarding.said(turn, text)) is not None:
            return shown
        name = command_word(turn, text)
        if name in commands and not (in_flow and is_said_to_flow(turn, text)):
            return commands[name](replace(turn, happened=Commanded(name=name)))
        told = promised(turn, text) or wished(turn, text) or progress.spoken(turn, text)
        changed = changing.change(turn, text) if told is None else None
        if in_flow:
            again = running.and_ask_again(turn, told) if told is not None else None
            return again or changed or flow_said(turn)
        told = told or changed or stopped.said(turn, text)
        return _back(stopped.without_offer(turn), text, told)

    return decide


def _back(turn: Turn, text: str, told: Decision | None) -> Decision:
    """Say what is said outside of a flow; who was away for long is met, and greeted once."""
    name = onboarding.called(turn)
    if told is None and questions.is_small_talk(turn, text):
        return returning.greeted(turn, name) or questions.said(turn)
    return returning.met(turn, name, told or questions.said(turn))


def shared(commands: Mapping[str, Conversation]) -> Conversation:
    """Take what is not text: by its caption where it has one, else with a kind sentence.

    An album is one message to people, so that only its first part gets a reply.
    """
    by_text = said(commands)

    def decide(turn: Turn) -> Decision:
        sent = turn.happened
        if not isinstance(sent, Shared):
            return turn.stay()
        if sent.album is not None and sent.album == turn.record.last_album:
            return turn.stay()
        last = sent.album or turn.record.last_album
        turn = replace(turn, record=replace(turn.record, last_album=last))
        if sent.caption.strip():
            return by_text(replace(turn, happened=of_text(sent.caption)))
        return help.unreadable(turn)

    return decide


def command_word(turn: Turn, text: str) -> str:
    """Return the command that a short text means, like "my plan"; empty when none."""
    return turn.messages.meaning(_WORDS, " ".join(text.casefold().split()).strip(" .!?"))
