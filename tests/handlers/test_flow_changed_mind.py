"""Minds that change: within a message, in an answer given before, and what is never guessed."""

import pytest

from knowledge.library import Knowledge
from tests.dialogue import dialogue
from tests.handlers.steps import position_of, question_of, record_of, stand_at


@pytest.mark.parametrize(
    ("at", "said", "value"),
    [
        ("hours", "6, no wait, 8", [8, 8]),
        ("standing", "school, no wait, career changer", "changer"),
        ("computer", "laptop, sorry, phone only", "phone"),
        ("path", "bachelor no wait master", "master"),
        ("reminder", "no, 7pm", "19:00"),
        (
            "place",
            "berlin no wait paris",
            {"city": "Paris", "country": "FR", "zone": "Europe/Paris"},
        ),
        ("name", "ann, sorry, anna", "anna"),
    ],
)
async def test_the_last_word_counts(
    knowledge: Knowledge, at: str, said: str, value: object
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, at)
        await ann.says(said)
        record = await record_of(talk)
        told = {**record.answers, **(record.position.answers if record.position else {})}
        assert told[at] == value


@pytest.mark.parametrize(
    ("at", "said", "reply"),
    [
        ("hours", "9 to 5", "Those look like times of day."),
        ("hours", "from 8 to 10 every evening", "Those look like times of day."),
        ("hours", "30 minutes", "How often is that?"),
        ("hours", "weekends only", "For how many hours is that?"),
        ("hours", "168", "A week has 168 hours"),
        ("standing", "-5", "There are only 5 answers."),
        ("name", "i am a student", "I am not sure what to note of that."),
        ("name", "ok", "I am not sure what to note of that."),
        ("path", "i already have a degree", "Do you mean this?"),
        ("target", "when my kid starts school", "is not a date yet"),
        ("place", "berlin or paris", "Where do you live now?"),
        ("place", "europe", "is too wide for one local time"),
        ("reminder", "yes", "is not a time yet"),
        ("reminder", "late", "is not a time yet"),
        ("reminder_days", "twice a week", "Do you mean this?"),
    ],
)
async def test_what_may_mean_another_thing_is_asked_about(
    knowledge: Knowledge, at: str, said: str, reply: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, at)
        await ann.says(said)
        assert reply in ann.sees
        assert at not in (await position_of(talk)).answers


async def test_nothing_of_a_message_is_lost_between_two_answers(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "place")
        await ann.says("i am in germany, 8 pm")
        answers = (await position_of(talk)).answers
        assert (answers["place"], answers["reminder"]) == (
            {"city": None, "country": "DE", "zone": "Europe/Berlin"},
            "20:00",
        )


async def test_a_region_is_told_with_its_name(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "place")
        await ann.says("texas")
        assert "Noted: Texas, United States (UTC-6)." in ann.sees


async def test_an_earlier_answer_is_changed_in_the_middle(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "git")
        replies = await ann.says("change my hours to 10")
        assert "Noted: 10 hours a week." in replies[0].text
        assert question_of(knowledge, "git") in ann.sees
        assert (await record_of(talk)).answers["hours"] == [10, 10]
        await ann.says("change my city")
        assert question_of(knowledge, "place") in ann.sees
        await ann.says("paris")
        assert question_of(knowledge, "git") in ann.sees
        assert "place" in (await position_of(talk)).answers


@pytest.mark.parametrize("text", ["continue", "go on", "what was the question?"])
async def test_who_wants_to_go_on_sees_the_open_question_and_nothing_else(
    knowledge: Knowledge, text: str
) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "databases")
        before = await position_of(talk)
        [reply] = await ann.says(text)
        assert question_of(knowledge, "databases") in reply.text
        assert await position_of(talk) == before


async def test_what_measures_an_answer_is_not_passed_over(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await stand_at(ann, "can_pay")
        await ann.says("i can pay some")
        assert (await position_of(talk)).answers["can_pay"] == "some"
        await ann.says("back")
        await ann.says("a full course, but only a little")
        assert "Which one do you mean?" in ann.sees


async def test_a_change_that_is_not_understood_is_asked_for(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await ann.says("/start", "career changer", "6", "change my hours to banana")
        assert 'I could not read "banana" as hours a week.' in ann.sees
        assert question_of(knowledge, "hours") in ann.sees
        await ann.says("12")
        assert (await record_of(talk)).answers["hours"] == [12, 12]


async def test_a_path_that_does_not_fit_says_why_there_is_no_date(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await ann.says("/start", "career changer", "8")
        replies = await ann.says("change my path to bootcamp")
        effect = next(reply for reply in replies if "What this does to your plan" in reply.text)
        assert "Coding bootcamp doesn't fit 8 hours a week." in effect.text
        assert "It fits from 10 hours a week on." in effect.text


async def test_a_button_may_be_typed_outside_of_a_flow_too(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await ann.says("/start", "career changer", "6", "make it fit")
        assert question_of(knowledge, "name") in ann.sees


async def test_who_told_nothing_yet_changes_nothing(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await ann.says("change my hours to 10")
        assert (await record_of(talk)).answers == {}
