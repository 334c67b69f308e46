"""The check: every mistake in the YAML at once, each with its file, its line and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.answers import Entry, by_id, read_answers
from knowledge.checks.collisions import Collision, collisions, shown_unasked
from knowledge.checks.facts import fact_mistakes
from knowledge.checks.for_me import for_me_mistakes
from knowledge.checks.identity import identity_mistakes
from knowledge.checks.plain import jargon_mistakes, load_plain_words, sentence_mistakes
from knowledge.checks.reach import reach_mistakes
from knowledge.checks.texts import answer_pieces, flow_pieces, message_pieces, text_mistakes
from knowledge.library import Match
from knowledge.matcher import asked_apart
from knowledge.mistakes import Mistake, Weight
from knowledge.shelves import read_shelves


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What a coach is told: mistakes by place, among them the collisions that are shown of all."""

    told: tuple[Mistake, ...]
    collisions: int
    shown: int

    @property
    def errors(self) -> int:
        """How many of the mistakes are errors."""
        return sum(mistake.weight is Weight.ERROR for mistake in self.told)

    @property
    def sums(self) -> list[str]:
        """How many of each there are, as lines."""
        lines = [f"Errors: {self.errors}. Warnings: {len(self.told) - self.errors}."]
        if self.shown < self.collisions:
            some = f"{self.shown} of {self.collisions:,} are shown, the surest"
            told = some if self.shown else f"{self.collisions:,}, all of them slight"
            lines.append(f"Collisions: {told}. `bot.py check --all` shows every one.")
        return lines


def checked(folder: Path, today: date, match: Match, *, every: bool) -> Checked:
    """Check a folder with tracks, or of answers alone; collisions only where there is no error.

    `match` fits a matcher. With `every` all collisions are shown, not only the surest.
    """
    whole = (folder / "tracks").is_dir()
    mistakes = check(folder, today) if whole else check_answers(folder, today)
    wrong = any(mistake.weight is Weight.ERROR for mistake in mistakes)
    found = () if wrong else colliding(folder, match)
    shown = found if every else shown_unasked(found)
    told = _sorted([*mistakes, *(collision.mistake for collision in shown)])
    return Checked(told=told, collisions=len(found), shown=len(shown))


def check(folder: Path, today: date) -> tuple[Mistake, ...]:
    """Check all tracks and messages under a folder; `today` dates the facts. Sorted by place."""
    read_in = read_shelves(folder, today=today)
    words, mistakes = load_plain_words(folder / "plain_words.yaml")
    found = [*read_in.mistakes, *mistakes]
    messages = list(message_pieces(read_in.message_documents))
    found.extend(sentence_mistakes(messages))
    for shelf in read_in.shelves:
        flows = list(flow_pieces(shelf.flow_documents))
        found.extend(sentence_mistakes(flows))
        found.extend(jargon_mistakes([*flows, *messages], words))
        found.extend(_warnings(shelf.entries, today))
    return _sorted(found)


def check_answers(folder: Path, today: date) -> tuple[Mistake, ...]:
    """Check a folder of answers alone, each file a list of answers. Sorted by place."""
    entries, mistakes = read_answers(folder)
    found = [
        *mistakes,
        *identity_mistakes(entries),
        *for_me_mistakes(entries),
        *text_mistakes(answer_pieces(entries)),
        *_warnings(entries, today),
    ]
    return _sorted(found)


def colliding(folder: Path, match: Match) -> tuple[Collision, ...]:
    """Return which phrasings collide, track by track, the surest first.

    The folder is one that `check` or `check_answers` found no error in; `match` fits a matcher.
    """
    if (folder / "tracks").is_dir():
        tracks = [shelf.entries for shelf in read_shelves(folder).shelves]
    else:
        tracks = [read_answers(folder)[0]]
    return tuple(
        collision
        for entries in tracks
        for collision in collisions(entries, asked_apart(match(by_id(entries))))
    )


def _warnings(entries: Iterable[Entry], today: date) -> Iterable[Mistake]:
    yield from reach_mistakes(entries)
    yield from fact_mistakes(entries, today)


def _sorted(mistakes: Iterable[Mistake]) -> tuple[Mistake, ...]:
    return tuple(sorted(set(mistakes)))
