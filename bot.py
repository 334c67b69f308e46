"""The front door: the command line, and the one place where things are built and handed over.

Run `python bot.py --help` for what it can do.
"""

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from handlers import lasting, logs, upkeep
from handlers.clock import Clock, WallClock
from handlers.command_line import Command, parser
from handlers.environment import (
    Settings,
    UsageError,
    discard_output,
    read_settings,
    steady_streams,
    takes,
)
from handlers.house import House, Line, build, webhook_of
from handlers.pace import UNLIMITED, Limits, shared
from handlers.polling import DeafError
from handlers.redelivery import Redelivery
from handlers.reviewing import Desk
from handlers.service import in_service
from handlers.serving import Ear, ended_by_signals, seldom_look_for_garbage
from handlers.webhook.server import PortError
from knowledge import check as checks
from knowledge import coaching
from knowledge import matcher as matching
from knowledge.answers import Answer, load_answers
from knowledge.library import Knowledge, Match, load
from knowledge.matcher import Matcher
from knowledge.mistakes import Weight
from localchat import Telegram, front
from localchat.running_clock import RunningClock
from localchat.seat import Seat
from storage.choice import chosen, counts_chosen
from storage.store import LockedError, StorageError
from storage.tinydb_counts import TinyDBCounts
from storage.tinydb_store import TinyDBStore

HOME = Path(__file__).parent
KNOWLEDGE = HOME / "knowledge"
CACHE = HOME / ".cache"

EXIT_DONE, EXIT_FAILED, EXIT_USAGE, EXIT_INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    steady_streams()
    options = parser(COMMANDS).parse_args(arguments)
    command: Command = options.command
    try:
        code = command(options)
        sys.stdout.flush()
    except (LockedError, DeafError) as failure:
        print(failure, file=sys.stderr)
        return EXIT_FAILED
    except (UsageError, PortError, StorageError) as wrong:
        print(wrong, file=sys.stderr)
        return EXIT_USAGE
    except BrokenPipeError:
        discard_output()
        return EXIT_DONE
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    return code


def run(options: argparse.Namespace) -> int:
    """Serve Telegram, or chat here where there is no token."""
    settings = read_settings()
    if options.by == "webhook" and settings.webhook_url is None:
        raise UsageError(f"WEBHOOK_URL is not set. {takes('webhook_url')} To poll, use --telegram.")
    if settings.token is not None:
        return asyncio.run(serve(settings, WallClock(), by_polling=options.by == "polling"))
    if options.by is not None:
        raise UsageError(f"TELEGRAM_BOT_TOKEN is not set. {takes('telegram_bot_token')}")
    print(
        "No TELEGRAM_BOT_TOKEN is set, so this is the local chat: /start begins, Ctrl-D ends it. "
        "For a token, write /newbot to @BotFather in Telegram.",
        file=sys.stderr,
    )
    return chat(parser(COMMANDS).parse_args(["chat"]))


async def serve(
    settings: Settings, clock: Clock, *, by_polling: bool = False, limits: Limits | None = None
) -> int:
    """Serve Telegram until a signal: by a webhook where the settings name one, else by polling.

    Without `limits` on sending they are this process's share of Telegram's.
    """
    logs.configure(settings.token, settings.log_level)
    if settings.database is None:
        lasting.warn(settings.data_dir)
    url = None if by_polling else settings.webhook_url
    with ended_by_signals():
        house = build(
            line=Line(
                token=settings.token or "",
                address=str(settings.telegram_api_url),
                limits=limits or shared(settings.processes),
            ),
            store=chosen(settings.database, settings.data_dir, busy=True),
            counts=counts_chosen(settings.database, settings.data_dir),
            knowledge=load_knowledge(),
            clock=clock,
            cache=CACHE,
            redelivery=Redelivery() if url else None,
        )
        if url is None:
            await _until_deaf(house)
        else:
            webhook = webhook_of(house, str(url), settings.secret)
            async with webhook.listening(settings.port):
                await _until_deaf(house, webhook)
    return EXIT_DONE


async def _until_deaf(house: House, ear: Ear | None = None) -> None:
    async with in_service(house, KNOWLEDGE, CACHE, ear):
        await house.bot.deaf()


def at_hand(answers: Mapping[str, Answer]) -> Matcher:
    """Return the fitted matcher where it was fitted before, else one that needs no fit."""
    return matching.ready(answers, CACHE) or matching.quick(answers)


def fitted(answers: Mapping[str, Answer]) -> Matcher:
    """Return the fitted matcher, fitting it first where need be (some seconds, once).

    Where nothing can be kept, it is fitted for this run alone.
    """
    try:
        return matching.build(answers, CACHE)
    except OSError:
        return matching.build(answers)


