"""The front door: settings, the command line, and the one place where things are built.

Run `python bot.py --help` for what it can do.
"""

import argparse
import asyncio
import json
import re
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import Field, HttpUrl, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from handlers import logs
from handlers.clock import WallClock
from handlers.house import Line, build
from handlers.pace import UNLIMITED
from handlers.polling import DeafError
from handlers.serving import introduce, running, until_stopped
from knowledge import check as checks
from knowledge import coaching
from knowledge import matcher as matching
from knowledge.answers import Answer, load_answers
from knowledge.library import Knowledge, load
from knowledge.matcher import Matcher
from knowledge.mistakes import Weight
from localchat import Telegram, terminal
from localchat.running_clock import RunningClock
from localchat.seat import Seat
from storage.store import StorageError
from storage.tinydb_store import TinyDBStore

KNOWLEDGE = Path(__file__).parent / "knowledge"

EXIT_FAILED, EXIT_USAGE = 1, 2


class Settings(BaseSettings):
    """What the environment (or a file `.env`) says. Read and checked once, at the start."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    telegram_bot_token: SecretStr | None = Field(
        default=None, description="the token that @BotFather gave you, like 123456:ABC-def"
    )
    telegram_api_url: HttpUrl = Field(
        default=HttpUrl("https://api.telegram.org"),
        description="the address of a Bot API server, like http://127.0.0.1:8081",
    )
    data_dir: Path = Field(default=Path("data"), description="the folder where data lives")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="one of DEBUG, INFO, WARNING, ERROR"
    )

    @field_validator("telegram_bot_token")
    @classmethod
    def _looks_like_a_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not re.fullmatch(r"\d+:[\w-]+", token.get_secret_value()):
            raise ValueError("it has no such form")
        return token

    @property
    def token(self) -> str | None:
        """The token in the clear, for Telegram only."""
        return self.telegram_bot_token.get_secret_value() if self.telegram_bot_token else None


def read_settings() -> Settings:
    """Read the settings. Raises UsageError naming each wrong variable and what it takes."""
    try:
        return Settings()
    except ValidationError as wrong:
        names = [str(error["loc"][0]) for error in wrong.errors()]
        raise UsageError(
            "\n".join(
                f"{name.upper()} is not right: it takes {Settings.model_fields[name].description}."
                for name in names
            )
        ) from None


class UsageError(Exception):
    """The bot was called or set up wrongly; the message says what to change."""


# The command line


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except UsageError as wrong:
        print(wrong, file=sys.stderr)
        return EXIT_USAGE
    except (StorageError, DeafError) as failure:
        print(failure, file=sys.stderr)
        return EXIT_FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bot.py", description="Wayfinder, a Telegram bot.")
    parser.set_defaults(command=run, telegram=False)
    parts = parser.add_subparsers(title="commands", metavar="COMMAND")
    part = parts.add_parser("run", help="serve Telegram; without a token, chat here")
    part.add_argument("--telegram", action="store_true", help="no token is an error, not a chat")
    part.set_defaults(command=run)
    part = parts.add_parser("chat", help="chat with the bot here, without Telegram")
    part.add_argument("--as", dest="person", type=int, default=1, metavar="ID", help="who you are")
    part.add_argument("--name", default="Ann", help="your name")
    part.add_argument("--now", type=_moment, metavar="TIME", help="like 2026-03-01T09:00+01:00")
    part.set_defaults(command=chat)
    part = parts.add_parser("ask", help="show what the bot would answer")
    part.add_argument("question", nargs="*", help="a question; none reads one a line")
    part.add_argument("--json", action="store_true", help="one JSON object a line")
    part.add_argument("--knowledge", type=Path, metavar="DIR", help="a folder of answers")
    part.set_defaults(command=ask)
    part = parts.add_parser("check", help="find every mistake in the knowledge")
    part.add_argument("--knowledge", type=Path, metavar="DIR", help="a folder of answers")
    part.set_defaults(command=check)
    part = parts.add_parser("plan", help="print a plan, for coaches")
    part.add_argument("--hours", default="6", help="hours a week, like 6 or 4-8")
    part.add_argument("--path", default="self", help="a way to learn, like self or bootcamp")
    part.add_argument("--known", action="append", default=[], help="what is known, like git")
    part.set_defaults(command=plan)
    return parser


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text} has no zone: write one, like +01:00")
    return moment


def run(options: argparse.Namespace) -> int:
    """Serve Telegram, or chat here where there is no token."""
    settings = read_settings()
    if settings.token is not None:
        return asyncio.run(_serve(settings))
    if options.telegram:
        raise UsageError(
            "TELEGRAM_BOT_TOKEN is not set: it takes "
            f"{Settings.model_fields['telegram_bot_token'].description}."
        )
    print(
        "No TELEGRAM_BOT_TOKEN is set, so this is the local chat. "
        "For a token, write /newbot to @BotFather in Telegram.",
        file=sys.stderr,
    )
    return chat(_parser().parse_args(["chat"]))


async def _serve(settings: Settings) -> int:
    logs.configure(settings.token, settings.log_level)
    house = build(
        line=Line(token=settings.token or "", address=str(settings.telegram_api_url)),
        store=TinyDBStore(settings.data_dir),
        knowledge=load_knowledge(),
        clock=WallClock(),
    )
    async with running(house.application, house.store, house.outbox, house.clock):
        await introduce(house.application, house.knowledge.messages)
        await until_stopped(house.bot)
    return 0


def load_knowledge(folder: Path = KNOWLEDGE) -> Knowledge:
    """Load what the bot knows. Raises UsageError listing every mistake in the files."""
    knowledge, mistakes = load(folder)
    if knowledge is None:
        raise UsageError("\n".join(str(mistake) for mistake in mistakes))
    return knowledge


def chat(options: argparse.Namespace) -> int:
    """Chat with the bot in this terminal, or by piped lines."""
    settings = read_settings()
    logs.configure(None, "ERROR")
    return asyncio.run(_chat(options, settings.data_dir / "localchat"))


async def _chat(options: argparse.Namespace, folder: Path) -> int:
    clock = RunningClock(options.now)
    telegram = Telegram(clock=clock, first_id=time.time_ns() // 1_000_000)
    line = Line(
        token=telegram.token,
        request=telegram.request(),
        polling_request=telegram.request(),
        limits=UNLIMITED,
    )
    store = TinyDBStore(folder)
    house = build(line=line, store=store, knowledge=load_knowledge(), clock=clock)

    async def settle() -> None:
        await telegram.until(
            lambda: len(telegram.updates) == 0 and telegram.updates.polled,
            within=60,
            what="the bot to take what was said",
        )
        await house.outbox.idle()

    seat = Seat(
        telegram=telegram,
        person=telegram.person(options.person, name=options.name),
        settle=settle,
        move_clock=lambda by: clock.move(by, settle),
        files=folder / "files",
    )
    async with running(house.application, store, house.outbox, clock):
        await introduce(house.application, house.knowledge.messages)
        return await terminal.chat(seat, history=folder / "history")


def ask(options: argparse.Namespace) -> int:
    """Print what the bot would answer to each question."""
    answers, matcher = _answers(options.knowledge)
    questions = [" ".join(options.question)] if options.question else sys.stdin
    for text in questions:
        question = text.rstrip("\r\n")
        found = matcher.find(question)
        plain = json.dumps(coaching.as_plain(found), ensure_ascii=False)
        print(plain if options.json else coaching.as_text(found, answers), flush=True)
    return 0


def _answers(folder: Path | None) -> tuple[Mapping[str, Answer], Matcher]:
    if folder is None:
        track = load_knowledge().first
        return track.answers, track.matcher
    answers, mistakes = load_answers(folder)
    errors = [mistake for mistake in mistakes if mistake.weight is Weight.ERROR]
    if errors:
        raise UsageError("\n".join(str(mistake) for mistake in errors))
    return answers, matching.build(answers)


def check(options: argparse.Namespace) -> int:
    """Print every mistake in the knowledge; what only deserves a look is a warning."""
    today = WallClock().now().date()
    if options.knowledge is None:
        mistakes = checks.check(KNOWLEDGE, today)
    else:
        mistakes = checks.check_answers(options.knowledge, today)
    for mistake in mistakes:
        print(mistake)
    errors = sum(mistake.weight is Weight.ERROR for mistake in mistakes)
    print(f"{errors} errors, {len(mistakes) - errors} warnings", file=sys.stderr)
    if options.knowledge is None and not errors:
        known = load_knowledge()
        print(*coaching.reference_lines(known.first.roadmap, known.messages), sep="\n")
    return EXIT_FAILED if errors else 0


def plan(options: argparse.Namespace) -> int:
    """Print the plan of somebody with these hours, on this path, who knows this already."""
    knowledge = load_knowledge()
    try:
        lines = coaching.plan_lines(
            knowledge.first.roadmap,
            knowledge.messages,
            hours=options.hours,
            path=options.path,
            known=options.known,
            today=WallClock().now().date(),
        )
    except coaching.CoachingError as wrong:
        raise UsageError(str(wrong)) from None
    print(*lines, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
