"""Figures of one country, told to people of another."""

import pytest

from knowledge.library import Knowledge
from tests.dialogue import dialogue


@pytest.mark.parametrize(
    ("home", "noted"),
    [("Tashkent", True), ("Germany", True), ("Chicago", False), ("skip", False)],
)
async def test_pay_of_one_country_is_said_to_be_that(
    knowledge: Knowledge, home: str, noted: bool
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await ann.says("/start", "career changer", "10", "/settings")
        await ann.taps("Where you live")
        await ann.says(home)
        [answer] = await ann.says("how much do backend developers earn in the us")
        assert "In the United States" in answer.text
        assert ("figures here are for United States only" in answer.text) is noted