def load_knowledge(folder: Path = KNOWLEDGE, match: Match = at_hand) -> Knowledge:
    """Load what the bot knows. Raises UsageError listing every mistake in the files."""
    knowledge, mistakes = load(folder, match)
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
    store, counts = TinyDBStore(folder), TinyDBCounts(folder)
    knowledge = load_knowledge(match=at_hand if sys.stdin.isatty() else fitted)
    house = build(
        line=line, store=store, counts=counts, knowledge=knowledge, clock=clock, cache=CACHE
    )

    async def settle() -> None:
        await telegram.until(
            lambda: len(telegram.updates) == 0 and telegram.updates.polled,
            within=60,
            what="the bot to take what was said",
        )
        await house.tick.idle()
        await house.outbox.idle()

    seat = Seat(
        telegram=telegram,
        person=telegram.person(options.person, name=options.name),
        settle=settle,
        move_clock=lambda by: clock.move(by, settle),
        files=folder / "files",
    )
    async with in_service(house, KNOWLEDGE, CACHE):
        await house.outbox.idle()  # the commands are known then
        return await front.chat(seat, history=folder / "history")


def ask(options: argparse.Namespace) -> int:
    """Print what the bot would answer to each question."""
    answers, matcher = _answers(options.knowledge)
    questions = [" ".join(options.question)] if options.question else sys.stdin
    for line in questions:
        question = line.rstrip("\r\n").encode(errors="replace").decode()
        found = matcher.find(question)
        plain = json.dumps(coaching.as_plain(found), ensure_ascii=False)
        print(plain if options.json else coaching.as_text(found, answers), flush=True)
        if options.explain:
            print(*coaching.explained(matcher.explain(question)), sep="\n", flush=True)
    return EXIT_DONE


def _answers(folder: Path | None) -> tuple[Mapping[str, Answer], Matcher]:
    if folder is None or (folder / "tracks").is_dir():
        track = load_knowledge(folder or KNOWLEDGE, fitted).first
        return track.answers, track.matcher
    answers, mistakes = load_answers(folder)
    errors = [mistake for mistake in mistakes if mistake.weight is Weight.ERROR]
    if errors:
        raise UsageError("\n".join(str(mistake) for mistake in errors))
    return answers, fitted(answers)


def check(options: argparse.Namespace) -> int:
    """Print every mistake in the knowledge, with its file, its line and what to do.

    An error keeps the knowledge out of service; a warning deserves a look. Where there is no
    error, each phrasing is asked without itself, and the surest of those that land on another
    answer are listed too; and four reference people show how an edit moves their plans.
    """
    folder, today = options.knowledge or KNOWLEDGE, WallClock().now().date()
    found = checks.checked(folder, today, fitted, every=options.all)
    print(*found.told, sep="\n", end="\n" if found.told else "")
    print(*found.sums, sep="\n", file=sys.stderr)
    if (folder / "tracks").is_dir() and not found.errors:
        known = load_knowledge(folder)
        print(*coaching.reference_lines(known.first.roadmap, known.messages), sep="\n")
    return EXIT_FAILED if found.errors else EXIT_DONE


def review(options: argparse.Namespace) -> int:
    """List what people asked in vain, and answers that did not help; the most frequent first.

    Questions that are alike stand together, with the nearest answer and its score from 0 to 1.
    `--add 3 --to what-is-git` writes question 3 into the file of that answer, and changes nothing
    else there; where the check finds an error then, the file is put back.
    """
    kept = read_settings()
    own = (kept.database, kept.data_dir)
    counts = counts_chosen(*((None, kept.data_dir / "localchat") if options.chat else own))
    desk = Desk(counts=counts, folder=options.knowledge or KNOWLEDGE, match=fitted)
    print(*asyncio.run(desk.carry_out(options)), sep="\n")
    return EXIT_DONE


def plan(options: argparse.Namespace) -> int:
    """Print the plan of somebody with these hours, on this path, who lives there and knows this."""
    knowledge = load_knowledge()
    try:
        lines = coaching.plan_lines(
            knowledge.first.localities.of(options.country),
            knowledge.messages,
            hours=options.hours,
            path=options.path,
            known=options.known,
            today=WallClock().now().date(),
        )
    except coaching.CoachingError as wrong:
        raise UsageError(str(wrong)) from None
    print(*lines, sep="\n")
    return EXIT_DONE


COMMANDS: Mapping[str, Command] = {
    "run": run,
    "chat": chat,
    "ask": ask,
    "check": check,
    "review": review,
    "plan": plan,
    "backup": upkeep.backup,
    "restore": upkeep.restore,
    "migrate": upkeep.migrate,
}


if __name__ == "__main__":
    seldom_look_for_garbage()  # here, and not for whoever calls `main` in a process of their own
    sys.exit(main())
