"""Wishes: what a person says of their reminders in free text.

"remind me at 7:30 on weekdays", "not on sundays", "stop reminding me", "pause till monday". Only
what is plainly about reminders is a wish: a question is left to the answers.
"""

import re
from collections.abc import Callable
from datetime import date, time

from knowledge.flow.parsers.clock import Clock, read_clock
from knowledge.flow.parsers.outcome import Ambiguous, Reason
from knowledge.flow.parsers.wording import NUMBER_WORDS, digits, plain, repaired
from knowledge.reminding.spoken_days import DAY_WORDS, spoken_days
from knowledge.reminding.spoken_pause import spoken_pause
from knowledge.reminding.wish import (
    At,
    DidIt,
    Hush,
    Later,
    MyPromises,
    MyStreak,
    Pause,
    Practise,
    Resume,
    Show,
    Stop,
    Wish,
)

_WORDS = (
    "remind reminder reminders reminding pause resume snooze quiet until later"
    " again hours every morning evening"
)
_VOCABULARY = NUMBER_WORDS | DAY_WORDS | frozenset(_WORDS.split())
_ABOUT = r"\b(?:remind(?:s|er|ers|ing|ed)?|nudges?|notifications?|notify|notifying|ping)\b"
_QUESTION = re.compile(
    r"^(?:how|what|whats|what's|why|who|which|where|is|are|am|do you|does|did|should|shall i"
    r"|can i|may i|could i|will i|remind me (?:what|how|why|which|who|where|when|if|of))\b"
)
_ASKED_POLITELY = re.compile(r"^(?:can|could|will|would) (?:you|u) (?:please )?|^please |^pls ")
_POLITE = re.compile(r"[,.!? ]*\b(?:please|pls|plz|thanks|thank you|thx|instead|from now on)\b")

_SHOW = re.compile(
    r"(?:show |see |change |edit |set |list |open )?(?:me )?(?:my |the )?(?:daily )?"
    r"reminders?(?: settings?| times?| hours?)?|when (?:do|will|are) .*remind.*|next reminders?"
)
_HUSH = re.compile(
    r"(?:quiet(?: hours| time)?|(?:do not|don't|dont|never|no) "
    r"(?:disturb|messages?|write|remind(?:ers?)?|text|notifications?|ping)(?: me)?)"
    r" ?(?:from |between )?(?P<start>.{1,24}?) ?(?:-|\b(?:to|and|until|till)\b) ?(?P<end>.{1,24})"
)
_STOP_WORD = (
    r"(?:stop|no more|no|cancel|disable|turn off|switch off|end|delete|remove|quit|off|unsubscribe"
    r"|don't|dont|do not|never|without|enough)"
)
_LEAD = r"^(?:(?:ok|okay|hey|hi|just|now|i want (?:you )?to|i(?:'d| would) like (?:you )?to) )*"
_STOP = re.compile(
    rf"{_LEAD}{_STOP_WORD}\b.*{_ABOUT}"
    rf"|^i (?:want no|(?:don't|dont|do not) (?:want|need)\b).*{_ABOUT}"
    rf"|{_LEAD}(?:turn |switch )?(?:the |my |all )*{_ABOUT} off$|{_LEAD}unsubscribe\b"
)
_STOP_NOT = re.compile(
    rf"\b(?:don't|dont|do not|never) (?:stop|pause|cancel|turn off|end|quit)\b.*{_ABOUT}"
)
_RESUME = re.compile(
    rf"\b(?:resume|unpause|restart|continue|turn on|switch on|enable|reactivate|start)\b.*{_ABOUT}"
    rf"|{_ABOUT} (?:back )?on$|^(?:unpause|end the pause)$|\bremind me again\b$"
)
_PAUSE = re.compile(
    r"^(?:pause|mute|silence)(?: (?:it|them))?(?:$| (?:until?|till|for|this|today)\b)"
    rf"|{_LEAD}(?:pause|mute|silence)\b.*{_ABOUT}"
    r"|^(?:take a break|i(?:'m| am) (?:away|on (?:holiday|vacation|leave))|on (?:vacation|holiday))"
    r"(?:$| (?:until?|till|for|this)\b)"
    rf"|{_LEAD}{_STOP_WORD}\b.*{_ABOUT}.*\b(?:until?|till"
    r"|tomorrow|for (?:\d+|a|an|one|two|three|four|five|six|few|this|the)\b)"
)
_LATER = re.compile(
    r"(?:snooze|remind me(?: again)?)(?: it)?(?: for| in)? ?"
    r"(?P<count>\d+|an|a|half an)? ?(?P<unit>hours?|h|minutes?|mins?|min)?(?: later)?"
)
_TOMORROW = re.compile(
    r"(?:snooze(?: it)?(?: to| until| till)?|remind me(?: again)?) tomorrow|not today|skip today"
    r"|tomorrow instead"
)
_NOT_ON = re.compile(
    r"(?:but )?(?:not|no|never|without|except|excluding|skip|no reminders?|no more reminders?"
    r"|stop reminding me|(?:don't|dont|do not|never) remind me)(?: on| the| any)* ?"
)
_BUT_NOT = re.compile(r"[, ]*\b(?:but )?(?:not|except|excluding|without)(?: on)? (?P<days>.+)$")
_CLOCK_NOISE = re.compile(
    r"\b(?:set|change|move|make|put|switch|send|give|get|have|want|would like|i'd like|i|a|an|my"
    r"|the|me|to|it|daily|reminders?|reminder|remind|reminding|nudge|notify|ping|notifications?"
    r"|hour|time|for|of|only|again|just|with|days?|should|be|come|prefer|rather|is|wrong|actually)\b"
)
_DID_IT = re.compile(
    r"(?:i(?:'ve| have)? ?)?(?:just )?(?:done|did|finished|completed)"
    r"(?: it| that| this| the step| my step| today's step| today)*(?: now| already)?"
    r"|(?:i )?(?:studied|practi[cs]ed|learned|learnt) today"
)
_PRACTISE = re.compile(
    r"(?:quiz|test|ask|drill) me(?: something| a question| again)?|practi[cs]e(?: questions?| now)?"
    r"|(?:one more|another) (?:practi[cs]e )?question"
)
_MY_STREAK = re.compile(
    r"(?:(?:show|count|start|begin|stop|end|turn on|turn off|track|what's|what is|how long is) )*"
    r"(?:me |counting |tracking |the |a |my )*streaks?"
)
_MY_PROMISES = re.compile(
    r"(?:(?:show|see|list|change|open) )?(?:me )?(?:my|what i) (?:promises?|promised|said)"
    r"|what (?:did|have) i (?:say|said|promised?|want)"
    r"(?: (?:that )?i (?:would|will|'ll) do| to do)?"
)
_ASKED = (_SHOW, _MY_STREAK, _MY_PROMISES)
"""What is a wish also as a question."""

