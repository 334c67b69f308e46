"""What `bot.py check` says of messages, flows and polls, and of our own files."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from knowledge.check import check
from knowledge.checks.plain import jargon_mistakes, load_plain_words, sentence_mistakes
from knowledge.checks.texts import flow_pieces, message_pieces, poll_mistakes
from knowledge.mistakes import Mistake, Weight
from knowledge.reading import from_text

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
TODAY = date(2026, 3, 1)


def messages(text: str) -> list[tuple[int, str]]:
    return told(sentence_mistakes(message_pieces([from_text(text, Path("a.yaml"))])))


def told(mistakes: Iterable[Mistake]) -> list[tuple[int, str]]:
    return [(mistake.line, mistake.what) for mistake in mistakes]


FIFTEEN = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"


@pytest.mark.parametrize(
    "text",
    [
        f"{FIFTEEN}. {FIFTEEN}! {FIFTEEN}?",
        f"{FIFTEEN}\n    {FIFTEEN}",
        f"<b>{FIFTEEN}</b>",
        f"{FIFTEEN} – (…)",
        f"a|b c|{FIFTEEN}",
        f"{FIFTEEN}: {FIFTEEN}",
    ],
)
def test_fifteen_words_are_a_sentence(text: str) -> None:
    assert messages(f"a.b: |\n    {text}\n") == []


def test_more_words_are_two_sentences() -> None:
    text = f"a.b: |\n  Short.\n  {FIFTEEN} more.\na.c:\n  - Short.\n  - {FIFTEEN} {{more}}.\n"
    assert messages(text) == [
        (3, "a sentence has 16 words: `One two three four five…`"),
        (6, "a sentence has 16 words: `One two three four five…`"),
    ]


def test_only_what_people_read_of_a_flow_is_checked() -> None:
    flow = f"questions:\n  - text: {FIFTEEN} more\n    choices:\n      - also: [{FIFTEEN} more]\n"
    pieces = flow_pieces([from_text(flow, Path("a.yaml"))])
    assert [line for line, _ in told(sentence_mistakes(pieces))] == [2]


def jargon(text: str) -> list[tuple[int, str]]:
    words = {"API": "a way for programs to talk", "bootcamp": "a short school"}
    return told(jargon_mistakes(message_pieces([from_text(text, Path("a.yaml"))]), words))


def test_jargon_that_nobody_explains_is_told_where_it_first_comes() -> None:
    assert jargon("a.b: Fine.\na.c: |\n  Yes.\n  Build your APIs.\na.d: An API key.\n") == []
    assert jargon("a.b: Fine.\na.c: |\n  Yes.\n  Build your APIs.\na.d: Use the API.\n") == [
        (4, "`APIs` is jargon, and no text here explains it")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A bootcamp is a short school.",
        "Bootcamps teach one set of tools.",
        "Go there. A bootcamp teaches.",
        "Go to a bootcamp (a short school).",
        "Go to a short school (bootcamp).",
        "Here bootcamp means a short school.",
        "No api in small letters, and no rapids.",
        "Bootcamping is no word.",
    ],
)
def test_jargon_that_is_explained_is_fine(text: str) -> None:
    assert jargon(f'a.b: "{text}"\n') == []


def test_long_poll_options_and_explanations_are_errors() -> None:
    """Case 48: an option of 101 characters, an explanation of 201."""
    text = (
        f"- question: Which?\n  options:\n    - short\n    - {'x' * 101}\n    - {'y' * 100}\n"
        f"  explanation: {'z' * 201}\n- options: [a, b]\n  explanation: {'z' * 200}\n"
    )
    found = list(poll_mistakes([from_text(text, Path("quiz.yaml"))]))
    assert [(mistake.line, mistake.weight) for mistake in found] == [
        (4, Weight.ERROR),
        (6, Weight.ERROR),
    ]


def test_our_own_word_list_is_read() -> None:
    words, mistakes = load_plain_words(KNOWLEDGE / "plain_words.yaml")
    assert mistakes == ()
    assert words["SQL"]


def test_our_own_knowledge_has_no_errors() -> None:
    errors = [m for m in check(KNOWLEDGE, TODAY) if m.weight is Weight.ERROR]
    assert [str(mistake) for mistake in errors] == []
