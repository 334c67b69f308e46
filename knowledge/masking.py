"""Masking: what of a question may be kept to be counted, without what may lead to a person.

A name or a story can't be told from other words, so what is kept is short as well, and people are
told (knowledge/messages/privacy.yaml).
"""

import re
import unicodedata

LONGEST = 120
"""Characters that are kept: a question stands there, a story doesn't (our judgement)."""

HIDDEN = "*"
"""What stands for the hidden; matching passes it over."""

_ENDINGS = "com|org|info|biz|me|gov|edu|eu|uk|us|ca|de|fr|nl|pl|ru|ua|uz|kz|tr|cn|jp|br|ng|ke|za"
"""The commonest of what addresses end with, without those of tools: `node.js`, `asp.net`."""

_LEADS_TO_SOMEBODY = re.compile(
    r"\S*://\S*"  # a link
    r"|\bwww\.\S+"
    rf"|\S+\.(?:{_ENDINGS})\b\S*"
    r"|\S*@\S*"  # an e-mail address, or a name on Telegram
    r"|\S{31,}"  # a key, or no word at all
    r"|[+(]?\d(?:[\d\s().,:/-]*\d)?\)?"  # any number, a telephone's with its blanks
)
_SEVERAL = re.compile(r"\*(?:[\s()*]*\*)?")


def masked(text: str) -> str:
    """Return a question as it may be kept: plain, masked and cut; empty where nothing is left.

    Questions that differ only in what is masked, in case, blanks or the sign at the end are one.
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    seen = "".join(sign if _is_seen(sign) else " " for sign in plain)
    hidden = _SEVERAL.sub(HIDDEN, _LEADS_TO_SOMEBODY.sub(HIDDEN, " ".join(seen.split())))
    short = _cut(hidden).rstrip(" .,;:!?-").lstrip()
    return short if any(map(str.isalpha, short)) else ""


def _is_seen(sign: str) -> bool:
    """Tell whether a character is one that a reader sees; controls and lone surrogates aren't."""
    return unicodedata.category(sign)[0] not in "CZ"


def _cut(text: str) -> str:
    """Cut a text after a word, where there is one."""
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rpartition(" ")[0] or text[:LONGEST]
