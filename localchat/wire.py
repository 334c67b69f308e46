"""Accounts, chats, messages and polls as the Bot API writes them."""

from localchat.chats import Account, Chat
from localchat.entities import Entity
from localchat.messages import Button, File, Message, Poll, Rows

Wire = dict[str, object]

_THUMBNAIL = 90
_PHOTO = 1280


def account(of: Account) -> Wire:
    """Return a User."""
    wire: Wire = {"id": of.id, "is_bot": of.is_bot, "first_name": of.name}
    if of.last_name:
        wire["last_name"] = of.last_name
    if of.username:
        wire["username"] = of.username
    if not of.is_bot:
        wire["language_code"] = of.language
    return wire


def chat(of: Chat, person: Account | None = None) -> Wire:
    """Return a Chat; a private one is named after the person in it."""
    wire: Wire = {"id": of.id, "type": of.type}
    if of.private and person:
        wire["first_name"] = person.name
        wire |= {"last_name": person.last_name} if person.last_name else {}
        wire |= {"username": person.username} if person.username else {}
        return wire
    wire["title"] = of.title
    if of.username:
        wire["username"] = of.username
    return wire


def entity(of: Entity) -> Wire:
    """Return a MessageEntity."""
    wire: Wire = {"type": of.type, "offset": of.offset, "length": of.length}
    for name in ("url", "language", "custom_emoji_id"):
        value = getattr(of, name)
        if value:
            wire[name] = value
    if of.user:
        wire["user"] = {"id": of.user, "is_bot": False, "first_name": str(of.user)}
    return wire


def keyboard(rows: Rows) -> Wire:
    """Return an InlineKeyboardMarkup."""
    return {"inline_keyboard": [[button(each) for each in row] for row in rows]}


def button(of: Button) -> Wire:
    """Return an InlineKeyboardButton."""
    if of.url:
        return {"text": of.label, "url": of.url}
    if of.data:
        return {"text": of.label, "callback_data": of.data}
    return {"text": of.label, **of.other}


def poll(of: Poll, *, reveal: bool = True) -> Wire:
    """Return a Poll; `reveal` tells the right answers, as the quiz's own bot sees them."""
    counts = [sum(at in chosen for chosen in of.votes.values()) for at in range(len(of.options))]
    wire: Wire = {
        "id": of.id,
        "question": of.question,
        "options": [
            {"text": text, "voter_count": count, "persistent_id": str(at)}
            for at, (text, count) in enumerate(zip(of.options, counts, strict=True))
        ],
        "total_voter_count": len(of.votes),
        "is_closed": of.closed,
        "is_anonymous": of.anonymous,
        "type": "quiz" if of.quiz else "regular",
        "allows_multiple_answers": of.several,
        "allows_revoting": not of.quiz,
        "members_only": False,
    }
    if of.quiz and reveal:
        wire["correct_option_ids"] = list(of.correct)
    if of.explanation:
        wire["explanation"] = of.explanation
    return wire


def file(of: File) -> Wire:
    """Return the fields that every kind of file shares."""
    return {
        "file_id": of.id,
        "file_unique_id": f"u{of.id}",
        "file_size": len(of.content),
    }


def message(of: Message, person: Account | None = None, answered: Wire | None = None) -> Wire:
    """Return a Message; `answered` is the message that it replies to."""
    wire: Wire = {
        "message_id": of.id,
        "date": int(of.date.timestamp()),
        "chat": chat(of.chat, person),
    }
    if of.sender:
        wire["from"] = account(of.sender)
    if of.as_chat:
        wire["sender_chat"] = chat(of.as_chat)
    if of.edited:
        wire["edit_date"] = int(of.edited.timestamp())
    if of.album:
        wire["media_group_id"] = of.album
    if answered:
        wire["reply_to_message"] = answered
    wire |= _content(of)
    if of.rows:
        wire["reply_markup"] = keyboard(of.rows)
    wire |= of.extra
    return wire


def inaccessible(of: Message, person: Account | None = None) -> Wire:
    """Return an InaccessibleMessage: no content, and the date 0."""
    return {"message_id": of.id, "date": 0, "chat": chat(of.chat, person)}


def _content(of: Message) -> Wire:
    """Return what a message says: its text or its caption, and what hangs on it."""
    wire: Wire = {}
    if of.text:
        name, marks = ("text", "entities") if of.kind == "text" else ("caption", "caption_entities")
        wire[name] = of.text
        if of.entities:
            wire[marks] = [entity(each) for each in of.entities]
    if of.poll:
        wire["poll"] = poll(of.poll)
    if of.file:
        wire |= _attached(of.kind, of.file)
    return wire


def _attached(kind: str, of: File) -> Wire:
    """Return a file under the name of its kind, with the fields that the kind demands."""
    if kind == "photo":
        sizes = [(_THUMBNAIL, f"{of.id}-s"), (_PHOTO, of.id)]
        return {
            "photo": [
                {**file(of), "file_id": name, "width": side, "height": side} for side, name in sizes
            ]
        }
    named = {**file(of), "file_name": of.name, "mime_type": of.mime}
    return {kind: named | _DEMANDED.get(kind, {})}


_DEMANDED: dict[str, Wire] = {
    "sticker": {
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
    },
    "video": {"width": 640, "height": 360, "duration": 3},
    "animation": {"width": 320, "height": 240, "duration": 2},
    "voice": {"duration": 3},
    "audio": {"duration": 180},
    "video_note": {"length": 240, "duration": 3},
}
