"""What is logged at each level: never a token, never what people write."""

import logging

import pytest

from handlers import logs
from knowledge.library import Knowledge
from tests.at_terminal import own_logging
from tests.dialogue import dialogue


async def test_not_even_the_most_talkative_level_tells_what_was_said(
    knowledge: Knowledge, capsys: pytest.CaptureFixture[str]
) -> None:
    with own_logging():
        async with dialogue(knowledge) as talk:
            logs.configure(talk.telegram.token, "DEBUG")
            await talk.person(name="Quite Private").says("/start", "quite private")
    logged = capsys.readouterr().err
    assert "Quite Private" not in logged
    assert "quite private" not in logged
    assert "Wayfinder" not in logged, "what the bot says is quoted from what people said"


@pytest.mark.parametrize("level", ["WARNING", "ERROR"])
def test_others_are_no_louder_than_asked_for(
    level: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with own_logging():
        logs.configure(None, level)
        for name in ("telegram.ext.Application", "httpx"):
            logging.getLogger(name).info("chatter")
            logging.getLogger(name).error("trouble")
    logged = capsys.readouterr().err
    assert ("chatter" in logged, logged.count("trouble")) == (False, 2)


def test_a_database_that_is_away_is_told_by_the_store_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The driver sets a level of its own, so that it would be heard at any other."""
    for level in ("INFO", "ERROR"):
        with own_logging():
            logs.configure(None, level)
            logging.getLogger("psycopg.pool").warning("error connecting in 'pool-1'")
    assert capsys.readouterr().err == ""
