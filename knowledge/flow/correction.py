"""Correction: a mind that is changed within one message, "8, no wait, 9" or "sorry, I meant 9".

What counts is what stands behind the last sign of it.
"""

import re

from knowledge.flow.parsers.wording import LONGEST

_MEANT = r"(?:i|what i) (?:mean|meant|wanted to say)(?: to say)?"
_MADE = (
    r"(?:please |pls )?(?:(?:can|could) you )?"
    r"(?:make|set|put|change|switch) (?:it|that|this)(?: to)?"
    r"|make that|(?:please )?change to|let'?s (?:say|make it)"
)
_NO = r"(?:no+|nope|nah)"
_LEAD = re.compile(
    rf"^\W*(?:(?:{_NO}(?=\s*[,.!;-]|\s+\d"
    r"|\s+(?:wait|sorry|actually|i mean|i meant|make|change|let))"
    r"|oops|ups|wait(?! tables)|hold on|sorry|my bad|correction|scratch that|actually"
    rf"|{_MEANT}|{_MADE})(?![\w'])[\s,.:;!-]*)+",
    re.IGNORECASE,
)
_MIDDLE = re.compile(
    rf"[\s,.:;!-]+(?:{_NO}[\s,]+wait|wait[\s,]+{_NO}|{_NO}[\s,]+(?:sorry|actually|make it)"
    rf"|sorry|scratch that|correction|or rather|(?:{_NO}[\s,]+)?{_MEANT}"
    r"|(?<=[,.;!-] )actually|(?<=[,.;!-])actually)(?![\w'])[\s,.:;!-]+",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    rf"(?<=\d)[^\d,.;]{{0,12}}[\s,.;]+(?:{_NO}[\s,]+|make (?:it|that) )(?=\d)", re.IGNORECASE
)
_NOT_BUT = re.compile(
    r"^not [^,;]{0,20}\d[^,;]{0,20}[,;]\s*(?:but )?(?P<meant>.*\d.*)$", re.IGNORECASE
)
_SAID_BUT = re.compile(r"^i (?:said|wrote|typed) .{1,30}? but (?:i )?(?P<meant>.+)$", re.IGNORECASE)
_INSTEAD = re.compile(r"[\s,]+instead(?:[\s,]+of\b.*)?\W*$", re.IGNORECASE)


def corrected(text: str) -> str | None:
    """Return what a text comes to where a mind is changed in it; None where none is.

    Texts that are too long for an answer are not read.
    """
    if len(text) > LONGEST:
        return None
    said = plain = " ".join(text.split())
    for sign in (_MIDDLE, _FIGURES):
        behind = [found.end() for found in sign.finditer(said)]
        if behind and said[behind[-1] :].strip():
            said = said[behind[-1] :]
    said = _INSTEAD.sub("", _LEAD.sub("", said, count=1))
    if found := _NOT_BUT.match(said) or _SAID_BUT.match(said):
        said = found["meant"]
    return said.strip() if said != plain and re.search(r"\w", said) else None


_AGREED = re.compile(
    r"^(?:yes|yeah|yep|yup|ok|okay|sure|fine|alright|of course)(?: please| pls)?[\s,.!:;-]+",
    re.IGNORECASE,
)
_SO = re.compile(
    r"^.*[\s,.;]so[\s,]+(?:maybe |probably |i think |i guess |say )*(?=\S)", re.IGNORECASE
)


def concluded(text: str) -> str | None:
    """Return what a text comes to after a story or a yes: "I have two kids, so 4", "sure, 8 pm"."""
    if len(text) > LONGEST:
        return None
    said = _SO.sub("", _AGREED.sub("", text, count=1), count=1).strip()
    return said if said != text.strip() and re.search(r"\w", said) else None
