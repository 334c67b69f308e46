"""Words: a text cut into the words that matching compares."""

import re
import unicodedata

LONGEST = 400
"""Characters of a question that are read: what people ask stands at the beginning."""

_INSIDE = "+#'."
"""Signs that can be a part of a word: `c++`, `c#`, `don't`, `node.js`."""

_LETTERS = r"[^\s+#'.]+"
_ENDING = r"\.(?:js|net|io|py|ts|com|org)(?![^\s+#'.])"
_WORD = re.compile(
    rf"(?<!\S){_ENDING}|{_LETTERS}(?:'{_LETTERS}|{_ENDING}|(?<=\d)\.\d+|[+#]+(?![^\s+#'.]))*"
)
_ALIKE = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "\u0131": "i", "\u00ad": None, "\u200d": None}
)


def words(text: str) -> list[str]:
    r"""Return the lower-cased words without accents; `c++`, `c#` and `node.js` stay whole.

    Composed and decomposed texts have the same words. Texts of signs or emoji alone have none.
    Marks that are no accents (Thai vowels, say) stay in their words, which `\w` would cut in two.
    """
    plain = unicodedata.normalize("NFKD", text[:LONGEST].translate(_ALIKE).casefold())
    unmarked = "".join(sign for sign in plain if not "\u0300" <= sign <= "\u036f")
    spaced = "".join(map(_or_space, unicodedata.normalize("NFC", unmarked)))
    return [word.replace("'", "") for word in _WORD.findall(spaced)]


def _or_space(sign: str) -> str:
    if sign.isalnum() or sign in _INSIDE or unicodedata.category(sign)[0] == "M":
        return sign
    return " "
