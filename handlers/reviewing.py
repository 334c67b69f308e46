"""Reviewing: the coach's loop at a terminal, from what people asked in vain to a new phrasing."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from handlers.environment import UsageError
from knowledge.amending import NotAddedError, add_phrasing
from knowledge.answers import Answer, load_answers
from knowledge.library import Match, load
from knowledge.masking import HIDDEN
from knowledge.reviewing import Find, review, review_lines
from storage.counts import Counted, Counts, Question


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What a review works on: the counts, the folder of the knowledge, and what fits a matcher."""

    counts: Counts
    folder: Path
    match: Match

    async def carry_out(self, options: argparse.Namespace) -> list[str]:
        """Do what the command line asks for, and return lines. Raises UsageError."""
        lines: list[str] = []
        if options.add:
            if options.to is None:
                raise UsageError(
                    "--add needs --to with the id of an answer, like --to what-is-git."
                )
            lines += await self.add(options.add, options.to, options.wording)
        if options.dismiss:
            lines += await self.dismiss(options.dismiss)
        return lines or await self.listed()

    async def listed(self) -> list[str]:
        """Return what a coach should look at, as lines."""
        counted = await self.counts.counted()
        answers, find = self._known()
        return review_lines(review(counted.questions, counted.votes, find), answers)

    def _known(self) -> tuple[Mapping[str, Answer], Find]:
        """Return all answers by id, and what matches a question on its track. Raises UsageError."""
        if not (self.folder / "tracks").is_dir():
            answers, mistakes = load_answers(self.folder)
            matcher = self.match(answers)
            return answers, lambda asked: matcher.find(asked.text)
        knowledge, mistakes = load(self.folder, self.match)
        if knowledge is None:
            raise UsageError("\n".join(map(str, mistakes)))
        tracks = knowledge.tracks.values()
        every = {id_: answer for track in tracks for id_, answer in track.answers.items()}
        return every, lambda asked: knowledge.track(asked.track).matcher.find(asked.text)

    async def add(self, numbers: Sequence[int], answer: str, wording: str | None) -> list[str]:
        """Write questions into an answer's file, or one of them in other words; then drop them.

        Raises UsageError, with what was added before it.
        """
        counted = await self.counts.counted()
        if wording is not None and len(numbers) != 1:
            raise UsageError("--as gives one question other words: name one number with --add.")
        lines: list[str] = []
        for question in _questions(counted, numbers):
            try:
                text = wording or _written_out(question)
                added = add_phrasing(self.folder, question.track, answer, text)
            except (NotAddedError, UsageError) as wrong:
                raise UsageError("\n".join([*lines, str(wrong)])) from None
            lines.append(f"{added.file}:{added.line}: added `{added.phrasing}` to `{answer}`")
            await self.counts.drop_questions([question.number])
        return lines

    async def dismiss(self, named: Sequence[str]) -> list[str]:
        """Drop questions by their numbers, and votes by the ids of answers. Raises UsageError."""
        counted = await self.counts.counted()
        numbers = [int(name) for name in named if name.isdecimal()]
        rated = [name for name in named if not name.isdecimal()]
        list(_questions(counted, numbers))
        if missing := set(rated) - {one.answer for one in counted.votes}:
            raise UsageError(f"There are no votes on {', '.join(sorted(missing))}.")
        await self.counts.drop_questions(numbers)
        for answer in rated:
            await self.counts.drop_votes(answer)
        return [f"Dismissed: {', '.join(named)}."]


def _questions(counted: Counted, numbers: Sequence[int]) -> Iterator[Question]:
    """Yield the questions of these numbers. Raises UsageError before the first where one lacks."""
    known = {question.number: question for question in counted.questions}
    if missing := [str(number) for number in numbers if number not in known]:
        raise UsageError(f"There is no question {', '.join(missing)}. `bot.py review` lists them.")
    return iter([known[number] for number in dict.fromkeys(numbers)])


def _written_out(question: Question) -> str:
    """Return a question's text. Raises UsageError where something in it was hidden."""
    if HIDDEN in question.text:
        raise UsageError(
            f"Question {question.number} has hidden words (`{HIDDEN}`). "
            "Give it without them: --as 'what is ...'."
        )
    return question.text
