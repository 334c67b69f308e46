"""Telegram's HTML: what it means, and how Telegram complains."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localchat.entities import Entity, cut, units
from localchat.html import parse
from localchat.markup import segments, to_html
from localchat.refusals import RefusedError


def marks(source: str) -> tuple[str, list[tuple[str, int, int]]]:
    text, entities = parse(source)
    return text, [(each.type, each.offset, each.length) for each in entities]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("", "", []),
        ("plain", "plain", []),
        ("<b>a</b>", "a", [("bold", 0, 1)]),
        ("<STRONG>a</STRONG>", "a", [("bold", 0, 1)]),
        ("<em>a</em> <i>b</i>", "a b", [("italic", 0, 1), ("italic", 2, 1)]),
        ("<ins>a</ins><u>b</u>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
        ("<s>a</s><del>b</del>", "ab", [("strikethrough", 0, 1), ("strikethrough", 1, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<i>a</>", "a", [("italic", 0, 1)]),
        ("<i>a</i   >", "a", [("italic", 0, 1)]),
        ("<b></b>", "", []),
        ("😀<b>b</b>", "😀b", [("bold", 2, 1)]),
        ("👨‍👩‍👧‍👦 <code>x</code>", "👨‍👩‍👧‍👦 x", [("code", 12, 1)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("<code><i>a</i></code>", "a", [("code", 0, 1)]),
        ("<pre>a<b>b</b></pre>", "ab", [("pre", 0, 2)]),
        ("<a href='https://a.example/x'>a</a>", "a", [("text_link", 0, 1)]),
        ("<a href='nowhere'>a</a>", "a", []),
        ("<a>a.example</a>", "a.example", [("text_link", 0, 9)]),
        ("<a href='tg://user?id=5'>a</a>", "a", [("text_mention", 0, 1)]),
        ("<tg-time unix='12345'>a</tg-time>", "a", []),
        ("<b unknown = 'x' other>a</b>", "a", [("bold", 0, 1)]),
    ],
)
def test_what_markup_means(source: str, text: str, expected: list[tuple[str, int, int]]) -> None:
    assert marks(source) == (text, expected)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&lt;b&gt; &amp; &quot;", '<b> & "'),
        ("&lt", "<"),
        ("&ge;&nbsp;&Or;", "&ge;&nbsp;&Or;"),
        ("&#60;&#x3c;&#X3c;", "<<&#X3c;"),
        ("&#0;&#12345678;", "&#0;&#12345678;"),
        ("&#128512;", "😀"),
        ("a & b &", "a & b &"),
        ("a > b", "a > b"),
    ],
)
def test_references(source: str, text: str) -> None:
    assert parse(source)[0] == text


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("é<abc", "Unclosed start tag at byte offset 2"),
        ("Ola >_<", "Unclosed start tag at byte offset 6"),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<abc def>", 'Unsupported start tag "abc" at byte offset 0'),
        ("<BR>", 'Unsupported start tag "br" at byte offset 0'),
        ("😀<p>x</p>", 'Unsupported start tag "p" at byte offset 4'),
        ("<i =a>", 'Empty attribute name in the tag "i" at byte offset 0'),
        ("<a/>", 'Unsupported start tag "a/" at byte offset 0'),
        ("<i a = ", 'Unclosed start tag "i" at byte offset 0'),
        ("<i a", 'Unclosed start tag "i" at byte offset 0'),
        ("<a href=a,b>", "Unexpected end of name token at byte offset 8"),
        ("<a href='x", "Unclosed start tag at byte offset 0"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("</b>", "Unexpected end tag at byte offset 0"),
        ("<b>a</b></", "Unexpected end tag at byte offset 8"),
        ("<b>a</b  ", "Unclosed end tag at byte offset 4"),
        (
            "<b><i>a</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>a <i>b</i>", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<tg-emoji emoji-id='x'>a</tg-emoji>", "Invalid custom emoji identifier specified"),
        (
            "&#xD83D;",
            (
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ),
        ),
    ],
)
def test_complaints(source: str, complaint: str) -> None:
    with pytest.raises(RefusedError) as refused:
        parse(source)
    assert refused.value.code == 400
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("<a href='https://a.example'>a</a>", "https://a.example/"),
        ("<a href='a.example/x?y=1&amp;z=2'>a</a>", "http://a.example/x?y=1&z=2"),
        ('<a href="tg://resolve?domain=x">a</a>', "tg://resolve?domain=x"),
    ],
)
def test_links_as_they_are_kept(source: str, url: str) -> None:
    assert parse(source)[1][0].url == url


@pytest.mark.parametrize(
    "source",
    [
        '<pre><code class="language-python">x</code></pre>',
        '<code class="language-python"><pre>x</pre></code>',
    ],
)
def test_a_block_of_code_keeps_its_language(source: str) -> None:
    expected = Entity(type="pre", offset=0, length=1, language="python")
    assert parse(source) == ("x", (expected,))


def test_inline_code_has_no_language() -> None:
    assert parse('<code class="language-python">x</code>')[1][0].language == ""


TAGS = ["b", "i", "u", "s", "tg-spoiler", "blockquote", "code", "pre"]
PIECES = st.sampled_from(
    [
        *(f"<{tag}>" for tag in TAGS),
        *(f"</{tag}>" for tag in TAGS),
        *["<", ">", "&", "&lt;", "<a href='https://a.example/'>", "</a>", "😀", "é", "text", " "],
    ]
)


@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=12).map("".join)))
def test_any_text_is_parsed_or_refused(source: str) -> None:
    try:
        text, entities = parse(source)
    except RefusedError:
        return
    for each in entities:
        assert each.length > 0
        assert each.offset + each.length <= units(text)


INSIDE = st.recursive(
    st.sampled_from(["text", "a &amp; b", "😀", "x\ny"]),
    lambda inner: st.tuples(st.sampled_from(TAGS[:6]), st.lists(inner, min_size=1, max_size=3)).map(
        lambda part: f"<{part[0]}>{''.join(part[1])}</{part[0]}>"
    ),
    max_leaves=8,
)


@given(INSIDE)
def test_written_again_it_means_the_same(source: str) -> None:
    text, entities = parse(source)
    again, same = parse(to_html(text, entities))
    assert again == text
    assert set(same) == set(entities)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.data())
def test_a_cut_is_what_the_units_say(text: str, data: st.DataObject) -> None:
    before = data.draw(st.text(max_size=5, alphabet=st.characters(exclude_categories=["Cs"])))
    assert cut(before + text, units(before), units(text)) == text
    assert units(text) == len(text.encode("utf-16-le")) // 2


def test_segments_name_what_covers_them() -> None:
    text, entities = parse("a<b>b<i>c</i></b>")
    pieces = [(piece, [each.type for each in over]) for piece, over in segments(text, entities)]
    assert pieces == [("a", []), ("b", ["bold"]), ("c", ["bold", "italic"])]
