"""The command line: which commands there are, what each takes, and the help on it."""

import argparse
import inspect
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from handlers.environment import settings_help
from storage.moving import Difference

Command: TypeAlias = Callable[[argparse.Namespace], int]
"""Carries out what was asked; returns the exit code."""

YEARS = range(2000, 2100)
"""The years in which the clock of a chat may be set."""

LARGEST_ID = 2**52 - 1
LONGEST_NAME = 64
"""What Telegram promises of a person's id and first name."""

_SCRIPT = """\
Piped lines are a script; the answers go to standard output:
  /start or any text  is said to the bot
  > Label             presses the button with that label, or a unique beginning of it
  @+26h               moves the clock on (d, h, m, s); what falls due meanwhile happens
"""


def parser(commands: Mapping[str, Command]) -> argparse.ArgumentParser:
    """Return what reads the command line; the first command is carried out where none is named.

    What it returns holds the function to call as `command`.
    """
    whole = argparse.ArgumentParser(
        prog="bot.py",
        description="Wayfinder, a Telegram bot that guides people to a new career.",
        epilog=f"{settings_help()}\n\n`bot.py COMMAND --help` tells more about a command.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.set_defaults(command=next(iter(commands.values())), by=None)
    parts = whole.add_subparsers(title="commands", metavar="COMMAND")
    for name, command in commands.items():
        short, add_arguments = _PARTS[name]
        part = parts.add_parser(
            name,
            help=short,
            description=inspect.getdoc(command),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        part.set_defaults(command=command)
        add_arguments(part)
    return whole


def _run(part: argparse.ArgumentParser) -> None:
    ways = part.add_mutually_exclusive_group()
    for way, (names, what) in _WAYS.items():
        ways.add_argument(*names, dest="by", action="store_const", const=way, help=what)
    part.epilog = settings_help()


def _chat(part: argparse.ArgumentParser) -> None:
    who, now = "who you are: a whole number", "what the clock says, like 2026-03-01T09:00+01:00"
    part.add_argument("--as", dest="person", type=_person, default=1, metavar="ID", help=who)
    part.add_argument("--name", type=_name, default="Ann", help="what you are called")
    part.add_argument("--now", type=_moment, metavar="TIME", help=now)
    part.epilog = _SCRIPT


def _ask(part: argparse.ArgumentParser) -> None:
    part.add_argument("question", nargs="*", help="a question; none reads one a line")
    part.add_argument("--json", action="store_true", help="one JSON object a line")
    part.add_argument("--explain", action="store_true", help="tell which words carried the answer")
    _knowledge(part)


def _check(part: argparse.ArgumentParser) -> None:
    part.add_argument("--all", action="store_true", help="show every collision of phrasings")
    _knowledge(part)


def _review(part: argparse.ArgumentParser) -> None:
    part.add_argument("--add", nargs="+", type=int, metavar="NUMBER", help="questions to write in")
    part.add_argument("--to", metavar="ID", help="the answer that they become phrasings of")
    part.add_argument(
        "--as", dest="wording", metavar="TEXT", help="the one question, in your words"
    )
    what = "drop questions by number, and votes by the id of their answer"
    part.add_argument("--dismiss", nargs="+", default=[], metavar="NUMBER", help=what)
    part.add_argument("--chat", action="store_true", help="what was asked in the local chat")
    _knowledge(part)


def _knowledge(part: argparse.ArgumentParser) -> None:
    what = "other knowledge: a folder of answers, or one like knowledge/"
    part.add_argument("--knowledge", type=Path, metavar="DIR", help=what)


def _plan(part: argparse.ArgumentParser) -> None:
    part.add_argument("--hours", default="6", help="hours a week, like 6 or 4-8")
    part.add_argument("--path", default="self", help="a way to learn, like self or bootcamp")
    part.add_argument(
        "--known",
        action="extend",
        type=_words,
        default=[],
        metavar="WHAT",
        help="what is known already, like git or git,sql",
    )
    part.add_argument("--country", metavar="CODE", help="where the person lives, like DE")


def _file(part: argparse.ArgumentParser) -> None:
    part.add_argument("file", type=Path, metavar="FILE", help="a backup, like people.tar.gz")


def _migrate(part: argparse.ArgumentParser) -> None:
    where = "postgresql://user:password@host/name, or a folder"
    part.add_argument("--to", dest="target", type=_place, required=True, metavar="URL", help=where)
    here = "where everybody is now; without it, where the settings say"
    part.add_argument("--from", dest="source", type=_place, metavar="URL", help=here)
    others = part.add_mutually_exclusive_group()
    for difference, what in (
        (Difference.KEEP, "leave people there as they are, where they differ"),
        (Difference.REPLACE, "make it like here: overwrite who differs, remove who is not here"),
    ):
        others.add_argument(
            f"--{difference.name.lower()}",
            dest="difference",
            action="store_const",
            const=difference,
            default=Difference.REFUSE,
            help=what,
        )


_WAYS: Mapping[str, tuple[Sequence[str], str]] = {
    "polling": (
        ("--telegram", "--polling"),
        "poll, even where WEBHOOK_URL is set; no token is an error, not a chat",
    ),
    "webhook": (("--webhook",), "no token, or no WEBHOOK_URL, is an error"),
}

_PARTS: Mapping[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "run": ("serve Telegram; with no token, chat here (the default)", _run),
    "chat": ("chat with the bot here, without Telegram", _chat),
    "ask": ("show what the bot would answer", _ask),
    "check": ("find every mistake in the knowledge", _check),
    "review": ("see what was asked in vain, and add it to an answer", _review),
    "plan": ("print a plan, for coaches", _plan),
    "backup": ("write everybody's records into a file", _file),
    "restore": ("put a backup in place of the data", _file),
    "migrate": ("move everybody to a database or a folder", _migrate),
}


def _place(text: str) -> str:
    scheme = text.partition("://")[0] if "://" in text else ""
    if not text.strip() or scheme not in {"", "file", "postgresql", "postgres"}:
        raise argparse.ArgumentTypeError(
            "this is no place for records. Give postgresql://user:password@host/name, or a folder."
        )
    return text


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = datetime.min  # noqa: DTZ901 - refused below
    if moment.tzinfo is None or moment.year not in YEARS:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no moment with a zone, from {YEARS[0]} to {YEARS[-1]}. "
            "Write it like 2026-03-01T09:00+01:00."
        )
    return moment


def _person(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= LARGEST_ID:
        raise argparse.ArgumentTypeError(
            f"{text!r} is nobody's id. Give a whole number from 1 to {LARGEST_ID}."
        )
    return int(text)


def _name(text: str) -> str:
    if not text.strip() or len(text) > LONGEST_NAME:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no name. Give 1 to {LONGEST_NAME} characters."
        )
    return text


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]
