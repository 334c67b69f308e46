"""The tags of Telegram's HTML: what each one means (the rules of tdlib/td, parse_html, 2026)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from localchat.entities import Entity, in_order
from localchat.links import checked_url, user_of
from localchat.refusals import RefusedError, bad_request

TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
    "tg-time": "date_time",
}
"""The entity that each tag makes."""


@dataclass(kw_only=True)
class OpenTag:
    """A tag that waits for its end: where it began in the text, and what it carries."""

    tag: str
    argument: str
    offset: int
    start: int


def cannot_parse(reason: str) -> RefusedError:
    """Return the refusal of markup that is wrong."""
    return bad_request(f"can't parse entities: {reason}")


def meaning(tag: str, name: str, value: str | None) -> str:
    """Return what an attribute tells the tag; empty for one that Telegram ignores."""
    if (tag, name) == ("blockquote", "expandable"):
        return "expandable"
    if (tag, name) in {("a", "href"), ("tg-emoji", "emoji-id")}:
        return value or ""
    for tag_of, prefix in (("code", "language-"), ("span", "tg-")):
        if tag == tag_of and name == "class" and value and value.startswith(prefix):
            return value.removeprefix(prefix)
    return ""


def entity_of(opened: OpenTag, length: int, inside: str) -> Entity | None:
    """Return the entity of a tag, None for one that leaves the text as it is."""
    plain = Entity(type=TYPES[opened.tag], offset=opened.offset, length=length)
    if opened.tag == "a":
        return _link(opened.argument or inside, plain)
    if opened.tag == "tg-time":
        return None  # shown in the reader's own time, which nobody here has
    if opened.tag == "code":
        return replace(plain, language=opened.argument)
    if opened.tag == "tg-emoji":
        if not opened.argument.isdecimal():
            raise cannot_parse("Invalid custom emoji identifier specified")
        return replace(plain, custom_emoji_id=opened.argument)
    if opened.tag == "blockquote" and opened.argument:
        return replace(plain, type="expandable_blockquote")
    return plain


def _link(url: str, plain: Entity) -> Entity | None:
    """Return a link, or a mention of a person by id."""
    user = user_of(url)
    if user:
        return replace(plain, type="text_mention", user=user)
    checked = checked_url(url)
    return replace(plain, url=checked) if checked else None


def code_block(inner: Entity, outer: Entity) -> Entity | None:
    """Return `pre` and `code` around the same text as one block with its language."""
    language = inner.language or outer.language
    if {inner.type, outer.type} == {"pre", "code"} and language:
        return replace(outer, type="pre", language=language)
    return None


def tidy(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Drop what Telegram drops: marks inside code, and the language of inline code."""
    spans = [(each.offset, each.offset + each.length) for each in entities if each.type == "pre"]
    outside_pre = [each for each in entities if each.type == "pre" or not _within(each, spans)]
    codes = [
        (each.offset, each.offset + each.length) for each in outside_pre if each.type == "code"
    ]
    return in_order(
        replace(each, language="") if each.type == "code" else each
        for each in outside_pre
        if each.type in {"code", "pre"} or not _within(each, codes)
    )


def _within(entity: Entity, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether an entity lies in one of the spans."""
    end = entity.offset + entity.length
    return any(first <= entity.offset and end <= last for first, last in spans)
