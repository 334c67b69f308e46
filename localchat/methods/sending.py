"""Sending: texts, pictures, files, albums and the sign that the bot is at work."""

from collections.abc import Mapping
from dataclasses import replace

from localchat.happenings import Happening
from localchat.keyboards import rows_of
from localchat.messages import File, Message
from localchat.methods.addressing import reply_to, writable_chat
from localchat.parameters import Parameters
from localchat.refusals import bad_request
from localchat.wire import Wire
from localchat.wording import Wording, caption_of, text_of
from localchat.world import World

ALBUM = range(2, 11)
PHOTO_BYTES = 10 * 1024 * 1024
DOCUMENT_BYTES = 50 * 1024 * 1024
"""The largest files that a bot may send (core.telegram.org/bots/api#sending-files, 2026)."""

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")
_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def send_message(world: World, parameters: Parameters) -> Wire:
    """Send a text."""
    return _sent(world, draft(world, parameters, text_of(parameters)))


def send_photo(world: World, parameters: Parameters) -> Wire:
    """Send a picture with a caption."""
    file = _file(world, parameters, "photo")
    _check_picture(file)
    return _sent(world, _with_file(world, parameters, "photo", file))


def send_document(world: World, parameters: Parameters) -> Wire:
    """Send a file with a caption."""
    file = _file(world, parameters, "document")
    return _sent(world, _with_file(world, parameters, "document", file))


def send_media_group(world: World, parameters: Parameters) -> list[Wire]:
    """Send two to ten pictures or files as one album."""
    media = parameters.listing("media")
    if len(media) not in ALBUM:
        raise bad_request("MEDIA_INVALID")
    album = str(world.new_id())
    drafts = [_album_part(world, parameters, each) for each in media]
    return [_sent(world, replace(each, album=album)) for each in drafts]


def send_chat_action(world: World, parameters: Parameters) -> bool:
    """Show that the bot is typing or at other work."""
    chat = writable_chat(world, parameters)
    action = parameters.text("action").lower()
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.watchers.tell(Happening(what="acting", chat=chat.id, text=action))
    return True


def draft(world: World, parameters: Parameters, wording: Wording) -> Message:
    """Return a message of the bot, with an id, not yet posted."""
    chat = writable_chat(world, parameters)
    return Message(
        id=world.new_id(),
        chat=chat,
        sender=None if chat.type == "channel" else world.bot,
        as_chat=chat if chat.type == "channel" else None,
        date=world.clock.now(),
        text=wording.text,
        entities=wording.entities,
        rows=rows_of(parameters),
        reply_to=reply_to(world, parameters, chat),
    )


def _sent(world: World, message: Message) -> Wire:
    return world.shown(world.post(message))


def _with_file(world: World, parameters: Parameters, kind: str, file: File) -> Message:
    """Return a message that carries a file."""
    message = draft(world, parameters, caption_of(parameters))
    return replace(message, kind=kind, file=file)


def _album_part(world: World, parameters: Parameters, media: object) -> Message:
    """Return one message of an album."""
    if not isinstance(media, Mapping):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = str(media.get("type", ""))
    if kind not in {"photo", "document"}:
        raise bad_request(f'type "{kind}" can\'t be used in sendMediaGroup here')
    part = Parameters(
        values={**media, kind: media.get("media"), "chat_id": parameters.text("chat_id")},
        uploads=parameters.uploads,
    )
    file = _file(world, part, kind)
    if kind == "photo":
        _check_picture(file)
    return _with_file(world, part, kind, file)


def _file(world: World, parameters: Parameters, kind: str) -> File:
    """Return the file of a call: an uploaded one, or one that Telegram has."""
    upload = parameters.upload(kind)
    if upload is None:
        name = parameters.text(kind)
        if not name:
            raise bad_request(f"there is no {kind} in the request")
        known = world.files.get(name)
        if known is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return known
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > DOCUMENT_BYTES:
        raise bad_request("file is too big")
    return world.keep(upload.name, upload.mime, upload.content)


def _check_picture(file: File) -> None:
    """Refuse what is not a picture, and one that is too big to be sent as one."""
    if len(file.content) > PHOTO_BYTES:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    if not file.content.startswith(_PICTURES):
        raise bad_request("IMAGE_PROCESS_FAILED")