_HOUR_LONG, _LONGEST_MINUTES = 60, 24 * 60


def is_about_reminders(text: str) -> bool:
    """Tell whether a text names reminders, and not only days, say, or a pause."""
    return re.search(_ABOUT, repaired(plain(text), _VOCABULARY)) is not None


def read_wish(text: str, today: date) -> Wish | None:
    """Return what is wished of the reminders; None where the text is about something else."""
    said = repaired(plain(text), _VOCABULARY)
    asked = _QUESTION.match(said) is not None
    polite = _ASKED_POLITELY.match(said)
    said = _POLITE.sub("", said[polite.end() :] if polite else said).strip(" ,.!?")
    if not said or (asked and not (any(one.fullmatch(said) for one in _ASKED))):
        return None
    for read in _READERS:
        wish = read(said, today)
        if wish is not None:
            return wish
    return None


def _show(said: str, _today: date) -> Wish | None:
    return Show() if _SHOW.fullmatch(said) else None


def _small(said: str, _today: date) -> Wish | None:
    if _DID_IT.fullmatch(said):
        return DidIt()
    if _PRACTISE.fullmatch(said):
        return Practise()
    if _MY_PROMISES.fullmatch(said):
        return MyPromises()
    return MyStreak() if _MY_STREAK.fullmatch(said) else None


def _hush(said: str, _today: date) -> Wish | None:
    """Read "quiet hours from 10 to 7": the evening is meant first, the morning then."""
    found = _HUSH.fullmatch(said)
    if found is None:
        return None
    start, end = _times(read_clock(found["start"])), _times(read_clock(found["end"]))
    return Hush(start=start[-1], end=end[0]) if start and end else None


def _pause(said: str, today: date) -> Wish | None:
    return Pause(until=spoken_pause(said, today)) if _PAUSE.search(said) else None


def _later(said: str, _today: date) -> Wish | None:
    if _TOMORROW.fullmatch(said):
        return Later(minutes=None)
    found = _LATER.fullmatch(digits(said))
    if found is None or said == "remind me":
        return None
    if not found["unit"]:
        return Later(minutes=_HOUR_LONG) if not found["count"] else None
    count = found["count"] or "1"
    number = 0.5 if count == "half an" else int(count) if count.isdigit() else 1
    minutes = int(number * (_HOUR_LONG if found["unit"].startswith("h") else 1))
    return Later(minutes=minutes) if 0 < minutes <= _LONGEST_MINUTES else None


def _not_on(said: str, _today: date) -> Wish | None:
    spoken = spoken_days(said)
    if not spoken.days or not _NOT_ON.fullmatch(spoken.rest):
        return None
    return At(not_on=spoken.days)


def _stop(said: str, _today: date) -> Wish | None:
    if _STOP_NOT.search(said):
        return Show()
    plainly = _STOP.search(said) and not spoken_days(said).days and not re.search(r"\d", said)
    return Stop() if plainly else None


def _resume(said: str, _today: date) -> Wish | None:
    return Resume() if _RESUME.search(said) and not re.search(r"\d", said) else None


def _at(said: str, _today: date) -> Wish | None:
    """Read an hour, days, or both; without the word "remind" only days with "only"."""
    but_not = _BUT_NOT.search(said)
    not_on = spoken_days(but_not["days"]).days if but_not else ()
    spoken = spoken_days(said[: but_not.start()] if but_not and not_on else said)
    if not re.search(_ABOUT, said):
        only = bool(spoken.days) and re.match(r"(?:but )?only on\b|on .* only$", said)
        return At(days=spoken.days, not_on=not_on) if only else None
    rest = " ".join(_CLOCK_NOISE.sub(" ", spoken.rest).split())
    read = read_clock(rest)
    times = _times(read) if rest else ()
    if times or (not rest and (spoken.days or not_on)):
        vague = isinstance(read, Ambiguous) and read.reason is not Reason.MORNING_OR_EVENING
        return At(times=times, days=spoken.days, not_on=not_on, vague=bool(times) and vague)
    return Show(unclear=True) if said.startswith("remind me") else None


def _times(read: Clock) -> tuple[time, ...]:
    match read:
        case time():
            return (read,)
        case Ambiguous():
            return tuple(option.value for option in read.options)
        case _:
            return ()


_READERS: tuple[Callable[[str, date], Wish | None], ...] = (
    _show,
    _small,
    _hush,
    _pause,
    _later,
    _not_on,
    _stop,
    _resume,
    _at,
)
