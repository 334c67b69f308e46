"""Telegram without Telegram: an in-process Bot API, and a terminal to chat in.

The bot's own code runs on it unchanged: a real PTB Application that polls for updates, over a
request class that is answered in this process.

    telegram = Telegram(clock=StandingClock(datetime(2026, 3, 1, 9, tzinfo=UTC)))
    application = (
        Application.builder()
        .token(telegram.token)
        .request(telegram.request())
        .get_updates_request(telegram.request())
        .build()
    )

**A person** (`Person`, in their private chat; `ann.in_group(telegram.group())` in a group):

    ann = telegram.person(101, name="Ann", username=None)
    ann.say("hello")                  # -> Message; .update is the id of the update that tells it
    ann.command("start", "topic")     # the same as ann.say("/start topic")
    ann.tap("Next")                   # -> Tap; label exact or a unique beginning, newest message
    ann.double_tap("Next"); ann.tap_data(message, "forged")
    ann.edit(message, "hallo"); ann.delete_message(message); ann.delete_chat()
    ann.send_sticker(); ann.send_photo("a caption"); ann.send_contact(); ann.send_album(3)
    ann.send("voice"); ann.send_document("cv.pdf", b"..."); ann.forward("said by another")
    ann.vote(message, 1); ann.block(); ann.unblock()
    ann.messages; ann.last; ann.texts # the bot's messages as they stand after edits: Message has
                                      # .text (or caption), .html, .rows, .labels, .kind, .file,
                                      # .poll, .edited
    ann.unanswered_taps               # taps that the bot has not answered

What can't be done in Telegram raises ImpossibleError, which says what could be.

**Waiting**: `await telegram.until(lambda: len(ann.messages) == 2)` looks again after each call
and happening, and raises TimeoutError after five seconds.

**What the bot did**: `telegram.refused` lists the calls that Telegram refused (a good test ends
with `assert not telegram.refused`), `telegram.called("sendMessage", chat=101)` those of a method.

**Trouble**:

    telegram.faults.order("sendMessage", read_timeout(delivered=True), times=1, chat=101)
    telegram.faults.order("*", refusal(429, "Too Many Requests: retry after 35", retry_after=35))
    released = telegram.faults.hold("sendMessage", chat=101); ...; released.set()
    telegram.deliver_again(message.update)        # the same update once more
    telegram.put_out_of_reach(message)            # taps show it inaccessible, edits fail
    telegram.updates.restart_ids(5000)            # as after a week without updates
    Telegram(clock=clock, flood=Flood(clock=clock))     # Telegram's limits, else none

**Two runs over the same data** must not share ids: hand in `first_id`, the real time in
milliseconds, where the clock does not tell the real time.

**The terminal**, for a running application; interactive in a terminal, a script when piped:

    seat = Seat(telegram=telegram, person=ann, settle=settle, move_clock=move_clock, files=folder)
    exit_code = await chat(seat, history=folder / "history")

`settle()` waits until the bot has handled and sent all in hand; `move_clock(by)` lets what falls
due in between happen. `chat` ends with the input (0) or at a line that can't be carried out (1).
It is in `localchat.terminal`, since only the local chat needs prompt_toolkit.
"""

from localchat.clock import Clock, StandingClock
from localchat.faults import (
    Fault,
    connect_error,
    connect_timeout,
    pool_timeout,
    read_timeout,
    refusal,
    write_timeout,
)
from localchat.flood import Flood, Limits, Rate
from localchat.groups import Channel, Group
from localchat.happenings import Happening, Tap
from localchat.messages import Button, File, Message, Poll
from localchat.person import Person
from localchat.refusals import RefusedError
from localchat.seat import Seat
from localchat.telegram import Call, Telegram
from localchat.view import ImpossibleError

__all__ = [
    "Button",
    "Call",
    "Channel",
    "Clock",
    "Fault",
    "File",
    "Flood",
    "Group",
    "Happening",
    "ImpossibleError",
    "Limits",
    "Message",
    "Person",
    "Poll",
    "Rate",
    "RefusedError",
    "Seat",
    "StandingClock",
    "Tap",
    "Telegram",
    "connect_error",
    "connect_timeout",
    "pool_timeout",
    "read_timeout",
    "refusal",
    "write_timeout",
]
