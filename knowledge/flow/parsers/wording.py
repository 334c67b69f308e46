"""Wording: a text as the parsers read it, in plain lower case with its numbers as digits."""

import re
import unicodedata
from collections.abc import Collection

from rapidfuzz import process
from rapidfuzz.distance import OSA
from text_to_num.transforms import alpha2digit

LONGEST = 200
"""Characters; a longer text is a story, not an answer, and is not read."""

_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
    " hundred thousand million"
)
NUMBER_WORDS = frozenset(_NUMBERS.split())
"""The words that numbers are made of."""

_ISH = re.compile(rf"\b({_NUMBERS.replace(' ', '|')})-?ish\b")

_REAL_WORDS = (
    "there these sever forth fifth sixth eighth ninth tenth seen match mouth water money hours"
    " nothing never house course quarters apart summit"
)
_NO_MISSPELLING = frozenset(_REAL_WORDS.split())
"""English words that lie one slip away from a word the parsers know."""

_FRACTIONS = {"½": (".5", " half "), "¼": (".25", " quarter "), "¾": (".75", " ¾ ")}
_AS_MEANT = {
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{MODIFIER LETTER APOSTROPHE}": "'",
    "\N{MINUS SIGN}": "-",
    "\N{MULTIPLICATION SIGN}": "x",
    "\N{ARABIC DECIMAL SEPARATOR}": ".",
    "\N{ARABIC THOUSANDS SEPARATOR}": ",",
    "\N{KEYCAP TEN}": "10",
    "\N{COMBINING ENCLOSING KEYCAP}": "",
}
_AS_BLANKS = {"Pd": "-", "So": " ", "Sk": " ", "Co": " "}
"""What stands for kinds of signs that say nothing in an answer: dashes, emoji and the like."""
_EMOJI_STYLE = "\N{VARIATION SELECTOR-16}"
_LAST_OF_LATIN = 0x17F
_SHORT = 4
_LONG = 8


def plain(text: str) -> str:
    """Return the text in lower case, digits of every script as 0 to 9, dashes as `-`.

    Emoji keycaps are the digit on them; superscripts, Roman numerals and circled numbers stay
    what they are, so that nothing takes them for a number. Too long a text comes back empty.
    """
    if len(text) > LONGEST:
        return ""
    whole = text if text.isascii() else _plain_letters(text)  # ASCII stands for itself
    return " ".join(whole.casefold().split()).strip(" .,;:!\"'()*")


def _plain_letters(text: str) -> str:
    letters: list[str] = []
    for letter in text:
        letters.append(_plain_letter(letter, after_digit=letters[-1:] and letters[-1].isdecimal()))
    return "".join(letters)


def _plain_letter(letter: str, *, after_digit: object) -> str:
    if letter in _FRACTIONS:
        return _FRACTIONS[letter][0 if after_digit else 1]
    if letter in _AS_MEANT:
        return _AS_MEANT[letter]
    kind = unicodedata.category(letter)
    if kind == "Nd":
        return str(unicodedata.decimal(letter))
    if kind in {"Cf", "Cs"} or letter == _EMOJI_STYLE:
        return ""
    if kind in _AS_BLANKS and ord(letter) > _LAST_OF_LATIN:
        return _AS_BLANKS[kind]
    return letter if kind in {"No", "Nl"} else unicodedata.normalize("NFKC", letter)


def repaired(text: str, vocabulary: Collection[str]) -> str:
    """Return the plain text with each word one slip away from the vocabulary put right.

    Words of four letters must lack a letter or swap two ("fuor"); from five on one slip of any
    kind is forgiven, from eight on two. The first letter must be right.
    """
    return re.sub(r"[a-z]{4,}", lambda word: _nearest(word[0], vocabulary), text)


def _nearest(word: str, vocabulary: Collection[str]) -> str:
    if word in vocabulary or word in _NO_MISSPELLING:
        return word
    slips = 2 if len(word) >= _LONG else 1
    near = [known for known in vocabulary if known[0] == word[0]]
    found = process.extract(word, near, scorer=OSA.distance, score_cutoff=slips, limit=None)
    # A letter is lost more often than added: "ninet" is ninety before it is nine.
    best = min(found, key=lambda match: (match[1], -len(match[0]), match[0]), default=None)
    return best[0] if best and _forgivable(word, best[0]) else word


def _forgivable(word: str, known: str) -> bool:
    if len(word) > _SHORT:
        return True
    return len(word) < len(known) or sorted(word) == sorted(known)


def _spaced(pair: re.Match[str]) -> str:
    """Set "ten-twelve" apart, a range, from "twenty-five", one number."""
    if not NUMBER_WORDS.issuperset(pair.groups()):
        return pair[0]
    return f"{pair[1]} {pair[2]}" if pair[1].endswith("ty") else f"{pair[1]} - {pair[2]}"


def digits(text: str) -> str:
    """Return the plain text with numbers in words as digits: "twenty-five" is "25"."""
    spaced = _ISH.sub(r"\1 ish", text)
    spaced = re.sub(r"([a-z]+)-([a-z]+)", _spaced, spaced)
    spaced = re.sub(r"\ba (?=dozen|hundred|thousand)", "one ", spaced)
    spaced = re.sub(r"\bhalf (a|one) dozen\b", "six", spaced)
    spaced = re.sub(r"\b(one )?dozen\b", "twelve", spaced)
    spaced = re.sub(r"\b(a )?couple( of)?\b", "two", spaced)
    read = alpha2digit(spaced, "en", relaxed=True, ordinal_threshold=10**9)
    return re.sub(r"\bone\b", "1", read)
