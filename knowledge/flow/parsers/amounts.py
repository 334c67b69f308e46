"""Amounts: whether a text names a sum of money, in whatever currency: "maybe 500", "20k", "$1"."""

import re

from text_to_num.transforms import alpha2digit

from knowledge.flow.parsers.wording import plain

_FIGURE = r"\d[\d.,' ]*"
_CURRENCIES = (
    r"[$€£¥₹₽₺₴₸₦]|usd|eur|gbp|inr|rub|dollars?|bucks|euros?|pounds?|quid|rupees?|rubles?|roubles?"
    r"|soms?|sums?|tenge|naira|reais|pesos?|lira|zloty|yen|yuan"
)
_OF_MONEY = re.compile(
    rf"(?:{_CURRENCIES}) ?{_FIGURE}|{_FIGURE} ?(?:{_CURRENCIES}|k|lakhs?|grand|hundred|thousand"
    rf"|million|m(?:onthly)?|(?:a|per|each|every) (?:month|year|week))\b|{_FIGURE} ?[$€£¥₹₽₺₴₸₦]"
)
_BARE = re.compile(r"(?<![\d.,])\d{2,}(?!\d)")
"""A number of one figure may be the number of a choice."""


def names_amount(text: str) -> bool:
    """Tell whether a text names a sum of money."""
    said = alpha2digit(plain(text), "en", relaxed=True)
    return _OF_MONEY.search(said) is not None or _BARE.search(said) is not None
