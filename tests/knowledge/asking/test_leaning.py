"""Which messages lean on what was said before, and which stand on their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.asking.leaning import leaning, wants_more, wonders


@pytest.mark.parametrize(
    "text",
    [
        "and how long?",
        "how long?",
        "how much does it cost?",
        "is it worth it?",
        "why?",
        "what about java?",
        "and for free?",
        "which one is best?",
        "how many of them do i need",
        "so, and a degree?",
        "without experience?",
        "for beginners?",
        "is there a certificate for it?",
        "unpaid ones too?",
        "or alone?",
    ],
)
def test_a_message_leans_that_names_no_topic_or_is_joined_on(text: str) -> None:
    assert leaning(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "🙂",
        "docker",
        "what is docker",
        "is the bootcamp worth it",
        "will it rain tomorrow in tashkent",
        "stop asking me this stuff",
        "how do i use this bot",
        "sql what is that language",
        "what day is it today",
        "when will i be done with all of this",
        "thinking of ending it all",
        "explain black holes",
        "ok",
        "yes",
        "really?",
        "got it",
        "that is wrong",
        "this is bad",
        "i dont get it",
        "should i learn go",
        "thanks for your help",
        "今日の天気は",
        "and then i went to the shop to buy some bread and milk",
    ],
)
def test_a_message_stands_that_says_what_it_is_about(text: str) -> None:
    assert leaning(text) is None


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("how much does it cost?", "how much does docker cost"),
        ("do i need that", "do i need docker"),
        ("and how long", "docker how long"),
        ("ok, so is it hard?", "is docker hard"),
        ("and with a degree?", "docker a degree"),
        ("don't you like it?", "dont you like docker"),
    ],
)
def test_the_subject_takes_the_place_of_the_pronoun(text: str, asked: str) -> None:
    leans = leaning(text)
    assert leans is not None
    assert leans.with_subject("docker") == asked


@pytest.mark.parametrize(
    "text",
    ["tell me more", "more", "More, please!", "an example?", "what else?", "go on", "explain more"],
)
def test_more_of_the_same_is_asked_for(text: str) -> None:
    assert wants_more(text)


@pytest.mark.parametrize(
    "text", ["", "go", "tell me", "more money", "explain docker", "who else works there", "ok"]
)
def test_other_messages_ask_for_something_of_their_own(text: str) -> None:
    assert not wants_more(text)


@pytest.mark.parametrize("text", ["why?", "Why not", "how come?", "but why", "why is that?"])
def test_reasons_alone_are_asked_for(text: str) -> None:
    assert wonders(text)


@pytest.mark.parametrize("text", ["", "how", "why docker", "why is it so hard", "how is that"])
def test_more_than_reasons_is_asked_for(text: str) -> None:
    assert not wonders(text)


@given(st.text(max_size=120))
def test_any_text_is_judged_without_an_error(text: str) -> None:
    leans = leaning(text)
    assert wants_more(text) in {True, False}
    assert leans is None or leans.rest
