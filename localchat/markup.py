"""A text and its entities, cut where the marks change; and written as HTML again."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise

from localchat.entities import Entity, in_order

_TAGS = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "spoiler": ("<tg-spoiler>", "</tg-spoiler>"),
    "code": ("<code>", "</code>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ("<blockquote expandable>", "</blockquote>"),
}


def segments(text: str, entities: Iterable[Entity]) -> Iterator[tuple[str, tuple[Entity, ...]]]:
    """Yield the text in pieces, each with the entities that cover it, the outermost first."""
    ordered = in_order(entities)
    raw = text.encode("utf-16-le", "surrogatepass")
    edges = {0, len(raw) // 2}
    for each in ordered:
        edges |= {each.offset, each.offset + each.length}
    marks = sorted(edges)
    for begin, end in pairwise(marks):
        piece = raw[2 * begin : 2 * end].decode("utf-16-le", "replace")
        yield (
            piece,
            tuple(
                each
                for each in ordered
                if each.offset <= begin and end <= each.offset + each.length
            ),
        )


def to_html(text: str, entities: Iterable[Entity]) -> str:
    """Return Telegram HTML that gives this text and these entities."""
    written: list[str] = []
    open_now: list[Entity] = []
    for piece, covering in segments(text, entities):
        while open_now and open_now[-1] not in covering:
            written.append(_tags(open_now.pop())[1])
        for each in covering:
            if each not in open_now:
                open_now.append(each)
                written.append(_tags(each)[0])
        written.append(escape(piece, quote=False))
    written += [_tags(each)[1] for each in reversed(open_now)]
    return "".join(written)


def _tags(entity: Entity) -> tuple[str, str]:
    """Return the tags around an entity, empty for one that Telegram finds by itself."""
    if entity.type == "text_link":
        return f'<a href="{escape(entity.url)}">', "</a>"
    if entity.type == "text_mention":
        return f'<a href="tg://user?id={entity.user}">', "</a>"
    if entity.type == "custom_emoji":
        return f'<tg-emoji emoji-id="{entity.custom_emoji_id}">', "</tg-emoji>"
    if entity.type == "pre" and entity.language:
        language = escape(entity.language)
        return f'<pre><code class="language-{language}">', "</code></pre>"
    if entity.type == "pre":
        return "<pre>", "</pre>"
    return _TAGS.get(entity.type, ("", ""))
