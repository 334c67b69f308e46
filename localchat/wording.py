"""A text or a caption as a call gives it: parsed, cleaned and measured as Telegram does it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from localchat import html
from localchat.entities import Entity, units, with_found
from localchat.parameters import Parameters
from localchat.refusals import bad_request

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024

_TO_SPACE = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
_MARKED_TYPES = frozenset({"mention", "hashtag", "bot_command", "url", "email", "phone_number"})


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A plain text and its entities, in UTF-16 units."""

    text: str
    entities: tuple[Entity, ...] = ()


def text_of(parameters: Parameters, *, too_long: str = "message is too long") -> Wording:
    """Return a message's text. Raises RefusedError where it is empty, too long or wrongly marked.

    `too_long` is Telegram's sentence, which differs between sending and editing.
    """
    if not parameters.text("text"):
        raise bad_request("message text is empty")
    wording = _parsed(parameters, "text", "parse_mode", "entities")
    if not wording.text:
        raise bad_request("text must be non-empty")
    if units(wording.text) > TEXT_LIMIT:
        raise bad_request(too_long)
    return wording


def caption_of(parameters: Parameters) -> Wording:
    """Return a caption, possibly empty. Raises RefusedError where it is too long or wrong."""
    wording = _parsed(parameters, "caption", "parse_mode", "caption_entities")
    if units(wording.text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return wording


def field_of(parameters: Parameters, name: str) -> Wording:
    """Return another text with a parse mode of its own, like a poll's question."""
    return _parsed(parameters, name, f"{name}_parse_mode", f"{name}_entities")


def _parsed(parameters: Parameters, name: str, mode: str, entities: str) -> Wording:
    """Return a field's wording, trimmed, with what Telegram marks by itself."""
    source = parameters.text(name)
    parse_mode = parameters.text(mode).lower()
    if parse_mode == "html":
        text, marked = html.parse(source)
    elif parse_mode:
        raise bad_request("unsupported parse_mode: localchat knows HTML only")
    else:
        text, marked = source, tuple(map(_given, parameters.listing(entities)))
    trimmed = _trimmed(_TO_SPACE.sub(" ", text.replace("\r", "")), marked)
    return replace(trimmed, entities=with_found(trimmed.text, trimmed.entities))


def _given(entity: object) -> Entity:
    """Return an entity that a call gave in place of a parse mode."""
    if not isinstance(entity, Mapping):
        raise bad_request("can't parse MessageEntity: expected an Object")
    return Entity(
        type=str(entity.get("type", "")),
        offset=int(entity.get("offset", 0)),
        length=int(entity.get("length", 0)),
        url=str(entity.get("url", "")),
        language=str(entity.get("language", "")),
        custom_emoji_id=str(entity.get("custom_emoji_id", "")),
    )


def _trimmed(text: str, entities: tuple[Entity, ...]) -> Wording:
    """Cut space at the end, and at the beginning up to the first entity."""
    short = text.rstrip()
    end = units(short)
    kept = [
        replace(each, length=min(each.length, end - each.offset))
        for each in entities
        if each.offset < end and each.type not in _MARKED_TYPES
    ]
    first = min((each.offset for each in kept), default=end)
    lead = min(len(short) - len(short.lstrip(" \n")), first)
    moved = tuple(replace(each, offset=each.offset - lead) for each in kept)
    return Wording(text=short[lead:], entities=moved)
