"""Back from every question and forward again, with nothing lost on the way."""

import pytest

from knowledge.library import Knowledge
from tests.dialogue import dialogue
from tests.handlers.steps import DEEPER, position_of, question_of, stand_at


@pytest.mark.parametrize("id_", DEEPER)
async def test_back_from_every_question_and_forward_again(knowledge: Knowledge, id_: str) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, id_)
        before = await position_of(talk)
        earlier = DEEPER[max(DEEPER.index(id_) - 1, 0)]
        await ann.says("back")
        assert question_of(knowledge, earlier) in ann.sees
        assert (await position_of(talk)).answers == before.answers
        if id_ == DEEPER[0]:
            assert "This is the first question" in ann.sees
            return
        await ann.says("skip")
        assert question_of(knowledge, id_) in ann.sees
        assert (await position_of(talk)).answers == before.answers


async def test_back_all_the_way_keeps_every_answer(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "target")
        before = await position_of(talk)
        while "Back" in ann.buttons:
            await ann.taps("Back")
            await talk.passes(seconds=5)
        assert question_of(knowledge, "name") in ann.sees
        assert (await position_of(talk)).answers == before.answers
        await ann.taps("Keep: Ann")
        assert question_of(knowledge, "target") in ann.sees
        assert (await position_of(talk)).answers == before.answers


async def test_back_to_a_choice_of_several_shows_what_was_chosen(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "databases")
        await ann.says("back")
        assert {"✓ Python", "✓ Java", "Go"} <= set(ann.buttons)
        await ann.taps("Go", "✓ Java", "Done")
        assert (await position_of(talk)).answers["languages"] == ["python", "go"]
        await ann.says("back", "ruby")
        assert (await position_of(talk)).answers["languages"] == ["ruby"]
        await ann.says("back")
        await ann.taps("✓ Ruby")
        assert "Ruby" in ann.buttons
        await ann.taps("Done")
        assert "Nothing is chosen yet" in ann.sees


async def test_back_to_another_branch_drops_only_what_no_longer_applies(
    knowledge: Knowledge,
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "target")
        await ann.says("back", "back", "back", "back", "bootcamp")
        assert question_of(knowledge, "target") in ann.sees
        answers = (await position_of(talk)).answers
        assert answers["path"] == "bootcamp"
        assert "can_pay" not in answers
        assert answers["name"] == "Ann"
