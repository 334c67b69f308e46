"""Script: whether a message is written in other letters than English has.

No list of words is needed for that. A message in Latin letters may be in any language; the matcher
finds nothing near it then, and the bot says that it understands English.
"""

import regex

_LETTER = regex.compile(r"\p{L}")
_LATIN = regex.compile(r"\p{Latin}")
_MOSTLY = 0.5
"""From this share of letters on, the message is in the script that they belong to."""


def is_foreign(text: str) -> bool:
    """Tell whether most letters of a text are not Latin: Cyrillic, Arabic, Thai, Chinese, ..."""
    if text.isascii():  # nearly all are, and need no more looking at
        return False
    letters = len(_LETTER.findall(text))
    return letters > 0 and 1 - len(_LATIN.findall(text)) / letters > _MOSTLY


def is_chance(text: str, phrasing: str) -> bool:
    """Tell whether a text was matched by chance: it has no letter of the phrasing's script."""
    return is_foreign(text) and not _LATIN.search(text) and not is_foreign(phrasing)
