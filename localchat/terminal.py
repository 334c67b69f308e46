"""The local chat in a terminal: formatting, numbered buttons, history, completion of commands."""

from collections.abc import Iterable
from dataclasses import replace

from prompt_toolkit import PromptSession, print_formatted_text
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import History
from prompt_toolkit.patch_stdout import patch_stdout

from localchat.lines import read_line
from localchat.rendering import Fragments
from localchat.script import FINISHED
from localchat.seat import Seat
from localchat.telegram import Telegram
from localchat.transcript import Transcript
from localchat.view import ImpossibleError

PROMPT = "you: "
_WRONG = "ansired"


async def talk(seat: Seat, history: History) -> int:
    """Chat interactively until Ctrl-D or Ctrl-C; return the exit code."""
    session: PromptSession[str] = PromptSession(
        history=history, completer=CommandCompleter(seat.telegram), complete_while_typing=True
    )
    seat = replace(seat, numbered=True)
    transcript = Transcript(seat, show, own=False, typing=True)
    with patch_stdout():
        async with transcript:
            while True:
                try:
                    text = await session.prompt_async(PROMPT)
                except (EOFError, KeyboardInterrupt):
                    return FINISHED
                await _carry_out(seat, transcript, text)


def show(fragments: Fragments) -> None:
    """Print one message above the prompt."""
    print_formatted_text(FormattedText(fragments))


async def _carry_out(seat: Seat, transcript: Transcript, text: str) -> None:
    """Carry out one line; say what is wrong with it, if anything is."""
    try:
        line = read_line(text)
        if line is not None:
            await seat.carry_out(line)
    except ImpossibleError as impossible:
        show([(_WRONG, str(impossible))])
    await transcript.caught_up()


class CommandCompleter(Completer):
    """Completes `/pl` from the list of commands that the bot has set."""

    def __init__(self, telegram: Telegram) -> None:
        """Complete from this Telegram's list."""
        self._telegram = telegram

    def get_completions(
        self,
        document: Document,
        complete_event: CompleteEvent,  # noqa: ARG002  (handed to every completer)
    ) -> Iterable[Completion]:
        """Yield the commands that begin as the line does."""
        typed = document.text_before_cursor
        if not typed.startswith("/") or " " in typed:
            return
        for command in self._telegram.profile.listed():
            if command.name.startswith(typed[1:]):
                yield Completion(
                    f"/{command.name}",
                    start_position=-len(typed),
                    display_meta=command.description,
                )
