"""What Telegram's messages take, held against the Bot API of the local chat."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.markup import check, escape, units, visible
from localchat.html import parse
from localchat.refusals import RefusedError

TAGS = ["<b>", "</b>", "<i>", "</i>", "<a href='https://example.org'>", "<a>", "</a>", "</", "<u"]
STRANGE = ["<br>", "<span>", "<x>", "&lt;", "&nbsp;", "&#128512;", "&#xD800;", "&", "<", ">"]
PLAIN = ["<code class=language-py>", "</code>", "</code >", "\n", "é", "😀", "text"]
PIECES = st.sampled_from([*TAGS, *STRANGE, *PLAIN])
MARKUP = st.lists(PIECES | st.text(max_size=5), max_size=12).map("".join)


@pytest.mark.parametrize(
    "html",
    [
        "plain text, AT&T, 2 > 1",
        "<b>bold <i>both</i></b> <strong>x</strong><em>x</em><ins>x</ins><del>x</del>",
        '<a href="https://example.org/?a=1&amp;b=2">link</a>',
        '<pre><code class="language-python">x = 1 &lt; 2</code></pre>',
        "<blockquote expandable>long</blockquote><tg-spoiler>no</tg-spoiler>",
        '<span class="tg-spoiler">no</span><tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
        "<B>large letters</B >",
    ],
)
def test_what_telegram_takes_has_no_problems(html: str) -> None:
    parse(html)
    assert check(html) == ()


@pytest.mark.parametrize(
    ("html", "at", "part_of_it"),
    [
        ("if a < b", 5, "`<` is no tag"),
        ("one<br>two", 3, "is no tag that Telegram knows"),
        ("mail <me@example.org>", 5, "is no tag that Telegram knows"),
        ("<b>never", 0, "`<b>` is never closed"),
        ("never</b>", 5, "`</b>` closes nothing"),
        ("<b><i>x</b></i>", 7, "`</b>` stands where `</i>` is expected"),
        ("<a>x</a>", 0, "leads nowhere"),
        ("<span class='red'>x</span>", 0, "only as a spoiler"),
        ("<tg-emoji emoji-id='x'>x</tg-emoji>", 0, "no emoji number"),
        ("a&nbsp;b", 1, "shows `&nbsp;` as it stands"),
    ],
)
def test_a_problem_is_told_with_its_place(html: str, at: int, part_of_it: str) -> None:
    problem, *_ = check(html)
    assert problem.at == at
    assert part_of_it in problem.what
    assert problem.remedy


def test_all_problems_are_told_at_once() -> None:
    assert [problem.at for problem in check("<x>a</b> <i>")] == [0, 4, 9]


@given(MARKUP)
def test_what_has_no_problems_is_taken_and_seen_as_told(html: str) -> None:
    try:
        seen, _ = parse(html)
    except RefusedError:
        assert check(html)
    else:
        assert check(html) or visible(html) == seen


@given(st.text())
def test_escaped_text_is_seen_as_it_was(text: str) -> None:
    """Case 16: `Ola >_<`, `<b>x` and the like in a name."""
    assert check(escape(text)) == ()
    seen = visible(escape(text))
    assert [c for c in seen if c.isprintable()] == [c for c in text if c.isprintable()]


def test_a_name_cannot_turn_the_text_behind_it_around() -> None:
    assert escape("\u202eevil\u202c \u2066x\u2069\x00") == "evil x"
    assert escape("علي") == "علي"


def test_length_is_counted_in_utf_16_units() -> None:
    """Cases 17 and 19: the family emoji is 7 code points and 11 units."""
    assert units("👨‍👩‍👧‍👦") == 11
    assert units("😀" * 2049) == 4098


@given(st.text())
def test_length_is_that_of_the_encoding(text: str) -> None:
    assert units(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2
