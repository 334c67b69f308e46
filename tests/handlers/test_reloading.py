"""Edited YAML is taken up while the bot serves: whole, checked first, and nobody is stranded."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from handlers.reloading import Reloading
from knowledge.library import Knowledge
from knowledge.masking import masked
from storage.tinydb_counts import TinyDBCounts
from tests.dialogue import Dialogue, dialogue, refusals
from tests.front_door.conftest import BotPy, bot_py, data
from tests.handlers.edited import cache, folder, known
from tests.handlers.steps import position_of, question_of, stand_at, with_flow, with_plan
from tests.handlers.test_flow_edited import Edit, removed, renamed

__all__ = ["bot_py", "cache", "data", "folder"]

UNKNOWN = "qwxzv blarg zzkrt"


@dataclass(kw_only=True)
class Edited:
    """A bot over files that a coach edits, and what keeps it up with them."""

    talk: Dialogue
    folder: Path
    reloading: Reloading
    told: list[str] = field(default_factory=list)

    @property
    def answers(self) -> Path:
        return self.folder / "tracks" / "backend" / "answers"

    def edit(self, path: Path, old: str, new: str) -> None:
        """Replace a text that stands once in a file."""
        text = path.read_text()
        assert text.count(old) == 1
        path.write_text(text.replace(old, new))

    async def looks(self, times: int = 2) -> None:
        """Look as often; an edit is taken up at the second look, when it stands still."""
        for _ in range(times):
            await self.reloading.look()


@asynccontextmanager
async def edited(
    folder: Path, cache: Path, counts: TinyDBCounts | None = None
) -> AsyncIterator[Edited]:
    loaded = known(folder, cache)
    async with dialogue(loaded, counts=counts) as talk:
        told: list[str] = []

        async def then() -> None:
            told.append("taken up")

        reloading = Reloading(
            knowing=talk.house.knowing, folder=folder, cache=cache, clock=talk.clock, then=then
        )
        await reloading.look()
        yield Edited(talk=talk, folder=folder, reloading=reloading, told=told)


async def test_an_edited_sentence_is_said_and_an_edited_answer_is_given(
    folder: Path, cache: Path
) -> None:
    async with edited(folder, cache) as bot:
        ann = bot.talk.person()
        await with_plan(ann)
        await bot.looks()
        assert bot.told == []
        path = next(p for p in bot.answers.glob("*.yaml") if "- id: bootcamp\n" in p.read_text())
        bot.edit(path, "<b>A bootcamp is a short", "<b>ANEW. A bootcamp is a short")
        bot.edit(
            folder / "messages" / "questions.yaml", "yet. I understand", "yet. NEW. I understand"
        )
        await bot.looks(1)
        assert bot.told == []
        await bot.looks(1)
        assert bot.told == ["taken up"]
        [reply] = await ann.says("is a bootcamp worth it?")
        assert "ANEW. A bootcamp" in reply.text
        [reply] = await ann.says("?!")
        assert "NEW. I understand" in reply.text
    assert refusals(bot.talk.telegram) == []


async def test_a_bad_edit_leaves_the_old_in_service_and_is_told_once(
    folder: Path, cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with edited(folder, cache) as bot:
        before = bot.talk.house.knowing()
        path = bot.folder / "messages" / "help.yaml"
        good = path.read_text()
        path.write_text(good + "help.text: twice\n")
        await bot.looks(4)
        path.touch()
        await bot.looks(4)
        assert bot.talk.house.knowing() is before
        (record,) = [one for one in caplog.records if one.levelno == logging.ERROR]
        line = good.count("\n") + 1
        assert f"{path}:{line}: error: `help.text` stands here a second time" in record.message
        assert "Keep one of the two" in record.message
        path.write_text(good + "help.text: thrice\n")
        await bot.looks(3)
        assert sum(one.levelno == logging.ERROR for one in caplog.records) == 2
        path.write_text(good)
        await bot.looks(3)
        assert bot.talk.house.knowing() is before
        assert bot.told == []


async def test_what_is_mended_goes_into_service(folder: Path, cache: Path) -> None:
    async with edited(folder, cache) as bot:
        path = bot.folder / "messages" / "questions.yaml"
        old = "I do not know that yet. A few"
        bot.edit(path, old, "<b>Broken. These")
        await bot.looks()
        bot.edit(path, "<b>Broken. These", "Mended. These")
        await bot.looks()
        assert bot.told == ["taken up"]
        assert "Mended." in bot.talk.house.knowing().messages.fill("questions.unknown")


async def test_files_that_are_only_touched_are_not_read_anew(folder: Path, cache: Path) -> None:
    async with edited(folder, cache) as bot:
        before = bot.talk.house.knowing()
        for path in bot.folder.rglob("*.yaml"):
            path.touch()
        await bot.looks(3)
        assert bot.talk.house.knowing() is before


@pytest.mark.parametrize(
    ("edit", "stands_at"), [(removed("git"), "path"), (renamed("git", "versions"), "versions")]
)
async def test_case_8_nobody_in_the_middle_of_a_flow_is_stranded(
    knowledge: Knowledge, edit: Edit, stands_at: str
) -> None:
    flow = edit(knowledge.first.flow_ending("summary"))
    after = with_flow(knowledge, flow)
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "git")
        before = await position_of(talk)
        talk.house.knowing.replace(after)
        await ann.says("what is sql?")
        assert question_of(after, stands_at) in ann.sees
        await ann.taps("Skip")
        now = await position_of(talk)
        assert now.run == before.run
        assert now.question in {question.id for question in flow.questions}
        assert before.answers.items() <= now.answers.items()
        assert question_of(after, now.question) in ann.sees
    assert refusals(talk.telegram) == []


async def test_a_swap_between_two_turns_keeps_the_open_question(
    folder: Path, cache: Path, knowledge: Knowledge
) -> None:
    async with edited(folder, cache) as bot:
        ann = bot.talk.person()
        await stand_at(ann, "hours")
        before = await position_of(bot.talk)
        bot.edit(bot.folder / "messages" / "questions.yaml", "Now back to our", "Now BACK to our")
        await bot.looks()
        assert await position_of(bot.talk) == before
        [*_, again] = await ann.says("is a bootcamp worth it?")
        assert "Now BACK to our question" in again.text
        assert question_of(knowledge, "hours") in again.text
        await ann.says("6")
        assert "first plan" in "".join(ann.person.texts)


async def test_from_an_unknown_question_to_its_answer(
    folder: Path, cache: Path, bot_py: BotPy, data: Path
) -> None:
    """The coach's loop: asked in vain, reviewed, added, answered by the running bot."""
    async with edited(folder, cache, TinyDBCounts(data)) as bot:
        ann = bot.talk.person()
        await with_plan(ann)
        [reply] = await ann.says(f"{UNKNOWN}?")
        assert "I do not know that yet" in reply.text
        await ann.says("is a bootcamp worth it?")
        await ann.taps("Not helpful")
        listed = await asyncio.to_thread(bot_py, "review", "--knowledge", folder)
        assert f"  1: {masked(UNKNOWN)} (1)" in listed.lines
        assert any("bootcamp (" in line and "1 of 1" in line for line in listed.lines)
        added = await asyncio.to_thread(
            bot_py, "review", "--knowledge", folder, "--add", "1", "--to", "bootcamp"
        )
        assert added.code == 0
        await bot.looks()
        assert bot.told == ["taken up"]
        [reply] = await ann.says(f"{UNKNOWN}?")
        assert "A bootcamp is a short" in reply.text
