"""Links as Telegram reads them: which it keeps, and in which form."""

import re

_SCHEME = re.compile(r"(?P<scheme>https?|ftp|tg|ton|mailto|tel)://?(?P<rest>.+)", re.IGNORECASE)
_USER = re.compile(r"tg://user\?id=(\d+)", re.IGNORECASE)
_BARE_HOST = re.compile(r"[^\s/?#.:]+(?:\.[^\s/?#.]+)+(?:[/?#]\S*)?")


def checked_url(url: str) -> str:
    """Return a link as Telegram keeps it, empty for one that it drops."""
    if _BARE_HOST.fullmatch(url):
        url = f"http://{url}"
    match = _SCHEME.fullmatch(url)
    if not match or any(character.isspace() for character in url):
        return ""
    if match["scheme"].lower().startswith("http") and not re.search(r"[/?#]", match["rest"]):
        url += "/"
    return url


def user_of(url: str) -> int:
    """Return the id in a link to a person, 0 for any other link."""
    match = _USER.fullmatch(url)
    return int(match[1]) if match else 0
