"""Messages as a terminal shows them."""

from pathlib import Path

import pytest

from localchat import Button, Message, StandingClock, Telegram
from localchat.html import parse
from localchat.messages import Rows
from localchat.rendering import numbers, plain, shown
from tests.clocks import START


def message(html: str, rows: Rows = (), kind: str = "text") -> Message:
    telegram = Telegram(clock=StandingClock(START))
    ann = telegram.person(101)
    text, entities = parse(html)
    return Message(
        id=1,
        chat=ann.chat,
        sender=telegram.bot,
        date=START,
        kind=kind,
        text=text,
        entities=entities,
        rows=rows,
    )


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("one", "bot: one"),
        ("one\ntwo", "bot: one\n  two"),
        ("a <b>bold</b> 😀 word", "bot: a bold 😀 word"),
        (
            "see <a href='https://a.example/x'>this <b>page</b></a>.",
            "bot: see this page (https://a.example/x).",
        ),
    ],
)
def test_the_plain_form_can_be_read_aloud(html: str, text: str) -> None:
    assert plain(shown(message(html), who="bot")) == text


def test_marks_become_styles() -> None:
    fragments = shown(message("a <b>b<i>c</i></b> <code>d</code>"), who="bot")
    assert [(style, text) for style, text in fragments if text in {"b", "c", "d"}] == [
        ("bold", "b"),
        ("bold italic", "c"),
        ("ansicyan", "d"),
    ]


ROWS = (
    (Button(label="Yes", data="y"), Button(label="No", data="n")),
    (Button(label="Read", url="https://a.example/"),),
)


def test_buttons_stand_in_rows() -> None:
    rows = "bot: x\n  [Yes] [No]\n  [Read: https://a.example/]"
    assert plain(shown(message("x", ROWS), who="bot")) == rows


def test_numbers_stand_before_buttons() -> None:
    rows = "bot: x\n  1 [Yes] 2 [No]\n  3 [Read: https://a.example/]"
    assert plain(shown(message("x", ROWS), who="bot", numbered=True)) == rows
    assert list(numbers(message("x", ROWS))) == ["1", "2", "3"]


def test_labels_that_are_numbers_need_none() -> None:
    rows = ((Button(label="6", data="a"), Button(label="10", data="b")),)
    assert plain(shown(message("x", rows), who="bot", numbered=True)) == "bot: x\n  [6] [10]"
    assert numbers(message("x", rows)) == {}


def test_what_is_not_text_is_named() -> None:
    assert plain(shown(message("", kind="sticker"), who="bot")) == "bot: [sticker]"
    saved = shown(message("a caption", kind="photo"), who="bot", saved=Path("files/1-p.png"))
    assert plain(saved) == f"bot: [photo saved: {Path('files/1-p.png')}] a caption"
