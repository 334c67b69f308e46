"""Names of places made comparable: `folded` is the form in which the gazetteer keeps them."""

import unicodedata

_SPELT = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    "æ": "ae",
    "œ": "oe",
    "ə": "a",
    "&": " and ",
    "№": " ",
}
_SILENT = frozenset("'`\u2018\u2019\u02bb\u02bc\u02b9\u02bf\u02be\u00b4\u00b7\u0640\u200c\u200d.")
_ACCENTS = range(0x300, 0x370)


def folded(name: str) -> str:
    """Return the name in lower case, without accents, apostrophes or punctuation.

    Vowel signs of Thai, Hindi and the like stay: without them unrelated names look alike
    (fuzzywuzzy issue 270). Text without a letter comes back empty.
    """
    letters = []
    for letter in unicodedata.normalize("NFKD", name.casefold()):
        if letter in _SILENT or ord(letter) in _ACCENTS:
            continue
        known = _SPELT.get(letter)
        if known is not None:
            letters.append(known)
        else:
            letters.append(letter if unicodedata.category(letter)[0] in "LMN" else " ")
    return unicodedata.normalize("NFC", " ".join("".join(letters).split()))
