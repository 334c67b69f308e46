"""Spoken ends and beginnings: no more reminders, or reminders again."""

import re

from knowledge.reminding.spoken_hours import ABOUT
from knowledge.reminding.wish import Resume, Show, Stop, Wish, Words
from knowledge.schedule.spoken_days import spoken_days

STOP_WORD = (
    r"(?:stop|no more|no|cancel|disable|turn off|switch off|end|delete|remove|quit|off|unsubscribe"
    r"|don't|dont|do not|never|without|enough)"
)
LEAD = r"^(?:(?:ok|okay|hey|hi|just|now|i want (?:you )?to|i(?:'d| would) like (?:you )?to) )*"
BOTHER = (
    r"(?:bug|bother|nag|annoy|disturb|message|text|write(?: to)?|ping|remind|contact|pester|spam)"
)
_BOTHERING = (
    r"(?:bugging|bothering|nagging|annoying|disturbing|messaging|texting|writing(?: to)?|pinging"
    r"|contacting|pestering|spamming|sending(?: me)?(?: these| the| any| your| more)*"
    r" (?:messages|notifications|reminders|stuff|things))"
)
_FILL = (
    r"(?:(?:the|my|all|these|any|of|your|sending|getting|receiving|me|with|to get|to be|to|this"
    r"|daily|it|from|every|more|please|that|those|want|need|for me|on) )*"
)
_TAIL = (
    r"(?:[ ,]*(?:anymore|any more|ever|again|at all|now|completely|altogether|forever|for good|all"
    r"|me|to me|off|ok|okay|thanks|today and ever))*"
)
_STOP = re.compile(
    rf"{LEAD}{STOP_WORD} {_FILL}{ABOUT}{_TAIL}"
    rf"|i (?:want no|(?:don't|dont|do not) (?:want|need)) {_FILL}{ABOUT}{_TAIL}"
    rf"|{LEAD}(?:turn |switch )?(?:the |my |all )*{ABOUT} off|{LEAD}unsubscribe(?: me)?"
    rf"|{LEAD}opt(?: me)? out"
    rf"|{LEAD}(?:stop|quit) {_BOTHERING}(?: me)?{_TAIL}"
    rf"|{LEAD}(?:don't|dont|do not|never) {BOTHER}(?: me)?{_TAIL}|{LEAD}leave me (?:alone|in peace)"
)
_STOP_SOMEHOW = re.compile(rf"{LEAD}{STOP_WORD}\b.*{ABOUT}|^i (?:don't|dont|do not) .*{ABOUT}")
_STOP_NOT = re.compile(
    rf"\b(?:don't|dont|do not|never) (?:stop|pause|cancel|turn off|end|quit)\b.*{ABOUT}"
)
_RESUME = re.compile(
    rf"\b(?:resume|unpause|restart|continue|turn on|switch on|enable|reactivate|start)\b.*{ABOUT}"
    rf"|{ABOUT} (?:back )?on$|^(?:unpause|unmute|end (?:the|my) pause)$|\bremind me again\b$"
    r"|^(?:turn|switch|put) (?:it|them|these|those) (?:all )?(?:back )?on(?: again)?$"
)


def stop(words: Words) -> Wish | None:
    """Read the end of all reminders; where it is not that plain, show them with their buttons."""
    said = words.text
    if _STOP_NOT.search(said):
        return Show()
    if _STOP.fullmatch(said):
        return Stop()
    somehow = _STOP_SOMEHOW.search(said) and not spoken_days(said).days
    return Show() if somehow and not re.search(r"\d", said) else None


def resume(words: Words) -> Wish | None:
    """Read the end of a pause or of a stop."""
    said = words.text
    return Resume() if _RESUME.search(said) and not re.search(r"\d", said) else None
